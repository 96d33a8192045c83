"""Readings to the tidy tables of figures and refusals, and these to CSV that a spreadsheet can open safely."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from extract.models import COLUMNS, REFUSAL_COLUMNS, Observation, Reading, Refusal, Span
from extract.rules import lineage, load_regions

__all__ = [
    "RegionNames",
    "csv_bytes",
    "name_region",
    "observation_ids",
    "tabulate",
    "tabulate_refusals",
    "to_frame",
    "write_csv",
    "write_csv_parts",
]

_DATES: Final = frozenset({"period_start", "period_end", "published", "last_period", "last_published"})
_FLOATS: Final = frozenset({"value", "value_high", "confidence"})
_INTS: Final = frozenset({"char_start", "char_end", "polarity", "n", "documents", "reports", "review", "key"})
_STATED: Final = COLUMNS[: COLUMNS.index("observation_id")]
"""Columns that an observation holds as they stand in the table."""
_REFUSED: Final = ("raw", "char_start", "char_end", "reason", "detail", "article", "evidence")
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text cell that opens with one of these may be run as a formula by a spreadsheet."""


class RegionNames(NamedTuple):
    """A region's own name and level, and the names of the units it lies in; empty where it has none."""

    region: str = ""
    level: str = ""
    county: str = ""
    city: str = ""
    province: str = ""


@cache
def name_region(code: str) -> RegionNames:
    """Names for a GB/T 2260 code; all empty for a code that the gazetteer does not hold."""
    region = load_regions().get(code)
    if region is None:
        return RegionNames()
    above = {unit.level: unit.name for unit in lineage(region)}
    return RegionNames(region.name, region.level, *(above.get(level, "") for level in ("county", "city", "province")))


def observation_ids(document_id: str, observations: Sequence[Observation | Refusal]) -> list[str]:
    """One id a row, the same whenever the page is read again: document, span, and which of the rows on that span."""
    seen: Counter[Span] = Counter()
    ids = []
    for row in observations:
        span = (row.char_start, row.char_end)
        ids.append(f"{document_id[:16]}-{row.char_start}-{row.char_end}-{seen[span]}")
        seen[span] += 1
    return ids


def tabulate(readings: Iterable[Reading]) -> pd.DataFrame:
    """The tidy table, one row a figure, columns exactly `COLUMNS`; `flags` are tuples, what is missing is empty."""
    return to_frame([row for reading in readings for row in _rows(reading)], COLUMNS)


def tabulate_refusals(readings: Iterable[Reading]) -> pd.DataFrame:
    """The numbers that are no figures, columns exactly `REFUSAL_COLUMNS`."""
    refused = attrgetter(*_REFUSED)
    return to_frame(
        [
            (page.document, page.document_id, page.published, *refused(row))
            for page, rows in ((reading.page, reading.refusals) for reading in readings)
            for row in rows
        ],
        REFUSAL_COLUMNS,
    )


def _rows(reading: Reading) -> Iterator[tuple[Any, ...]]:
    page, rows = reading.page, reading.observations
    source = (page.document, page.document_id, page.newspaper, page.published)
    stated = attrgetter(*_STATED)
    for row, key in zip(rows, observation_ids(page.document_id, rows), strict=True):
        told = (row.article, row.evidence, row.rule, row.confidence)
        yield (*stated(row), key, *source, *told, *name_region(row.region_code))


def to_frame(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a frame; a column has one type everywhere: days, floats, whole numbers, tuples of flags, else text."""
    cells: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame({name: _typed(name, values) for name, values in zip(columns, cells, strict=True)})


def _typed(name: str, values: Sequence[Any]) -> Any:
    if name in _DATES:
        return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
    if name in _FLOATS:
        return np.array(values, dtype="float64")
    if name in _INTS:
        return np.array(values, dtype="int64")
    if name == "flags":
        return pd.Series(values, dtype="object")
    return pd.array(list(values), dtype="str")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with BOM: ISO dates, flags joined by `;`, text cells no formula, numbers as numbers."""
    return codecs.BOM_UTF8 + _csv(frame, header=True)


def _csv(frame: pd.DataFrame, *, header: bool) -> bytes:
    safe = frame.copy()
    for name in frame.columns[frame.dtypes == "str"]:
        safe[name] = frame[name].map(_defuse)
    if "flags" in safe:
        safe["flags"] = safe["flags"].map(";".join)
    return safe.to_csv(index=False, header=header, date_format="%Y-%m-%d", lineterminator="\r\n").encode()


def _defuse(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write `csv_bytes` to a file, whole or not at all.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    write_csv_parts([frame], path)


def write_csv_parts(frames: Iterable[pd.DataFrame], path: Path) -> int:
    """Write frames of the same columns as one CSV, as `write_csv` would their whole; gives the number of rows.

    Raises:
        OSError: as `write_csv`.
    """
    partial = path.with_name(path.name + ".part")
    rows = 0
    try:
        with partial.open("wb") as file:
            file.write(codecs.BOM_UTF8)
            for place, frame in enumerate(frames):
                file.write(_csv(frame, header=place == 0))
                rows += len(frame)
        partial.replace(path)
    except OSError as error:  # the user named `path` and knows nothing of the partial file
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        partial.unlink(missing_ok=True)
    return rows
