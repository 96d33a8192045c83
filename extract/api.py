"""The public functions: pure, frame in, frame out."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Final

import pandas as pd

from extract.models import Page
from extract.pipeline import read_page
from extract.rules import load_regions
from extract.step1_read import infer_metadata
from extract.step7_tabulate import tabulate

__all__ = ["extract_pages", "extract_text", "make_page"]

_REQUIRED: Final = ("document", "text")


def extract_pages(frame: pd.DataFrame) -> pd.DataFrame:
    """Observations of many pages.

    Args:
        frame: one row a page with `document` and `text`, and where known `newspaper`, `published` (ISO date or date) and
            `home_region_code` (GB/T 2260). What is missing is inferred from the text and flagged.

    Returns:
        One row a figure, columns as in `extract.models.COLUMNS`.

    Raises:
        ValueError: a column is missing, a date cannot be read or a region is unknown.
    """
    missing = [column for column in _REQUIRED if column not in frame.columns]
    if missing:
        raise ValueError(f"pages lack the column(s) {', '.join(missing)}; expected at least {', '.join(_REQUIRED)}")
    rows = frame.to_dict("records")
    return tabulate(read_page(_page({str(key): value for key, value in row.items()})) for row in rows)


def extract_text(text: str, published: str | dt.date | None = None, home_region: str = "") -> pd.DataFrame:
    """Observations of one text; arguments and frame as in `extract_pages`."""
    return tabulate([read_page(make_page(text, published, home_region))])


def make_page(text: str, published: str | dt.date | None = None, home_region: str = "") -> Page:
    """A page from a text typed in, with what is missing inferred."""
    return _page({"document": "text", "text": text, "published": published, "home_region_code": home_region})


def _page(row: dict[str, Any]) -> Page:
    text = str(row["text"])
    home = _word(row.get("home_region_code"))
    if home and home not in load_regions():
        raise ValueError(
            f"{row['document']}: home region {home!r} is no GB/T 2260 code; expected six digits such as 330500"
        )
    return infer_metadata(
        Page(
            document=str(row["document"]),
            document_id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=text,
            newspaper=_word(row.get("newspaper")),
            published=_day(row.get("published"), str(row["document"])),
            home_region_code=home,
        )
    )


def _word(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()


def _day(value: object, document: str) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    word = _word(value)
    try:
        return dt.date.fromisoformat(word) if word else None
    except ValueError as error:
        raise ValueError(f"{document}: published {word!r} is no date; expected YYYY-MM-DD") from error
