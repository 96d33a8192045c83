"""A store in use by several at once, and what newspapers do to it: one page twice, a page mended, papers that differ.

`ZHIBIAO_SOAK=1` reads and writes side by side for half a minute instead of a moment.
"""

from __future__ import annotations

import csv
import itertools
import multiprocessing
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extract.commands import app
from extract.step8_store import Filters, open_store, queries
from extract.step8_store.reextract import replace
from extract.step8_store.reviews import accept, undo
from extract.step8_store.version import version
from extract.step8_store.worklist import KINDS, tally, work_list
from tests.readings import make_reading

SECONDS = 30 if "ZHIBIAO_SOAK" in os.environ else 1
FIGURES = 6
Run = Callable[..., Result]


def write_for(place: str, seconds: float) -> int:
    """Take in, accept, read again and take back; gives the number of pages."""
    store, end = open_store(place), time.monotonic() + seconds
    for number in itertools.count():
        reading = make_reading(*({"item": str(row)} for row in range(FIGURES)), document=f"{number}.txt")
        store.ingest(reading)
        chosen = queries.observations(store, Filters(documents=(reading.page.document_id,)))["observation_id"][0]
        accept(store, chosen, by="王")
        replace(store, reading)
        undo(store, chosen, by="王")
        if time.monotonic() > end:
            break
    store.close()
    return number + 1


def read_for(place: str, seconds: float) -> list[tuple[int, str]]:
    """Ask all that a dashboard asks; gives the counts and versions seen, and fails on any error."""
    store, end = open_store(place), time.monotonic() + seconds
    seen = []
    while time.monotonic() < end or not seen:
        seen.append((queries.count(store, Filters()), version(store)))
        for ask in (queries.indicators, queries.coverage, queries.documents, queries.conflicts, tally):
            ask(store, Filters())
        queries.facts(store, Filters(indicators=("exports",), items=("1",)))
        for kind in KINDS:
            work_list(store, Filters(), kind, 20)
    store.close()
    return seen


@pytest.mark.timeout(300)
def test_a_writer_and_two_readers_never_fail(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    open_store(place).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with context.Pool(3) as pool:
        writer = pool.apply_async(write_for, (place, SECONDS))
        readers = [pool.apply_async(read_for, (place, SECONDS)) for _ in range(2)]
        pages, seen = writer.get(), [reader.get() for reader in readers]
    for counts in ([count for count, _ in one] for one in seen):
        assert counts == sorted(counts)
        assert all(count % FIGURES == 0 for count in counts), "a torn page would show as an odd count"
    rounds = [len(one) for one in seen]
    print(f"{SECONDS} s: {pages} pages written, {rounds} rounds of 10 questions answered, no error")  # noqa: T201


def test_the_version_tells_of_every_change(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s.db"))
    reading = make_reading({})
    chosen = (
        f"{reading.page.document_id[:16]}-{reading.observations[0].char_start}-{reading.observations[0].char_end}-0"
    )
    seen = [version(store)]
    for change in (
        lambda: store.ingest(reading),
        lambda: store.replace(reading),
        lambda: store.replace(reading),
        lambda: accept(store, chosen, by="王"),
        lambda: undo(store, chosen, by="王"),
    ):
        change()
        seen.append(version(store))
    assert len(set(seen)) == len(seen)
    store.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIBIAO_DB", raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(app, list(words), env={"COLUMNS": "200"})


def write(name: str, value: str) -> str:
    Path(name).write_text(f"2024年,湖州市地区生产总值{value}亿元。\n", "utf-8")
    return name


def exported(run: Run, rows: str) -> list[tuple[str, float]]:
    run("export", "--rows", rows, "--out", "out.csv")
    table = csv.DictReader(Path("out.csv").read_text("utf-8-sig").splitlines())
    return [(row["document"], float(row["value"])) for row in table]


def test_one_page_under_two_names_is_one_page(run: Run) -> None:
    told = run("ingest", write("a.txt", "4213.4"), write("b.txt", "4213.4"))
    assert told.stdout == "1 new pages, 1 already in the store, 0 unreadable\n"
    assert exported(run, "all") == [("a.txt", 421340000000.0)]


def test_a_page_whose_text_changes_is_a_later_report(run: Run) -> None:
    run("ingest", write("a.txt", "4213.4"), "--published", "2025-01-20")
    run("ingest", write("a.txt", "4231.4"), "--published", "2025-01-21")
    assert exported(run, "all") == [("a.txt", 423140000000.0), ("a.txt", 421340000000.0)]
    assert exported(run, "preferred") == [("a.txt", 423140000000.0)], "the later of two"
    assert len(exported(run, "conflicts")) == 2


def test_two_papers_that_differ_wait_for_a_person(run: Run) -> None:
    run("ingest", write("a.txt", "4213.4"), "--newspaper", "甲报", "--published", "2025-01-20")
    run("ingest", write("b.txt", "4198.1"), "--newspaper", "乙报", "--published", "2025-01-21")
    waiting = [line.split()[0] for line in run("review", "list", "--kind", "conflict").stdout.splitlines()[::3]]
    assert len(exported(run, "conflicts")) == 2
    run("review", "accept", waiting[0], "--by", "王")
    assert exported(run, "preferred") == [("a.txt", 421340000000.0)]
    assert run("review", "list", "--kind", "conflict").stdout == "0 of kind conflict wait\n"
    run("reextract")
    assert exported(run, "preferred") == [("a.txt", 421340000000.0)], "a choice outlives a reading by other rules"


def test_a_store_opens_once_whoever_writes_its_new_file_is_done(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "s.db", isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    other.execute("create table someone(something)")
    done = threading.Timer(0.2, lambda: other.execute("commit"))
    done.start()
    open_store(str(tmp_path / "s.db")).close()
    done.join()
    other.close()
