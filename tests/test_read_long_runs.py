"""Long runs in real processes: a bar on a terminal tells how far they are, and Ctrl-C loses nothing already done."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.commands import app
from extract.step8_store import Filters, StoreError, open_store, queries

PAGES = 400


def stored(place: Path) -> int:
    try:
        store = open_store(str(place), create=False)
    except StoreError:  # the other process has not made it yet
        return 0
    found = len(queries.documents(store, Filters()))
    store.close()
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_ingest_keeps_the_pages_it_told_of(jobs: int, tmp_path: Path, root: Path) -> None:
    (tmp_path / "pages").mkdir()
    text = (root / "tests" / "golden" / "01_heilongjiang.txt").read_text("utf-8")
    for number in range(PAGES):
        (tmp_path / "pages" / f"{number:03}.txt").write_text(f"{text}\n第{number}页\n", "utf-8")
    words = [sys.executable, "-m", "extract", "ingest", "pages", "--store", "s.db", "--jobs", str(jobs)]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not stored(tmp_path / "s.db"):
            assert running.poll() is None
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)  # a terminal sends it to the helpers too
        told, _ = running.communicate()
    assert running.returncode == 130
    safe = re.match(r"interrupted; (\d+) new pages are safe in the store", told)
    assert safe, told
    assert 0 < int(safe[1]) == stored(tmp_path / "s.db") < PAGES


def test_a_terminal_shows_how_many_are_done_at_what_rate_and_the_time_left(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"2024年,湖州市地区生产总值4213.{number}亿元。\n")
    (tmp_path / "b.txt").write_bytes(b"\x00")
    screen, terminal = pty.openpty()
    words = [sys.executable, "-m", "extract", "ingest", "a.zip", "b.txt", "--store", "s.db"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal, env=environment, check=False)
    os.close(terminal)
    shown = os.read(screen, 100_000).decode()
    os.close(screen)
    assert done.returncode == 1
    assert re.search(r"4/4.* \d+/s.*0:00:00", re.sub(r"\x1b\[[\d;?]*\w", "", shown)), shown
    assert "b.txt: not a text" in shown


def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise BrokenProcessPool

    (tmp_path / "a.txt").write_text("2024年,湖州市地区生产总值4213.4亿元。\n", "utf-8")
    monkeypatch.setattr(ProcessPoolExecutor, "submit", ended)
    done = CliRunner().invoke(app, ["ingest", str(tmp_path), "--jobs", "2", "--store", str(tmp_path / "s.db")])
    assert done.exit_code == 2
    assert "run the same command again with fewer jobs" in done.stderr
