"""Files and folders to pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from extract.models import Page
from extract.step1_read.decode import NotTextError, decode
from extract.step1_read.metadata import FILE_NAME, Metadata, read_pages_csv

__all__ = ["UnreadableError", "find_files", "read_bytes", "read_file", "read_files"]

_PAGES: Final = frozenset({".txt"})
"""Endings of the files that a folder's walk takes for pages; a file named by itself may have any."""
_NOTHING: Final = Metadata()


class UnreadableError(Exception):
    """A page that cannot be read: which, why, and what would help."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


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
            raise UnreadableError(path, f"holds no page; expected files ending in {', '.join(sorted(_PAGES))}")
        found |= dict.fromkeys(pages)
    return list(found)


def _walk(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.suffix.lower() in _PAGES and path.is_file()]
    visible = [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    named = [inside / name for inside in {folder, *(path.parent for path in visible)} for name in _metadata_of(inside)]
    return sorted({*visible, *named})


def _metadata_of(folder: Path) -> Mapping[str, Metadata]:
    path = folder / FILE_NAME
    return _metadata_as_of(folder, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=64)
def _metadata_as_of(folder: Path, _changed: int) -> Mapping[str, Metadata]:
    """A folder's `pages.csv`, read once for all its pages and again when it has changed."""
    return read_pages_csv(folder)


def read_file(path: Path, given: Metadata = _NOTHING) -> Page:
    """The page in a file, with what `pages.csv` beside it says, and `given` where that says nothing.

    Raises:
        UnreadableError: the file cannot be opened or holds no text.
        MetadataError: `pages.csv` is not as it should be.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, f"cannot be opened: {error.strerror}") from error
    try:
        return read_bytes(path.name, data, _metadata_of(path.parent).get(path.name, _NOTHING).or_else(given))
    except NotTextError as error:
        raise UnreadableError(path, str(error)) from error


def read_bytes(document: str, data: bytes, known: Metadata = _NOTHING) -> Page:
    """The page that bytes hold; its id is their SHA-256.

    Raises:
        NotTextError: they hold no text.
    """
    return Page(
        document=document,
        document_id=hashlib.sha256(data).hexdigest(),
        text=decode(data),
        newspaper=known.newspaper,
        published=known.published,
        home_region_code=known.home_region_code,
    )


def read_files(files: Iterable[Path], given: Metadata = _NOTHING) -> Iterator[Page | UnreadableError]:
    """Every page of the files; a bad one comes as its `UnreadableError` and the rest goes on.

    Raises:
        MetadataError: a `pages.csv` is not as it should be.
    """
    for path in files:
        try:
            yield read_file(path, given)
        except UnreadableError as error:
            yield error
