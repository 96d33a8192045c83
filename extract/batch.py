"""Many pages at once: files to readings, in order, over as many processes as asked for."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from extract.models import Reading
from extract.pipeline import read_page
from extract.step1_read import Metadata, UnreadableError, infer_metadata, read_file

__all__ = ["read_all"]

_AHEAD: Final = 64
"""Pages in the pool for each process: enough to keep it busy, few enough to hold in memory."""


def read_all(paths: Sequence[Path], given: Metadata, jobs: int = 1) -> Iterator[Reading | UnreadableError]:
    """What each page gave, in the order of `paths`; a bad page gives the reason instead and stops nothing."""
    read = partial(_read, given=given)
    if jobs == 1:
        yield from map(read, paths)
        return
    # A fork of a process with threads (the progress bar is one) may hang; a fork server has none.
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["extract.pipeline"])
    with ProcessPoolExecutor(jobs, server, initializer=_ignore_interrupt) as pool:
        waiting = iter(paths)
        while some := list(islice(waiting, _AHEAD * jobs)):
            yield from pool.map(read, some, chunksize=8)


def _read(path: Path, given: Metadata) -> Reading | UnreadableError:
    try:
        return read_page(infer_metadata(read_file(path, given)))
    except UnreadableError as error:
        return error
    except Exception as error:  # noqa: BLE001 — a fault of ours on one page must not cost the other thousands
        return UnreadableError(path, f"the program fails on it ({error!r}); please report it together with this page")


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which knows what is already safe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
