"""The days that parts of a year mean. One of the few places where Python knows Chinese."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final

import regex

from extract.step3_figures.numerals import parse_chinese

__all__ = [
    "DAYS_AGO",
    "Named",
    "a_year_before",
    "day_number",
    "day_of",
    "days_of",
    "months_between",
    "part_of_holiday",
    "small",
    "whole_years",
]

Named = tuple[dt.date, dt.date] | None
"""First and last day of the period named before, if one was."""

DAYS_AGO: Final = {
    "今天": 0,
    "今日": 0,
    "今晨": 0,
    "今早": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "昨夜": 1,
    "前天": 2,
    "前日": 2,
}
_REPORTS: Final = {"一": 3, "半": 6, "三": 9}
"""Last month of what a report of the year's part tells."""
_TENS: Final = {"上": 1, "中": 11, "下": 21}
"""First days of the three parts of a month."""
_FIRST: Final = ("元", "一")
"""元月 is January."""
_LAST: Final = "上"
_QUARTERS: Final = {"首": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


def days_of(match: regex.Match[str], year: int, previous: Named, published: dt.date | None) -> tuple[dt.date, dt.date]:
    """First and last day of the part of the year that a match names."""
    if months := _span_of_months(match):
        return _months(year, *months)
    if match["dm1"]:
        return _days(match, year)
    if match["ten"]:
        return _tens(year, small(match["tenth"]), match["ten"])
    if match["td"]:
        return _day_of_this_month(match, year, published)
    if match["da"]:
        return _days_of_month(match, year, previous, published)
    return _relative(match, year, previous, published)


def _span_of_months(match: regex.Match[str]) -> tuple[int, int] | None:
    """First and last month of a half, a quarter, several quarters or months, or one month."""
    half, report, quarters, quarter = match.group("half", "report", "quarters", "quarter")
    if half:
        return (1, 6) if half == "上" else (7, 12)
    if report or quarters:
        return 1, _REPORTS[report[0]] if report else 3 * small(quarters[-1])
    if quarter:
        number = _QUARTERS.get(quarter) or int(quarter)
        return 3 * number - 2, 3 * number
    until, month = match.group("months", "month")
    if ends := _ends_of_months(match):
        return ends
    if until:
        return 1, small(until)
    return (1 if match["ytm"] else small(month), small(month)) if month else None


def _ends_of_months(match: regex.Match[str]) -> tuple[int, int] | None:
    """The first and the last of months that a match names both of: 5月至9月, 4、5月."""
    first, last = match["m1"] or match["l1"], match["m2"] or match["l2"]
    return (small(first), small(last)) if first else None


def _relative(
    match: regex.Match[str], year: int, previous: Named, published: dt.date | None
) -> tuple[dt.date, dt.date]:
    """Parts of a year told by what was named before: 上月, 当月, 同期, 季末; else the whole year."""
    if match["lastquarter"] and published:
        last = published.replace(month=published.month - (published.month - 1) % 3, day=1) - dt.timedelta(1)
        return last.replace(month=last.month - 2, day=1), last
    if match["lastmonth"] and published:
        told = previous[0] if previous and _is_one_month(*previous) else published
        last = told.replace(day=1) - dt.timedelta(1)
        return last.replace(day=1), last
    if match["thismonth"]:
        day = previous[1] if previous else published
        return _months(day.year, day.month, day.month) if day else _months(year, 1, 12)
    if match["spanend"] and previous:
        return previous[1], previous[1]
    if match["same"] and previous and (match["year"] is None or previous[0].year != previous[1].year):
        return previous
    if match["same"] and previous and _is_whole_months(*previous):
        return _months(year, previous[0].month, previous[1].month)
    if match["same"] and previous:
        return _day(year, previous[0].month, previous[0].day), _day(year, previous[1].month, previous[1].day)
    return _months(year, 1, 12)


def _is_one_month(first: dt.date, last: dt.date) -> bool:
    return _is_whole_months(first, last) and (first.year, first.month) == (last.year, last.month)


def _is_whole_months(first: dt.date, last: dt.date) -> bool:
    return first.day == 1 and last == _day(last.year, last.month, 31)


def whole_years(first: int, last: int) -> tuple[tuple[dt.date, dt.date], ...]:
    """First and last day of each year from one to another."""
    return tuple((dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in range(first, last + 1))


def months_between(match: regex.Match[str], year: int) -> tuple[tuple[dt.date, dt.date], ...]:
    """First and last day of each month where a match names the first and the last one: 5月至9月."""
    ends = _ends_of_months(match)
    return tuple(_months(year, month, month) for month in range(ends[0], ends[1] + 1)) if ends else ()


def a_year_before(day: dt.date, years: int = 1) -> dt.date:
    """The same day of the year before, or of some years before; of a leap day the one before it."""
    return _day(day.year - years, day.month, day.day)


def part_of_holiday(match: regex.Match[str], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The days of a holiday that a match names: all, the first few, or one."""
    if match["first_days"]:
        return first, min(last, first + dt.timedelta(small(match["first_days"]) - 1))
    if match["nth_day"]:
        day = min(last, first + dt.timedelta(small(match["nth_day"]) - 1))
        return day, day
    if match["closes"]:
        return last, last
    return (first, first) if match["opens"] else (first, last)


def _days(match: regex.Match[str], year: int) -> tuple[dt.date, dt.date]:
    month = small(match["dm1"])
    first = _day(year, month, int(match["d1"]))
    if match["ytd"]:
        return dt.date(year, 1, 1), first
    if not match["d2"]:
        return first, first
    return first, _day(year, small(match["dm2"]) if match["dm2"] else month, int(match["d2"]))


def _days_of_month(
    match: regex.Match[str], year: int, previous: Named, published: dt.date | None
) -> tuple[dt.date, dt.date]:
    """Days without their month: of the one named before, else of the one in which it is told."""
    told = previous[0] if previous else published
    month = told.month if told else 1
    return _day(year, month, int(match["da"])), _day(year, month, int(match["db"]))


def _day_of_this_month(match: regex.Match[str], year: int, published: dt.date | None) -> tuple[dt.date, dt.date]:
    """A day of the month of publication, or of the one before: 本月10日, 上月28日."""
    told = published or dt.date(year, 1, 1)
    if match["thatmonth"][0] == _LAST:
        told = told.replace(day=1) - dt.timedelta(1)
    day = _day(told.year, told.month, int(match["td"]))
    return day, day


def _tens(year: int, month: int, part: str) -> tuple[dt.date, dt.date]:
    """The first, second or last ten days of a month."""
    first, last = _TENS[part[0]], _TENS[part[-1]]
    return _day(year, month, first), _day(year, month, 31 if last == _TENS["下"] else last + 9)


def _day(year: int, month: int, day: int) -> dt.date:
    month = min(max(month, 1), 12)
    return dt.date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return _day(year, first, 1), _day(year, last, 31)


def small(text: str) -> int:
    """A small number in either script: 十二 → 12."""
    return int(text) if text.isdigit() else int(parse_chinese(text.replace(*_FIRST)))


def day_number(word: str) -> int:
    """The number of the day in 15日 or 昨(15)日; none in 昨天."""
    return int("".join(filter(str.isdigit, word)) or 0)


def day_of(word: str, published: dt.date) -> dt.date:
    """The day of 昨天, or the latest one with that number: 15日."""
    number = day_number(word)
    if not number:
        return published - dt.timedelta(DAYS_AGO.get(word, 0))
    before = (published - dt.timedelta(days) for days in range(62))
    return next((day for day in before if day.day == number), published)
