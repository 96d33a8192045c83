"""Pages of a folder as they arrive, each handed on once it is complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

from watchfiles import Change, watch

from extract.step1_read import WALKED

__all__ = ["arrivals"]

_LOOK_MS: Final = 500
"""Milliseconds between two looks: a file whose size and time are the same in both is complete."""


def arrivals(folder: Path, stop: Event | None = None) -> Iterator[list[Path]]:
    """Files that are there, have arrived or have changed, each list once its files are complete, until `stop` is set."""
    growing: dict[Path, tuple[int, int]] | None = None
    for changes in watch(folder, stop_event=stop, rust_timeout=_LOOK_MS, yield_on_timeout=True, debounce=_LOOK_MS):
        changed = {Path(path) for kind, path in changes if kind != Change.deleted}
        if growing is None:  # only now, with the watch begun, can no file slip in between
            growing, changed = {}, {*changed, *folder.rglob("*")}
        for path in changed:
            if path.suffix.lower() in WALKED and not path.name.startswith("."):
                growing.setdefault(path, (-1, -1))
        now = {path: state for path in growing if (state := _state(path))}
        complete = sorted(path for path, state in now.items() if state == growing[path])
        growing = {path: state for path, state in now.items() if path not in complete}
        if complete:
            yield complete


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change; nothing for a file that is gone again."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns
