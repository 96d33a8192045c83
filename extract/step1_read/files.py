"""Files and folders to pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from extract.step1_read.archives import ARCHIVE, count_members, open_archive
from extract.step1_read.formats import ENDINGS
from extract.step1_read.metadata import FILE_NAME, Metadata, read_pages_csv
from extract.step1_read.source import LARGEST, Source, UnreadableError

__all__ = ["WALKED", "count_pages", "find_files", "open_files"]

WALKED: Final = ENDINGS | {ARCHIVE}
"""Endings of the files that a folder's walk takes; a file named by itself may have any."""
_NOTHING: Final = Metadata()


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files that hold pages: those named, and all below the folders named, in a steady order, each once.

    A page that a folder's `pages.csv` names is listed even when it is missing, so that reading it says so.

    Raises:
        UnreadableError: a path that does not exist, or a folder without a single page.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise UnreadableError(path, "no such file or folder")
        pages = _walk(path) if path.is_dir() else [path]
        if not pages:
            raise UnreadableError(path, f"holds no page; expected files ending in {', '.join(sorted(WALKED))}")
        found |= dict.fromkeys(pages)
    return list(found)


def _walk(folder: Path) -> list[Path]:
    """Pages below a folder, and what cannot be looked into, so that reading it says so."""
    locked: list[OSError] = []
    found: set[Path] = set()
    for place, folders, names in os.walk(folder, onerror=locked.append):
        inside = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".")]
        pages = {inside / name for name in names if Path(name).suffix.lower() in WALKED and not name.startswith(".")}
        found |= pages
        if pages or inside == folder:
            found |= {inside / name for name in _metadata_of(inside)}
    return sorted(found | {Path(error.filename) for error in locked})


def _metadata_of(folder: Path) -> Mapping[str, Metadata]:
    path = folder / FILE_NAME
    return _metadata_as_of(folder, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=64)
def _metadata_as_of(folder: Path, _changed: int) -> Mapping[str, Metadata]:
    """A folder's `pages.csv`, read once for all its pages and again when it has changed."""
    return read_pages_csv(folder)


def count_pages(files: Iterable[Path]) -> int:
    """How many pages the files hold, those in archives included."""
    return sum(count_members(path) if path.suffix.lower() == ARCHIVE else 1 for path in files)


def open_files(files: Iterable[Path], given: Metadata = _NOTHING) -> Iterator[Source | UnreadableError]:
    """Each page of the files and of the archives among them; a bad one comes as its error and the rest goes on.

    Raises:
        MetadataError: a `pages.csv` is not as it should be.
    """
    for path in files:
        try:
            if path.suffix.lower() == ARCHIVE:
                yield from open_archive(path, given)
            else:
                yield _open(path, given)
        except UnreadableError as error:
            yield error


def _open(path: Path, given: Metadata) -> Source:
    """The bytes of a file, with what `pages.csv` beside it says, and `given` where that says nothing."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(path, "neither a file nor a folder that may be looked into")
        if path.exists() and path.stat().st_size > LARGEST:
            raise UnreadableError(path, f"holds {path.stat().st_size} bytes; no page is that large")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, f"cannot be opened: {error.strerror}") from error
    return Source(path, data, _metadata_of(path.parent).get(path.name, _NOTHING).or_else(given))
