"""The day of a page, as its file name, its masthead or its datelines tell it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import regex

from extract.models import Page
from extract.rules import load_words

__all__ = ["find_day"]

_WORDS: Final = load_words("newspapers")
_IN_NAME: Final = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
_MASTHEAD: Final = regex.compile(_WORDS["masthead"])
_DATELINE: Final = regex.compile(_WORDS["dateline"], regex.MULTILINE)
_YEAR: Final = regex.compile(_WORDS["year"])
_REPORTS_OF_LAST_YEAR: Final = 3
"""Until which month a year told as a whole is the one before."""


def find_day(page: Page) -> tuple[dt.date | None, str]:
    """The day in the file's name, under the masthead, or the last one from which a report comes; and the words for it."""
    for pattern, text in ((_IN_NAME, page.document), (_MASTHEAD, page.text), (_DATELINE, page.text)):
        days = list(_days(pattern, text, _years(text) if pattern is _DATELINE else _no_year))
        if days:
            return max(days)
    return None, ""


def _years(text: str) -> Callable[[int], int | None]:
    """The year of a day without one, by its month: the year spoken of, or the next when that one is told as over.

    None when two years are spoken of alike, or a later one than that.
    """
    told = Counter(int(match["year"]) for match in _YEAR.finditer(text))
    over = {int(match["year"]) for match in _YEAR.finditer(text) if match["whole"]}
    weights = {year: (times, year not in over) for year, times in told.items()}
    alike = [year for year in told if weights[year] == max(weights.values())]
    if len(alike) != 1:
        return _no_year
    spoken_of = alike[0]

    def year_of(month: int) -> int | None:
        year = spoken_of + (spoken_of in over and month <= _REPORTS_OF_LAST_YEAR)
        return year if year >= max(told) else None

    return year_of


def _no_year(_month: int) -> None:
    return None


def _days(
    pattern: regex.Pattern[str], text: str, year_of: Callable[[int], int | None]
) -> Iterator[tuple[dt.date, str]]:
    for match in pattern.finditer(text):
        month = int(match["month"])
        year = int(match["year"]) if match["year"] else year_of(month)
        try:
            if year:
                yield dt.date(year, month, int(match["day"])), match[0].strip()
        except ValueError:  # 2月30日 is a misprint, not a day
            continue
