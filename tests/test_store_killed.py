"""A writer that is killed at any moment leaves whole pages only, and loses none that it had taken in."""

from __future__ import annotations

import multiprocessing
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from extract.step8_store import Filters, checking, open_store, queries
from extract.step8_store.reextract import replace
from tests.readings import make_reading

FIGURES = 40
KILLS = 6


def write_for_ever(place: str, first: int, told: Connection) -> None:
    """Take in page after page and read each again, telling the number of every page that is safe."""
    store = open_store(place)
    for number in range(first, first + 10**6):
        figures = ({"value": float(row), "item": str(number)} for row in range(FIGURES))
        reading = make_reading(*figures, document=f"{number}.txt", refused=("3月1日",))
        store.ingest(reading)
        told.send(number)
        replace(store, reading)


def kill_a_writer(place: str, first: int, after: float) -> set[int]:
    """Numbers of the pages that a writer had told before it was killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # imports once, not once a kill
    ours, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_for_ever, args=(place, first, theirs))
    writer.start()
    theirs.close()
    safe = {ours.recv()}
    time.sleep(after)
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


def test_a_killed_writer_tears_no_page_and_loses_none(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    safe: set[int] = set()
    for kill in range(KILLS):
        safe |= kill_a_writer(place, kill * 10**6, 0.037 * kill)
    store = open_store(place)
    found = queries.documents(store, Filters())
    assert set(found["n"]) == {FIGURES}
    assert {f"{number}.txt" for number in safe} <= set(found["document"])
    assert len(queries.refusals(store, Filters())) == len(found)
    assert list(checking.find_faults(store)) == []
    store.close()
