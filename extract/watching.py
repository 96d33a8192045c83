"""Pages of a folder as they arrive, each handed on once it is complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

from watchfiles import Change, watch

from extract.step1_read import WALKED

__all__ = ["arrivals"]

_LOOK_MS: Final = 500
"""Milliseconds between two looks."""
_QUIET: Final = 4
"""A file whose size and time have stayed the same for so many looks is complete: a copy over a network may pause."""


def arrivals(folder: Path, stop: Event | None = None) -> Iterator[list[Path]]:
    """Files that are there, have arrived or have changed, each list once its files are complete, until `stop` is set."""
    growing: dict[Path, _Seen] | None = None
    for changes in watch(folder, stop_event=stop, rust_timeout=_LOOK_MS, yield_on_timeout=True, debounce=_LOOK_MS):
        changed = {Path(path) for kind, path in changes if kind != Change.deleted}
        if growing is None:  # only now, with the watch begun, can no file slip in between
            growing, changed = {}, {*changed, *folder.rglob("*")}
        for path in changed:
            if path.suffix.lower() in WALKED and not path.name.startswith("."):
                growing.setdefault(path, _Seen())
        growing = {path: now for path, seen in growing.items() if (now := seen.again(path))}
        complete = sorted(path for path, seen in growing.items() if seen.looks == _QUIET)
        growing = {path: seen for path, seen in growing.items() if seen.looks < _QUIET}
        if complete:
            yield complete


class _Seen(NamedTuple):
    """Size and time of change of a file that arrives, and for how many looks they have been the same."""

    state: tuple[int, int] = (-1, -1)
    looks: int = 0

    def again(self, path: Path) -> _Seen | None:
        """What one more look sees; nothing for a file that is gone again."""
        try:
            stat = path.stat()
        except FileNotFoundError:
            return None
        state = stat.st_size, stat.st_mtime_ns
        return _Seen(state, self.looks + 1 if state == self.state else 0)
