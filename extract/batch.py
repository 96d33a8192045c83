"""Many pages at once: pages to readings, in order, over as many processes as asked for."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

from extract.models import Page, Reading
from extract.pipeline import read_page
from extract.step1_read import UnreadableError, infer_metadata

__all__ = ["read_all"]

_AHEAD: Final = 64
"""Pages in the pool for each process: enough to keep it busy, few enough to hold in memory."""

Found = Page | UnreadableError
Outcome = Reading | UnreadableError


def read_all(pages: Iterable[Found], jobs: int = 1) -> Iterator[Outcome]:
    """What each page gave, in order; what could not be read stays as it is."""
    if jobs == 1:
        yield from map(_read, pages)
        return
    # A fork of a process with threads (the progress bar is one) may hang; a fork server has none.
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["extract.pipeline"])
    waiting = iter(pages)
    with ProcessPoolExecutor(jobs, server, initializer=_ignore_interrupt) as pool:
        while some := list(islice(waiting, _AHEAD * jobs)):
            yield from pool.map(_read, some, chunksize=8)


def _read(page: Found) -> Outcome:
    if isinstance(page, UnreadableError):
        return page
    try:
        return read_page(infer_metadata(page))
    except Exception as error:  # noqa: BLE001 — a fault of ours on one page must not cost the other thousands
        return UnreadableError(Path(page.document), f"the program fails on it ({error!r}); please report it")


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which knows what is already safe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
