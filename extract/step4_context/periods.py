"""Words of time in order and the days they mean. One of the few places where Python knows Chinese."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract.pattern import STOP, compile_pattern
from extract.rules import load_words
from extract.step4_context.bases import names_something
from extract.step4_context.dates import Dates
from extract.step4_context.period import Kind, Period
from extract.step4_context.time_words import find_said

__all__ = ["find_periods"]

_LONGEST_SINCE: Final = 16
_FROM: Final = ("从", "自")
_TILL_NOW: Final = "至今"
"""Closes what is told of one project or firm, which later sentences leave behind."""
_TO: Final = ("至", "到")
_TO_DAY: Final = compile_pattern(r"[^,;。\d]{0,8}[至到]")
_AND: Final = ("、", "和", "与")
_BOTH: Final = "两年"
_SINCE: Final = "以来"
_BESIDE: Final = compile_pattern(r"(?:则|还|仅|只|也)*(?:为|是|还上涨|还下降|还增长)(?:约)?\d[\d.]*%")
"""Between a time and its rate where they are only set beside others."""
_EACH: Final = compile_pattern(r"[^。;\n%元]{0,32}?分别")
"""Behind times of which each has a figure of its own: 一季度和上半年,全市出口[分别]增长5%、7%."""
_OCCASION: Final = compile_pattern(load_words("measures")["time"]["occasion"])
_ON: Final = ("起", "开")
_ON_TO_DAY: Final = compile_pattern(r"[^;。\d]{0,24}[至到]")


def find_periods(text: str, published: dt.date | None) -> list[Period]:
    """Words of time in order; years left unsaid come from the year last named, else from the publication date."""
    reader = Dates(published)
    found: list[Period] = []
    for said in find_said(text):
        if found and said.start < found[-1].end:
            continue
        if found and said.kind == "now" and found[-1].last == published and said.start - found[-1].end <= 1:
            continue
        reader.counting = reader.counting or said.kind == "since"
        if found and said.kind == "since" and _opens(text, found[-1], said.start):
            passing = text.endswith(_TILL_NOW, said.start, said.end)
            kind: Kind = "base" if names_something(text, said.end) else "dated"  # 创2022年初以来新高
            found[-1] = found[-1]._replace(end=said.end, last=published, passing=passing, kind=kind)
        else:
            period = reader.read(text, said)
            if found and said.kind == "holiday" and found[-1].kind == "dated" and found[-1].end == said.start:
                period = period._replace(start=found.pop().start)
            found.append(period)
        if len(found) > 1 and (joined := _joined(text, *found[-2:])):
            found[-2:] = [joined]
            reader.named = (joined.first, reader.named[1]) if joined.first and reader.named else None
    return [_of_occasion(text, _set_beside(text, *pair)) for pair in zip([None, *found], found, strict=False)]


def _joined(text: str, one: Period, other: Period) -> Period | None:
    """What two times in a row are together: a span from the one to the other, or several times of a list."""
    if counted := _counted_up_to(text, one, other):
        return counted
    if _until(text, one, other):
        days = tuple((p.first, p.last) for p in (one, other) if p.first and p.last and p.one_day)
        parts = days if len(days) > 1 else one.parts  # 2016年6月末到今年6月末
        return one._replace(end=other.end, last=other.last, passing=False, once=False, parts=parts)
    if _beside(text, one, other):
        return one._replace(end=other.end, last=other.last, parts=(*_parts(one), *_parts(other)))
    return None


def _set_beside(text: str, before: Period | None, period: Period) -> Period:
    """A time, marked as one of a single figure where that is only set beside one of more months: 前三季度增长6.9%,[上半年]为7.3%."""
    if before is None or period.kind != "dated" or before.kind != "dated" or not _BESIDE.match(text, period.end):
        return period
    if STOP.search(text, before.end, period.start) or not (before.contains(period) or before.comes_after(period)):
        return period
    return period._replace(passing=True, once=True)


def _of_occasion(text: str, period: Period) -> Period:
    """A day, marked as one that later sentences go on speaking of where it is that of an auction or a fair."""
    held = period.is_day and _OCCASION.match(text, period.end)
    return period._replace(passing=False, festive=True) if held else period


def _counted_up_to(text: str, one: Period, other: Period) -> Period | None:
    """The span from a year's beginning to the day told beside it: 截至8月15日,今年以来; 今年以来,截至8月15日."""
    day, year = (one, other) if one.stock else (other, one)
    if not (day.stock and text.endswith(_SINCE, year.start, year.end) and text[one.end : other.start] == ","):
        return None
    in_order = year.first and day.last and year.first <= day.last
    return year._replace(start=one.start, end=other.end, last=day.last) if in_order else None


def _until(text: str, first: Period, last: Period) -> bool:
    """Whether two times are the beginning and the end of one span: 从去年11月1日开榨到本月10日, 今年截至11月, 8月10日起……到昨天."""
    if first.open_year and first.end == last.start and (last.stock or last.kind == "now"):
        return True
    if first.is_year and last.is_year and text[first.end : last.start] in _AND and text.startswith(_BOTH, last.end):
        return True
    if first.kind != "dated" or last.kind not in ("dated", "event", "now") or not last.comes_after(first):
        return False
    if text[first.end : last.start] in _TO:
        return last.kind in ("dated", "now")
    if last.kind == "now" and _is_from(text, first):
        return _TO_DAY.fullmatch(text, first.end, last.start) is not None
    if not first.one_day or not last.one_day:
        return False
    if text.startswith(_ON, first.end):
        return _ON_TO_DAY.fullmatch(text, first.end, last.start) is not None
    return _is_from(text, first) and _TO_DAY.fullmatch(text, first.end, last.start) is not None


def _beside(text: str, first: Period, last: Period) -> bool:
    """Whether two times stand side by side, each for a member of a list."""
    if first.kind != "dated" or last.kind != "dated" or text[first.end : last.start] not in _AND:
        return False
    return _EACH.match(text, last.end) is not None


def _parts(period: Period) -> tuple[tuple[dt.date, dt.date], ...]:
    """The times that a period stands for, itself where it is not made of others."""
    return period.parts or ((period.first, period.last),) if period.first and period.last else ()


def _opens(text: str, period: Period, end: int) -> bool:
    """Whether 以来 at `end` closes words that a date opened: 自2月推出以来."""
    longest = _LONGEST_SINCE * (2 if _is_from(text, period) else 1)
    return period.kind == "dated" and end - period.end <= longest and "," not in text[period.end : end]


def _is_from(text: str, period: Period) -> bool:
    """Whether a time is told as a beginning: 自2月."""
    return text.startswith(_FROM, max(0, period.start - 1))
