"""Pages are taken in as they arrive, complete, and again after a restart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from extract import watching
from extract.watching import arrivals

PAGE = "2024年,湖州市地区生产总值4213.4亿元,同比增长5.8%。\n"


def looks(monkeypatch: pytest.MonkeyPatch, *steps: Any) -> None:
    """Let the watch report what each step returns, without waiting for the system's notices."""

    def told(*_: object, **__: object) -> Iterator[set[tuple[Change, str]]]:
        for step in steps:
            path = step()
            yield {(Change.added, str(path))} if path else set()

    monkeypatch.setattr(watching, "watch", told)


def test_a_file_is_handed_on_when_it_has_been_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "a.txt"
    (tmp_path / "before.html").write_text(PAGE, "utf-8")

    def grow() -> Path:
        with page.open("a", encoding="utf-8") as file:
            file.write(PAGE)
        return page

    looks(monkeypatch, lambda: None, grow, *[lambda: None] * 3, grow, *[lambda: None] * 4)
    assert [[path.name for path in found] for found in arrivals(tmp_path)] == [["before.html"], ["a.txt"]]


def test_what_vanishes_or_is_no_page_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, other, partial = tmp_path / "a.txt", tmp_path / "a.doc", tmp_path / ".b.txt"

    def write(path: Path) -> Path:
        path.write_text(PAGE, "utf-8")
        return path

    looks(
        monkeypatch,
        lambda: write(page),
        page.unlink,
        lambda: write(other),
        lambda: write(partial),
        *[lambda: None] * 6,
    )
    assert list(arrivals(tmp_path)) == []


def test_the_system_tells_of_an_arrival(tmp_path: Path) -> None:
    stop = threading.Event()
    found = arrivals(tmp_path, stop)
    threading.Timer(0.2, lambda: (tmp_path / "a.txt").write_text(PAGE, "utf-8")).start()
    assert next(found) == [tmp_path / "a.txt"]
    stop.set()
    assert list(found) == []


def test_the_command_takes_in_what_is_there_and_what_comes(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(PAGE, "utf-8")
    words = [sys.executable, "-u", "-m", "extract", "watch", "pages"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env={**os.environ}) as running:
        assert running.stdout is not None
        lines = iter(running.stdout)
        assert next(lines).startswith("watching pages")
        assert next(lines) == "1 new pages, 0 already in the store, 0 unreadable\n"
        (tmp_path / "pages" / "b.txt").write_bytes(b"\x00")
        assert next(lines) == "0 new pages, 0 already in the store, 1 unreadable\n"
        (tmp_path / "pages" / "c.txt").write_text(PAGE + PAGE, "utf-8")
        assert next(lines) == "1 new pages, 0 already in the store, 0 unreadable\n"
        running.send_signal(signal.SIGINT)
        assert next(lines).startswith("stopped")
    assert running.returncode == 0
