"""What a user does amiss with a store, and disks that are full, locked or damaged: one line, an exit code, no loss."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import Engine, event
from typer.testing import CliRunner

from extract.commands import app
from extract.rules import load_indicators, load_themes
from extract.step8_store import checking, store

PAGE = "1月,湖州市出口94亿元,同比增长3.2%。"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands in a folder with a page, and with a store that holds it."""
    monkeypatch.chdir(tmp_path)
    for name in ("ZHIBIAO_DB", "ZHIBIAO_RULES"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    Path("pages").mkdir()
    Path("pages", "a.txt").write_text(PAGE, "utf-8")
    done = run("ingest", "pages", "--published", "2025-02-20", "--home-region", "330500", "--store", "s.db")
    assert done.exit_code == 0
    return run


def told(result: Result) -> str:
    """The one line of a command that could not do what was asked."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip().removeprefix("error: ")


@contextlib.contextmanager
def every_connection(pragma: str) -> Iterator[None]:
    """A database that behaves as one on another disk would."""

    def say(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}").close()

    event.listen(Engine, "connect", say)
    try:
        yield
    finally:
        event.remove(Engine, "connect", say)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("sqlite://", "sqlite://: names no file, so nothing would be kept; expected sqlite:///data/zhibiao.db"),
        (":memory:", ":memory:: names no file, so nothing would be kept"),
        ("postgresql+psycopg://u:s@cret@127.0.0.1:port/x", "postgresql+psycopg://u:***@127.0.0.1:port/x: not a data"),
        ("postgresql+psycopg://u:secret@127.0.0.1:1/x", "postgresql+psycopg://u:***@127.0.0.1:1/x: cannot be opened"),
    ],
)
def test_a_place_that_is_no_store_is_told_without_its_password(run: Run, place: str, line: str) -> None:
    for words in (("ingest", "pages"), ("export", "--out", "x.csv")):
        assert told(run(*words, "--store", place)).startswith(line)


def test_a_file_may_have_any_name(run: Run) -> None:
    assert run("ingest", "pages", "--store", "a?b#c%20.db").exit_code == 0
    assert Path("a?b#c%20.db").is_file()


@pytest.mark.parametrize("words", [("export",), ("review", "export")])
@pytest.mark.parametrize("place", ["s.db", "sqlite:///s.db"])
def test_a_store_is_not_written_over_by_a_table(run: Run, words: tuple[str, ...], place: str) -> None:
    before = Path("s.db").read_bytes()
    line = told(run(*words, "--out", "pages/../s.db", "--store", place))
    assert line == "pages/../s.db: is the store itself, which would be lost; name another file with --out"
    assert Path("s.db").read_bytes() == before


def test_a_table_needs_a_name(run: Run) -> None:
    for words in (("export",), ("review", "export")):
        assert (
            told(run(*words, "--out", "", "--store", "s.db"))
            == ".: names no file; expected one, such as --out figures.csv"
        )


def test_an_export_says_its_vintage(run: Run) -> None:
    done = run("export", "--out", "x.csv", "--store", "s.db", "--as-known-on", "2025-01-31")
    assert done.stdout == "0 observations, as known on 2025-01-31, in x.csv\n"


@pytest.mark.parametrize("content", ["[x", "[x]\nzh = '外'"])
def test_a_bad_rule_is_told_once_before_any_page(run: Run, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("rules").mkdir()
    Path("rules", "trade.toml").write_text(content, "utf-8")
    monkeypatch.setenv("ZHIBIAO_RULES", "rules")
    for words in (("ingest", "pages"), ("reextract", "--store", "s.db"), ("extract", "pages", "--out", "out")):
        forget()
        assert told(run(*words)).startswith("rules/trade.toml")
    forget()
    assert not Path("out").exists()


def forget() -> None:
    """Let rules be loaded again."""
    load_themes.cache_clear()
    load_indicators.cache_clear()


@pytest.mark.parametrize(
    ("pragma", "line"),
    [
        ("max_page_count = 10", "(database or disk is full); make room on its disk, then run the same command again"),
        ("query_only = ON", "(attempt to write a readonly database); see that you may write the file and its folder"),
    ],
)
def test_a_disk_that_takes_nothing_is_told(run: Run, pragma: str, line: str) -> None:
    Path("pages", "b.txt").write_text(PAGE * 500, "utf-8")
    with every_connection(pragma):
        assert told(run("ingest", "pages", "--store", "s.db")).startswith(f"s.db: the store cannot be used {line}")
    assert run("check", "--store", "s.db").stdout == "the store is sound\n"
    assert run("ingest", "pages", "--store", "s.db").stdout.startswith("1 new pages, 1 already")


def test_a_writer_that_does_not_end_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0)
    with contextlib.closing(sqlite3.connect("s.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        Path("pages", "b.txt").write_text(PAGE * 2, "utf-8")
        assert "(database is locked); another program keeps writing to it" in told(
            run("ingest", "pages", "--store", "s.db")
        )


def test_a_damaged_store_is_told(run: Run) -> None:
    content = bytearray(Path("s.db").read_bytes())
    content[4096 * 2 :] = b"\xff" * len(content[4096 * 2 :])
    Path("s.db").write_bytes(content)
    for words in (("export", "--out", "x.csv"), ("reextract",), ("review", "list")):
        result = run(*words, "--store", "s.db")
        assert (result.exit_code, "malformed" in result.stderr, "a backup" in result.stderr) == (2, True, True)
    assert not Path("x.csv").exists()


def test_a_copy_that_has_no_room_leaves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(place: Path) -> sqlite3.Connection:
        opened = sqlite3.Connection(place)
        opened.execute("PRAGMA max_page_count = 2")
        return opened

    monkeypatch.setattr(checking.sqlite3, "connect", small)
    line = told(run("backup", "--store", "s.db", "--out", "b.db"))
    assert line == "b.db: cannot be written (database or disk is full); make room, or name a file on another disk"
    assert list(Path().glob("b.db*")) == []
    assert told(run("backup", "--store", "s.db", "--out", "none/b.db")) == "none/b.db: No such file or directory"
