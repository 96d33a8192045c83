"""What a sentence says itself of when its figures are."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context.frames import Frame, paragraph_end
from extract.step4_context.period import Period, turns_back, until
from extract.step4_context.quotations import closes_opening

__all__ = ["SET_BESIDE", "OwnTimes"]

_TIME: Final = load_words("measures")["time"]
_AMONG: Final = compile_pattern(load_words("lists")["among"])
_EACH: Final = compile_pattern(load_words("lists")["each"])
_SEMICOLON: Final = ";"
_FIGURE: Final = compile_pattern(r"\d")
_NEAR: Final = 6
_COMPARED: Final[str] = _TIME["compared"]
_GOAL: Final = compile_pattern(load_words("measures")["base"]["goal"])
_PER: Final = compile_pattern(load_words("measures")["base"]["per"])
_RATE_OF: Final = compile_pattern(load_words("measures")["base"]["rate_of"])
_SAME: Final[tuple[str, ...]] = tuple(_TIME["same"])
_OF: Final = compile_pattern(load_words("measures")["base"]["of"])
_PROPORTION: Final = "0123456789.:∶"
"""What the parts before one are printed with: 去年同期的5.7:26.1:[68.2]."""
_BESIDE: Final = 3
_ALONE: Final[tuple[str, ...]] = tuple(_TIME["alone"])
_RECOVERS: Final[tuple[str, ...]] = tuple(_TIME["recovers"])
_BESIDES: Final = compile_pattern(_TIME["besides"])
_DONE_THEN: Final = compile_pattern(_TIME["done_then"])
_EACH_ONE: Final[tuple[str, ...]] = tuple(_TIME["each_one"])
_YEARLY_MEAN: Final[str] = _TIME["yearly_mean"]
_MEAN_BEHIND: Final = compile_pattern(rf"[^,;。\d]{{0,12}}{_YEARLY_MEAN}")
"""Behind the years over which something is a mean."""
_BUT: Final = compile_pattern(_TIME["but"])
SET_BESIDE: Final = compile_pattern(_TIME["set_beside"])
"""Behind an earlier time that is only set beside the one spoken of."""
_HOLDS: Final = (load_words("items")["of"], "(", *_TIME["base_of"])
"""Between a time and its figure: 去年同期[的]6%, 比上年同期[(]8.2%), 较7月份[的日均]65万吨."""


class OwnTimes:
    """The words of time of one article, and those that each sentence says itself before a figure."""

    def __init__(self, text: str, periods: list[Period], body_start: int, published: dt.date | None) -> None:
        self.text = text
        self.published = published
        self.periods = periods
        self._starts = [period.start for period in periods]
        self._spoken = [period for period in periods if period.kind != "base"]
        self._spoken_starts = [period.start for period in self._spoken]
        self.body_start = body_start
        self._opening = paragraph_end(text, body_start)

    def own(self, frame: Frame, member: Span | None) -> Period | None:
        """Words of time of the list member, else those before the figure in its sentence; exact ones before vague ones."""
        if member and (inside := [p for p in self.between(*member) if p.kind != "so_far"]):
            return inside[-1]
        if base := self._measured_from(frame):
            return base
        if behind := self._behind(frame):
            return behind
        before = self.between(frame.sentence[0], frame.number.start)
        if mean := self._of_mean(frame, before):
            return mean
        for kinds in (("dated", "now"), ("so_far",), ("event",), ("each", "vague")):
            chosen = [p for p in before if p.kind in kinds and not self._is_over(p, frame)]
            if chosen:
                turned = turns_back(chosen[-1], before[-1], frame.left) or self._has_come_to(before[-1], frame)
                turned = turned or self._is_next_day(chosen[-1], before[-1])
                return before[-1] if turned else until(before, chosen[-1])
        return self._of_scene(frame)

    def _behind(self, frame: Frame) -> Period | None:
        """When what is counted was done, told right behind it: 2台机组[7月]并网, 其中9个[日前]集中签约."""
        if frame.number.kind != "count":
            return None
        following = self.between(frame.number.end, frame.right)
        last = following[0] if following and following[0].kind in ("dated", "event") else None
        return last if last and _DONE_THEN.match(self.text, last.end) else None

    def _has_come_to(self, last: Period, frame: Frame) -> bool:
        """Whether a clause of its own turns to what was lately: 3月份掉头向上,[近日]突破8元."""
        return last.kind == "event" and max(frame.own, frame.sentence[0] + 1) <= last.start

    def _is_next_day(self, day: Period, last: Period) -> bool:
        """Whether a sentence goes on from one day to another, told by its number alone: 11月11日揽件1.7万个;[14日]2.1万个,增长48%."""
        return day.is_day and last.kind == "event" and last.comes_after(day) and self.text[last.start].isdigit()

    def _of_mean(self, frame: Frame, before: list[Period]) -> Period | None:
        """The years over which a rate is a mean: 2020年财政收入9亿元,“十三五”期间年均增长8%;工业增加值30亿元,年均增长[9%]."""
        start = frame.clause[0] if frame.continues else frame.own
        if _YEARLY_MEAN not in self.text[start : frame.number.start]:
            return None
        return next((p for p in reversed(before) if p.kind == "dated" and p.spans_many_years), None)

    def _is_mean(self, period: Period, frame: Frame) -> bool:
        """Whether a span of years is only that of a mean told before a figure, in a sentence on some other time."""
        if not period.spans_many_years or period.end >= frame.left or not _MEAN_BEHIND.match(self.text, period.end):
            return False
        return any(p.kind == "dated" for p in self.between(frame.sentence[0], period.start))

    def _is_aside(self, period: Period, frame: Frame) -> bool:
        """Whether a time was only that of a figure in brackets, which are closed before this one: 12户(2015年同期[29户]),产值13亿元."""
        opened = self.text.rfind("(", frame.sentence[0], period.start)
        close = self.text.find(")", period.end, frame.number.start) if opened >= 0 else -1
        return close >= 0 and _FIGURE.search(self.text, period.end, close) is not None

    def _of_scene(self, frame: Frame) -> Period | None:
        """The day told right behind the quotation that the text begins with: “820万元到账了!”7月12日,某厂会计说."""
        close = closes_opening(self.text, (self.body_start, self._opening), frame.number.end)
        if close is None:
            return None
        return next((p for p in self.between(close, close + _BESIDE) if p.kind == "event" or p.is_day), None)

    def _goes_on_yearly(self, period: Period, frame: Frame) -> bool:
        """Whether a sentence goes on from the last years to what each one brings: 近两年来电费较高,对[每年]收入仅83万元的村来说."""
        later = self.between(period.end, frame.number.start)
        return any(p.kind == "each" and self.text.startswith(_EACH_ONE, p.start) for p in later)

    def _is_over(self, period: Period, frame: Frame) -> bool:
        """Whether a time that was only set beside another, or is still to come, is left behind: after its figure, or after a semicolon."""
        if period.passing and period.spans_many_years and self._goes_on_yearly(period, frame):
            return True
        if period.once and period.end < frame.left:
            in_row = frame.continues and _EACH.search(self.text, period.end, frame.left)
            return not (in_row or self._is_of(period, frame))
        if self._is_mean(period, frame) or self._is_aside(period, frame):
            return True
        behind = self.text.find(_SEMICOLON, period.end, frame.number.start) >= 0
        # A figure before it: 投资9亿元,年底投产;
        aside = period.is_ahead(self.published) and _FIGURE.search(self.text, frame.sentence[0], period.start)
        past = period.is_past_year(self.published) and _BUT.search(self.text, frame.sentence[0], period.start)
        if behind and (aside or past or self._is_part(period, frame) or self._is_told_besides(period, frame)):
            return True
        grown = frame.number.kind == "ratio" and period.end < frame.left  # 去年同期为34万平方米,增长[30%]
        if grown and SET_BESIDE.match(self.text, period.end):  # 今年120万副,去年才65万副,翻了[一番]
            return True
        if not period.passing or not (behind or grown):
            return False
        if behind and self.text.endswith(_SAME, period.start, period.end):
            return True
        after = [p for p in self.between(frame.sentence[0], period.start) if p.comes_after(period)]
        return any(behind or p.is_later_year(period) for p in after)

    def _is_told_besides(self, period: Period, frame: Frame) -> bool:
        """Whether a sentence goes back to its span of time from what is so today: 今年以来投资2亿元,目前已完工;[另]投资1亿元."""
        before = self.between(frame.sentence[0], period.start)
        back = period.kind == "now" and any(p.lasts for p in before)
        return back and _BESIDES.search(self.text, period.end, frame.number.start) is not None

    def _is_part(self, period: Period, frame: Frame) -> bool:
        """Whether a time is only one part of that of its sentence: 前三季度增长9%,其中[三季度]增长8%;上半年……,[6月当月]……."""
        if self._is_alone(period) and any(p.contains(period) for p in self.between(frame.sentence[0], period.start)):
            return True
        among = last_match(_AMONG, self.text, frame.sentence[0] + 1, period.start)
        before = self.between(frame.sentence[0], among.start()) if among else []
        return among is not None and (not before or any(p.contains(period) for p in before))

    def _is_alone(self, period: Period) -> bool:
        """Whether a month is told by itself beside the months up to it: 1至7月……,7月[当月]."""
        return self.text.startswith(_ALONE, period.end) or self.text.endswith(_ALONE, period.start, period.end)

    def _measured_from(self, frame: Frame) -> Period | None:
        """The time right before a figure or its list, be it one that a change is measured from: 比去年同期的[6.2%]、5.1%."""
        place = bisect_left(self._starts, frame.first.start) - 1
        period = self.periods[place] if place >= 0 else None
        if period is None or period.kind != "base" or not self._is_of(period, frame):
            return None
        return period._replace(kind="dated" if period.first else "vague")

    def _is_of(self, base: Period, frame: Frame) -> bool:
        """Whether a figure is that of the time that a change is measured from: 去年同期[的]6%, 全年[计划]20亿元, 去年同期下降2.2%[相比]."""
        between = self.text[base.end : frame.first.start].rstrip(_PROPORTION)
        if between in _HOLDS:  # 是2012年的[3倍] and 恢复到2019年的[112%] are of today
            return not (frame.number.is_multiple or self.text.endswith(_RECOVERS, 0, base.start))
        if _GOAL.fullmatch(between) or _PER.fullmatch(between):
            return True
        if not between:
            of = _RATE_OF if frame.number.kind == "ratio" else _OF
            return bool(of.match(self.text, frame.number.end)) or self.text.startswith(_COMPARED, frame.number.end)
        return len(between) <= _NEAR and self.text.startswith(_COMPARED, frame.number.end)

    def begun(self, frame: Frame) -> Period | None:
        """The first of two years told before in the sentence: 由2006年的3亿元增至2011年的5亿元,税收从[1亿元]增至2亿元."""
        before = self.between(frame.sentence[0], frame.left)
        pair = next((p for p in reversed(before) if p.once and p.is_year), None)
        return pair or next((p for p in self._compared(frame) if p.is_year), None)

    def _compared(self, frame: Frame) -> Iterator[Period]:
        """The times in a sentence that a figure is compared with: 与[2015年]相比,税收由1亿元增至2亿元."""
        bases = (p for p in self.periods if p.kind == "base" and frame.sentence[0] <= p.start < frame.number.start)
        return (p._replace(kind="dated") for p in bases if self.text.startswith(_COMPARED, p.end))

    def named_here(self, frame: Frame) -> Period | None:
        """The last time that a sentence only names something by: [今年]投产的生产线."""
        first = bisect_left(self._starts, frame.sentence[0])
        here = self.periods[first : bisect_left(self._starts, frame.number.start, first)]
        return next((p for p in reversed(here) if p.kind == "base"), None)

    def between(self, start: int, end: int) -> list[Period]:
        """Words of time that begin between two positions, but for what a change is measured from."""
        first = bisect_left(self._spoken_starts, start)
        return self._spoken[first : bisect_left(self._spoken_starts, end, first)]
