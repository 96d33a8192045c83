"""Zip archives to pages; nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from extract.step1_read.decode import NotTextError, decode
from extract.step1_read.formats import ENDINGS
from extract.step1_read.metadata import FILE_NAME, Metadata, parse_pages_csv
from extract.step1_read.source import LARGEST, Source, UnreadableError

__all__ = ["ARCHIVE", "count_members", "open_archive"]

ARCHIVE: Final = ".zip"
_SAYS_UTF8: Final = 0x800
_WANTED: Final = ENDINGS | {ARCHIVE}
_NOTHING: Final = Metadata()
_DAMAGED: Final = (OSError, EOFError, RuntimeError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error)
"""What the library raises over archives that are cut, locked, newer than it or no archives at all."""


def open_archive(path: Path, given: Metadata) -> Iterator[Source | UnreadableError]:
    """Pages of an archive; a `pages.csv` in it speaks of the pages in its own folder.

    Raises:
        UnreadableError: it cannot be opened or holds no page.
        MetadataError: a `pages.csv` in it is not as it should be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [(_name(member), member) for member in archive.infolist() if not member.is_dir()]
            tables = {
                name.parent: parse_pages_csv(f"{path}/{name}", _unpack(path, name, archive, member))
                for name, member in members
                if name.name == FILE_NAME
            }
            pages = [(name, member) for name, member in members if name.suffix.lower() in _WANTED]
            if not pages:
                raise UnreadableError(path, f"holds no page; expected files ending in {', '.join(sorted(ENDINGS))}")
            for name, member in pages:
                known = tables.get(name.parent, {}).get(name.name, _NOTHING)
                yield _page(path, name, archive, member, known.or_else(given))
    except _DAMAGED as error:
        raise UnreadableError(path, f"not an archive that can be opened: {error}") from error


def _name(member: zipfile.ZipInfo) -> PurePosixPath:
    """The name as its writer meant it: those who do not say that it is UTF-8 write GB 18030, and some UTF-8."""
    if member.flag_bits & _SAYS_UTF8:
        return PurePosixPath(member.filename)
    written = member.filename.encode("cp437")  # what zipfile took it for
    try:
        return PurePosixPath(decode(written))
    except NotTextError:
        return PurePosixPath(member.filename)


def _page(
    path: Path, name: PurePosixPath, archive: zipfile.ZipFile, member: zipfile.ZipInfo, known: Metadata
) -> Source | UnreadableError:
    try:
        return Source(_inside(path, name), _unpack(path, name, archive, member), known)
    except UnreadableError as error:
        return error


def _unpack(path: Path, name: PurePosixPath, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    place = _inside(path, name)
    if name.suffix.lower() == ARCHIVE:
        raise UnreadableError(place, "an archive within an archive; unpack it first")
    if member.file_size > LARGEST:
        raise UnreadableError(place, f"would unpack to {member.file_size} bytes; no page is that large")
    try:
        return archive.read(member)
    except _DAMAGED as error:
        raise UnreadableError(place, f"cannot be unpacked: {str(error) or 'it is cut'}") from error


def _inside(path: Path, name: PurePosixPath) -> Path:
    """Where a member stands, also one whose name pretends to stand elsewhere."""
    return Path(f"{path}/{name}")


def count_members(path: Path) -> int:
    """How many pages an archive seems to hold; one, which is bad, when it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(PurePosixPath(name).suffix.lower() in _WANTED for name in archive.namelist())
    except _DAMAGED:
        return 1
