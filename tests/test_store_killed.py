"""Writers that are killed at any moment leave whole pages only, and lose nothing that they had told of.

`ZHIBIAO_SOAK=1` kills fifty times instead of six.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd
import pytest

from extract.models import Reading
from extract.step8_store import Filters, Store, checking, open_store, queries
from extract.step8_store.reextract import replace
from extract.step8_store.reviews import accept, history
from tests.readings import make_reading

SOAK = "ZHIBIAO_SOAK" in os.environ
FIGURES = 40
WRITERS, COMMANDS, PAGES, JOBS = (30, 10, 1000, "2") if SOAK else (4, 1, 40, "1")
"""Kills of a writer, and of each of two commands, which work on so many pages in so many processes."""
MOMENTS = random.Random(20250604)
"""Fixed, so that a failure can be repeated; what the killed process was doing then is chance enough."""
Told = tuple[str, str]


def read_as(number: int, rules: int) -> Reading:
    """What a page gives by some rules; its text stays, its values tell by which rules it was read."""
    figures = ({"item": f"{number}-{row}"} for row in range(FIGURES))
    reading = make_reading(*figures, document=f"{number}.txt", refused=("3月1日",))
    rows = (row.model_copy(update={"value": float(rules)}) for row in reading.observations)
    return reading.model_copy(update={"observations": tuple(rows)})


def write_for_ever(place: str, first: int, told: Connection) -> None:
    """Take in page after page, accept a figure, read again by other rules; tell all that is safe."""
    store = open_store(place)
    for number in range(first, first + 10**6):
        reading = read_as(number, 1)
        store.ingest(reading)
        told.send(("page", reading.page.document))
        replace(store, read_as(number, 2))
        chosen = (
            f"{reading.page.document_id[:16]}-{reading.observations[0].char_start}-{reading.observations[0].char_end}-0"
        )
        accept(store, chosen, by="王")
        told.send(("decision", chosen))
        replace(store, read_as(number, 3))


def kill_a_writer(place: str, first: int) -> set[Told]:
    """What a writer had told before it was killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # imports once, not once a kill
    ours, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_for_ever, args=(place, first, theirs))
    writer.start()
    theirs.close()
    safe = {ours.recv()}
    time.sleep(MOMENTS.uniform(0, 0.3))
    writer.kill()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    try:
        while ours.poll():
            safe.add(ours.recv())
    except EOFError:  # all was told
        pass
    ours.close()
    return safe


def check_whole(store: Store) -> None:
    """Every page has all its figures, all read by the same rules but the one that was accepted."""
    assert list(checking.find_faults(store)) == []
    found = queries.observations(store, Filters())
    assert set(found.groupby("document_id").size()) == {FIGURES}
    assert len(queries.refusals(store, Filters())) == found["document_id"].nunique()
    read = found[found["decision"] == ""].groupby("document_id")["value"]
    assert set(read.nunique()) == {1}
    assert set(found.loc[found["decision"] != "", "value"]) <= {2.0}


@pytest.mark.timeout(1200 if SOAK else 120)
def test_a_killed_writer_tears_no_page_and_loses_none(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    safe: set[Told] = set()
    for kill in range(WRITERS):
        safe |= kill_a_writer(place, kill * 10**6)
        store = open_store(place)
        check_whole(store)
        store.close()
    store = open_store(place)
    assert {name for kind, name in safe if kind == "page"} <= set(queries.documents(store, Filters())["document"])
    decided = queries.observations(store, Filters(decisions=("accepted", "corrected")))["observation_id"]
    assert {key for kind, key in safe if kind == "decision"} <= set(decided)
    assert set(decided) == set(history(store)["target"])
    store.close()
    print(f"{WRITERS} kills: {len(safe)} pages and decisions told of, all there")  # noqa: T201 — the report of a soak


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extract", *words, "--store", "s.db", "--jobs", JOBS]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)


def rows(folder: Path) -> pd.DataFrame:
    """All that the store holds, in an order that does not depend on when it was written."""
    store = open_store(str(folder / "s.db"))
    assert list(checking.find_faults(store)) == []
    found = queries.observations(store, Filters()).sort_values("observation_id", ignore_index=True)
    store.close()
    return found


def done(folder: Path, command: str) -> int:
    """How far a command is."""
    what = "count(*)" if command == "ingest" else "max(revision)"
    try:
        with closing(sqlite3.connect(folder / "s.db")) as connection:
            return int(connection.execute(f"SELECT {what} FROM documents").fetchone()[0] or 0)
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0


def kill_a_command(folder: Path, command: str, *words: str) -> None:
    """Kill it and its helpers while it writes, somewhere behind its first page."""
    before = done(folder, command)
    with start(folder, command, *words) as running:
        while running.poll() is None and done(folder, command) == before:
            time.sleep(0.01)
        time.sleep(MOMENTS.uniform(0, 0.3))
        os.killpg(running.pid, signal.SIGKILL)


@pytest.mark.timeout(1200 if SOAK else 120)
@pytest.mark.parametrize("command", ["ingest", "reextract"])
def test_a_killed_command_leaves_whole_pages_and_can_go_on(command: str, tmp_path: Path, root: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((root / "tests" / "golden").glob("*.txt"))]
    (tmp_path / "pages").mkdir()
    for number in range(PAGES):
        (tmp_path / "pages" / f"{number:03}.txt").write_text(f"{texts[number % len(texts)]}\n{number}\n", "utf-8")
    if command == "reextract":
        assert start(tmp_path, "ingest", "pages").wait() == 0
    words = ["pages"] if command == "ingest" else []
    seen = []
    for _ in range(COMMANDS):
        kill_a_command(tmp_path, command, *words)
        seen.append(rows(tmp_path))
    assert start(tmp_path, command, *words).wait() == 0
    whole = rows(tmp_path)
    assert whole["document_id"].nunique() == PAGES
    for before in seen:
        same = whole[whole["document_id"].isin(before["document_id"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(before, same)
    counts = [found["document_id"].nunique() for found in seen]
    print(f"{command} killed {COMMANDS} times with {counts} whole pages in the store of {PAGES}")  # noqa: T201
