"""The days that parts of a year mean. One of the few places where Python knows Chinese."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final

import regex

from extract.step3_figures.numerals import parse_chinese

__all__ = ["Named", "days_of", "small"]

Named = tuple[dt.date, dt.date] | None
"""First and last day of the period named before, if one was."""

_REPORTS: Final = {"一": 3, "半": 6, "三": 9}
"""Last month of what a report of the year's part tells."""
_QUARTERS: Final = {"首": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


def days_of(match: regex.Match[str], year: int, previous: Named, published: dt.date | None) -> tuple[dt.date, dt.date]:
    """First and last day of the part of the year that a match names."""
    if match["half"]:
        return _months(year, 1, 6) if match["half"] == "上" else _months(year, 7, 12)
    if match["report"]:
        return _months(year, 1, _REPORTS[match["report"][0]])
    if match["quarters"]:
        return _months(year, 1, 3 * small(match["quarters"][1:]))
    if match["quarter"]:
        number = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        return _months(year, 3 * number - 2, 3 * number)
    if match["m1"]:
        return _months(year, small(match["m1"]), small(match["m2"]))
    if match["months"]:
        return _months(year, 1, small(match["months"]))
    if match["dm1"]:
        return _days(match, year)
    if match["ten"]:
        return _tens(year, small(match["tenth"]), match["ten"])
    if match["month"]:
        return _months(year, small(match["month"]), small(match["month"]))
    return _relative(match, year, previous, published)


def _relative(
    match: regex.Match[str], year: int, previous: Named, published: dt.date | None
) -> tuple[dt.date, dt.date]:
    """Parts of a year told by what was named before: 上月, 当月, 同期; else the whole year."""
    if match["lastmonth"] and published:
        last = published.replace(day=1) - dt.timedelta(1)
        return last.replace(day=1), last
    if match["thismonth"]:
        day = previous[1] if previous else published
        return _months(day.year, day.month, day.month) if day else _months(year, 1, 12)
    if match["same"] and previous:
        return _months(year, previous[0].month, previous[1].month)
    return _months(year, 1, 12)


def _days(match: regex.Match[str], year: int) -> tuple[dt.date, dt.date]:
    month = small(match["dm1"])
    first = _day(year, month, int(match["d1"]))
    if not match["d2"]:
        return first, first
    return first, _day(year, small(match["dm2"]) if match["dm2"] else month, int(match["d2"]))


def _tens(year: int, month: int, part: str) -> tuple[dt.date, dt.date]:
    """The first, second or last ten days of a month."""
    first = {"上": 1, "中": 11, "下": 21}[part]
    return _day(year, month, first), _day(year, month, 31 if part == "下" else first + 9)


def _day(year: int, month: int, day: int) -> dt.date:
    month = min(max(month, 1), 12)
    return dt.date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return _day(year, first, 1), _day(year, last, 31)


def small(text: str) -> int:
    """A small number in either script: 十二 → 12."""
    return int(text) if text.isdigit() else int(parse_chinese(text))
