"""Files and folders to pages."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from extract.models import Page
from extract.step1_read.decode import NotTextError
from extract.step1_read.formats import ENDINGS, text_of
from extract.step1_read.metadata import FILE_NAME, Metadata, parse_pages_csv, read_pages_csv

__all__ = ["WALKED", "UnreadableError", "find_files", "read_bytes", "read_file", "read_files"]

_ARCHIVE: Final = ".zip"
WALKED: Final = ENDINGS | {_ARCHIVE}
"""Endings of the files that a folder's walk takes; a file named by itself may have any."""
_LARGEST: Final = 64 * 2**20
"""Bytes that a page in an archive may unpack to: no newspaper page is larger, but a malicious archive is."""
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
            raise UnreadableError(path, f"holds no page; expected files ending in {', '.join(sorted(WALKED))}")
        found |= dict.fromkeys(pages)
    return list(found)


def _walk(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.suffix.lower() in WALKED and path.is_file()]
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
        text=text_of(document, data),
        newspaper=known.newspaper,
        published=known.published,
        home_region_code=known.home_region_code,
    )


def read_files(files: Iterable[Path], given: Metadata = _NOTHING) -> Iterator[Page | UnreadableError]:
    """Every page of the files and of the archives among them; a bad one comes as its error and the rest goes on.

    Raises:
        MetadataError: a `pages.csv` is not as it should be.
    """
    for path in files:
        try:
            if path.suffix.lower() == _ARCHIVE:
                yield from _read_archive(path, given)
            else:
                yield read_file(path, given)
        except UnreadableError as error:
            yield error


def _read_archive(path: Path, given: Metadata) -> Iterator[Page | UnreadableError]:
    """Pages of a zip archive; a `pages.csv` in it speaks of the pages in its own folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            tables = {
                name: parse_pages_csv(f"{path}/{name}", archive.read(name))
                for name in archive.namelist()
                if PurePosixPath(name).name == FILE_NAME
            }
            for member in archive.infolist():
                name = PurePosixPath(member.filename)
                if name.suffix.lower() in ENDINGS and not member.is_dir():
                    known = tables.get(str(name.with_name(FILE_NAME)), {}).get(name.name, _NOTHING)
                    yield _read_member(path, archive, member, known.or_else(given))
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableError(path, f"not an archive that can be opened: {error}") from error


def _read_member(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, known: Metadata
) -> Page | UnreadableError:
    place = path / member.filename
    if member.file_size > _LARGEST:
        return UnreadableError(place, f"would unpack to {member.file_size} bytes; no page is that large")
    try:
        return read_bytes(place.name, archive.read(member), known)
    except NotTextError as error:
        return UnreadableError(place, str(error))
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:  # locked, odd, damaged
        return UnreadableError(place, f"cannot be unpacked: {error}")
