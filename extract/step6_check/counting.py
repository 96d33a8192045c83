"""Spans of time that end on a day up to which something is counted, and days at which stock is taken in a year."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context import Period, Setting
from extract.step5_name import Named

__all__ = ["day_of_stock", "days_ending", "since_when", "year_up_to"]

_WORDS: Final = load_words("measures")["time"]
_DAYS: Final = compile_pattern(_WORDS["days"])
_UP_TO: Final = compile_pattern(_WORDS["up_to"])
_SINCE_THEN: Final = compile_pattern(_WORDS["since_then"])
_FIGURE: Final = compile_pattern(_WORDS["told"])
_SEMICOLON: Final = ";"


def days_ending(text: str, named: Named, day: Period) -> Period | None:
    """As many days as are counted up to a day: 截至3日17时……[3天共]接待."""
    if day.first is None or not day.one_day or not (day.stock or _UP_TO.match(text, day.start - 1)):
        return None
    days = last_match(_DAYS, text, day.end, named.frame.number.start)
    return day._replace(first=day.first - dt.timedelta(int(days["days"]) - 1)) if days else None


def year_up_to(named: Named, setting: Setting, year: Period) -> Period | None:
    """A year up to the day at which its sentence takes stock: 截至5月底……当年累计."""
    day = setting.standing
    here = day and day.stock and named.frame.sentence[0] <= day.start < year.start
    if not (here and day and day.first and year.is_year and year.holds(day.first)):
        return None
    return year._replace(last=day.first)


def day_of_stock(year: Period | None, setting: Setting) -> Period | None:
    """The day at which stock was taken in a year that is named beside it: 10月末……当年新增."""
    day = setting.standing
    return day if year and year.is_year and day and day.first and year.holds(day.first) else None


def since_when(text: str, setting: Setting, own: Period, flows: bool) -> Period | None:
    """The span that is counted up to a day since the one that its sentence names: 自去年11月开通以来,截至9月3日.

    Only what flows is also counted since the year began: 今年……截至10月底.
    """
    if own.first is None or not own.one_day or own.passing:
        return None
    since = setting.since
    if since and since.first and _SINCE_THEN.match(text, since.start - 1) and since.first < own.first:
        return since._replace(last=own.first, open_year=False)  # 自去年9月并网发电起,至12月底
    if since and text.find(_SEMICOLON, since.end, own.start) >= 0:
        return None
    if since and since.open_year and _FIGURE.search(text, since.end, own.start):
        return None  # 今年预计发放5.5亿元,截至2月底,已发放1.5亿元
    if since is None or not since.holds(own.first) or (since.open_year and not (flows and own.kind == "dated")):
        return None
    return since._replace(last=own.first, open_year=False)
