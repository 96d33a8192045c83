"""Ctrl-C loses nothing already done: a real signal to a real process and its helpers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
