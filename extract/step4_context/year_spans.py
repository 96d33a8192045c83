"""Spans of several years that need no words before them: plans, past years, 今明两年. One of the few places where Python knows Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

import regex

from extract.step4_context.days import a_year_before, small, whole_years
from extract.step4_context.period import Period

__all__ = ["YEAR_SPANS"]

_FIVE_YEARS: Final = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
_EARLY: Final = {"八": 1991, "九": 1996, "十": 2001}
_REPORTING: Final = 3
"""Last month in which 过去一年 is the calendar year before, of which reports are then made."""
_CLOSING: Final = 10
"""First month in which years to come are counted from the next one."""
_LONGEST: Final = 50
"""Years that nobody looks back on as the past ones."""


def _five_years(match: regex.Match[str], published: dt.date | None) -> Period:
    first = dt.date(_FIVE_YEARS[match["nth"]] if match["nth"] else _EARLY[match["early"]], 1, 1)
    last = dt.date(first.year + 4, 12, 31)
    tail = match["plan_tail"] or ""
    if tail == "以来" and published:
        last = published
    elif tail in ("末", "期末"):
        first = last
    if told := match["plan_years"]:
        last = dt.date(first.year + small(told) - 1, 12, 31)
    return Period(*match.span(), "dated" if tail or told else "vague", first, last)


def _past(match: regex.Match[str], published: dt.date | None) -> Period:
    count = small(match["n"])
    if count == 1 and published and published.month <= _REPORTING and not match["recent"]:
        year = published.year - 1
        return Period(*match.span(), "dated", dt.date(year, 1, 1), dt.date(year, 12, 31), inferred=True)
    if published is None or not 1 < count < _LONGEST:
        return Period(*match.span(), "vague")
    alone = match[0][0] == match["n"]  # 五年来
    if match["recent"] and not (alone and published.month <= _REPORTING):
        first = dt.date(published.year - count, 1, 1) if alone else a_year_before(published, count)
        return Period(*match.span(), "dated", first, published, inferred=True, passing=True)
    parts = whole_years(published.year - count, published.year - 1)
    return Period(*match.span(), "dated", parts[0][0], parts[-1][1], inferred=True, parts=parts)


def _ahead(match: regex.Match[str], published: dt.date | None) -> Period:
    """The years to come as reports count them at a year's turn: from the one that begins; vague at any other time."""
    if published is None or _REPORTING < published.month < _CLOSING:
        return Period(*match.span(), "vague")
    year = published.year + (published.month >= _CLOSING)
    parts = whole_years(year, year + small(match["to_come"]) - 1)
    return Period(*match.span(), "dated", parts[0][0], parts[-1][1], inferred=True, parts=parts)


def _both(match: regex.Match[str], published: dt.date | None) -> Period:
    """This year and the next."""
    if published is None:
        return Period(*match.span(), "vague")
    parts = whole_years(published.year, published.year + 1)
    return Period(*match.span(), "dated", parts[0][0], parts[-1][1], parts=parts)


YEAR_SPANS: Final[dict[str, Callable[[regex.Match[str], dt.date | None], Period]]] = {
    "ahead": _ahead,
    "both": _both,
    "past": _past,
    "plan": _five_years,
}
"""What the forms mean that tell of several years, by their kind, given the day of publication."""
