"""What is known of a page beside its text: `pages.csv` in its folder."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from extract.rules import load_regions
from extract.step1_read.decode import NotTextError, decode

__all__ = ["FILE_NAME", "Metadata", "MetadataError", "check_region", "parse_day", "parse_pages_csv", "read_pages_csv"]

FILE_NAME: Final = "pages.csv"
_COLUMNS: Final = ("document", "newspaper", "published", "home_region_code")


class MetadataError(ValueError):
    """Metadata that cannot be believed; the message names file, line, what stands there and what was expected."""


class Metadata(NamedTuple):
    """What is known of a page; empty where nobody said."""

    newspaper: str = ""
    published: dt.date | None = None
    home_region_code: str = ""

    def or_else(self, other: Metadata) -> Metadata:
        """These facts, and those of `other` where these are missing."""
        return Metadata(
            self.newspaper or other.newspaper,
            self.published or other.published,
            self.home_region_code or other.home_region_code,
        )


def parse_day(text: str) -> dt.date:
    """A date written 2025-04-25.

    Raises:
        MetadataError: it is not.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise MetadataError(f"{text!r} is not a date; expected YYYY-MM-DD, such as 2025-04-25") from error


def check_region(code: str) -> str:
    """The code itself when the gazetteer holds it.

    Raises:
        MetadataError: it does not.
    """
    if code not in load_regions():
        raise MetadataError(f"{code!r} is not a known region; expected six digits of GB/T 2260, such as 330500")
    return code


def read_pages_csv(folder: Path) -> Mapping[str, Metadata]:
    """Metadata by file name; nothing when the folder has no `pages.csv`.

    Raises:
        MetadataError: an unknown header, a line with too few cells, a bad date, an unknown region, a page named twice.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        return parse_pages_csv(str(path), path.read_bytes())
    except OSError as error:
        raise MetadataError(f"{path}: cannot be read: {error.strerror}") from error


def parse_pages_csv(path: str, data: bytes) -> Mapping[str, Metadata]:
    """Metadata by file name in the bytes of a `pages.csv`; `path` is where they were found.

    Raises:
        MetadataError: as for `read_pages_csv`.
    """
    try:
        reader = csv.DictReader(io.StringIO(decode(data), newline=""), strict=True)
        _check_header(path, reader.fieldnames or ())
        return _read_lines(path, reader)
    except (NotTextError, csv.Error) as error:
        raise MetadataError(f"{path}: cannot be read ({error}); expected a CSV file in UTF-8") from error


def _check_header(path: str, header: object) -> None:
    names = list(header) if isinstance(header, (list, tuple)) else []
    if "document" not in names or set(names) - set(_COLUMNS):
        raise MetadataError(f"{path}, line 1: the header is {','.join(names)!r}; expected {','.join(_COLUMNS)}")


def _read_lines(path: str, reader: csv.DictReader[str]) -> dict[str, Metadata]:
    found: dict[str, Metadata] = {}
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            raise MetadataError(f"{where}: expected {len(reader.fieldnames or ())} cells, as in the header")
        cells = {name: value.strip() for name, value in row.items()}
        if cells["document"] in found:
            raise MetadataError(f"{where}: {cells['document']} is named a second time; keep one line for each page")
        try:
            found[cells["document"]] = _metadata(cells)
        except MetadataError as error:
            raise MetadataError(f"{where}: {error}") from error
    return found


def _metadata(cells: Mapping[str, str]) -> Metadata:
    day, region = cells.get("published", ""), cells.get("home_region_code", "")
    return Metadata(cells.get("newspaper", ""), parse_day(day) if day else None, check_region(region) if region else "")
