"""Many pages at once: pages to readings, in order, over as many processes as asked for."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from extract.models import Page, Reading
from extract.pipeline import read_page
from extract.step1_read import Source, UnreadableError, infer_metadata

__all__ = ["read_all"]

_AHEAD: Final = 32
"""Pages in the pool for each process: enough to keep it busy, few enough to hold in memory."""

_T = TypeVar("_T")


def read_all(pages: Iterable[Source | Page | _T], jobs: int = 1) -> Generator[Reading | UnreadableError | _T]:
    """What each page gave, in order; what is no page, such as the error of one that cannot be opened, stays as it is."""
    if jobs == 1:
        yield from (_read(page) for page in pages)
        return
    # A fork of a process with threads (the progress bar is one) may hang; a fork server has none.
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["extract.pipeline"])
    pool = ProcessPoolExecutor(jobs, server, initializer=_ignore_interrupt)
    waiting: deque[Future[Reading | UnreadableError | _T]] = deque()
    try:
        for page in pages:
            waiting.append(pool.submit(_read, page))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # an interruption waits for the pages in hand, not for those in the queue
        pool.shutdown(cancel_futures=True)


def _read(page: Source | Page | _T) -> Reading | UnreadableError | _T:
    if not isinstance(page, Source | Page):
        return page
    place = page.place if isinstance(page, Source) else Path(page.document)
    try:
        return read_page(infer_metadata(page.read() if isinstance(page, Source) else page))
    except UnreadableError as error:
        return error
    except Exception as error:  # noqa: BLE001 — a fault of ours on one page must not cost the other thousands
        return UnreadableError(place, f"the program fails on it ({error!r}); please report it")


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which knows what is already safe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
