"""When figures are: the words of time of their own sentence, and what earlier sentences leave to them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from extract.models import Span
from extract.pattern import STOP, compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context.frames import (
    Frame,
    goes_into_parts,
    opens_clause,
    paragraph_end,
    paragraph_start,
    sentence_end,
    sentence_start,
)
from extract.step4_context.period import Period, counted, turns_back, until
from extract.step4_context.quotations import closes_opening

__all__ = ["Timing"]

_TIME: Final = load_words("measures")["time"]
_ANNOUNCES: Final = compile_pattern(_TIME["announces"])
_AMONG: Final = compile_pattern(load_words("lists")["among"])
_EACH: Final = compile_pattern(load_words("lists")["each"])
_AFRESH: Final = compile_pattern(_TIME["afresh"])
_GOES_ON: Final = compile_pattern(_TIME["goes_on"])
_HELD: Final = compile_pattern(_TIME["held"])
_LEADS: Final = compile_pattern(rf"(?:^|[{load_words('regions')['openers']}])(?:{_TIME['leads']})$")
_LEAD: Final = 4
_SEMICOLON: Final = ";"
_FIGURE: Final = compile_pattern(r"\d")
_TURNS: Final[tuple[str, ...]] = tuple(_TIME["turns"])
_QUOTE: Final = "“"
_NEAR: Final = 6
_COMPARED: Final[str] = _TIME["compared"]
_GOAL: Final = compile_pattern(load_words("measures")["base"]["goal"])
_PROPORTION: Final = "0123456789.:∶"
"""What the parts before one are printed with: 去年同期的5.7:26.1:[68.2]."""
_BESIDE: Final = 3
_SINCE: Final[str] = _TIME["since"]
_MEAN: Final[str] = _TIME["mean"]
_OF: Final[str] = load_words("items")["of"]
_SENTENCE_ENDS: Final = ("", "。", "!", "?", "\n")


class Timing:
    """The words of time of one article, asked figure by figure."""

    def __init__(self, text: str, periods: list[Period], body_start: int, published: dt.date | None) -> None:
        self.text = text
        self.published = published
        self.periods = periods
        self._starts = [period.start for period in periods]
        self._spoken = [period for period in periods if period.kind != "base"]
        self._spoken_starts = [period.start for period in self._spoken]
        spans = {(period.first, period.last): period for period in reversed(periods) if period.lasts}
        self._only = next(iter(spans.values())) if len(spans) == 1 else None
        """The one span of time of which the article speaks, which is also that of what it tells before naming it."""
        self.body_start = body_start
        self._opening = paragraph_end(text, body_start)
        self._first = next((period for period in periods if period.lasts), None)
        """The first span of time of which the article speaks."""
        lead = self.between(body_start, self._opening)
        self._lead = next((period for period in lead if self._announces(period)), None)
        """The event of which the lead tells."""

    def own(self, frame: Frame, member: Span | None) -> Period | None:
        """Words of time of the list member, else those before the figure in its sentence; exact ones before vague ones."""
        if member and (inside := self.between(*member)):
            return inside[-1]
        if base := self._measured_from(frame):
            return base
        before = self.between(frame.sentence[0], frame.number.start)
        for kinds in (("dated", "now"), ("so_far",), ("event",), ("each", "vague")):
            chosen = [p for p in before if p.kind in kinds and not self._is_over(p, frame)]
            if chosen:
                return before[-1] if turns_back(chosen[-1], before[-1]) else until(before, chosen[-1])
        return self._of_scene(frame)

    def _of_scene(self, frame: Frame) -> Period | None:
        """The day told right behind the quotation that the text begins with: “820万元到账了!”7月12日,某厂会计说."""
        close = closes_opening(self.text, (self.body_start, self._opening), frame.number.end)
        if close is None:
            return None
        return next((p for p in self.between(close, close + _BESIDE) if p.kind == "event" or p.is_day), None)

    def _is_over(self, period: Period, frame: Frame) -> bool:
        """Whether a time that was only set beside another, or is still to come, is left behind: after its figure, or after a semicolon."""
        if period.once and period.end < frame.left:
            in_row = frame.continues and _EACH.search(self.text, period.end, frame.left)
            return not (in_row or self._is_of(period, frame))
        behind = self.text.find(_SEMICOLON, period.end, frame.number.start) >= 0
        # A figure before it: 投资9亿元,年底投产;
        aside = period.is_ahead(self.published) and _FIGURE.search(self.text, frame.sentence[0], period.start)
        if behind and (aside or self._is_part(period, frame)):
            return True
        grown = frame.number.kind == "ratio" and period.end < frame.left  # 去年同期为34万平方米,增长[30%]
        if not period.passing or not (behind or grown):
            return False
        before = self.between(frame.sentence[0], period.start)
        return any(p.comes_after(period) for p in before)

    def _is_part(self, period: Period, frame: Frame) -> bool:
        """Whether a time is only one part of that of its sentence: 前三季度增长9%,其中[三季度]增长8%;."""
        among = last_match(_AMONG, self.text, frame.sentence[0] + 1, period.start)
        before = self.between(frame.sentence[0], among.start()) if among else []
        return among is not None and (not before or any(p.contains(period) for p in before))

    def _measured_from(self, frame: Frame) -> Period | None:
        """The time right before a figure, be it one that a change is measured from: 比去年同期的[6.2%]."""
        place = bisect_left(self._starts, frame.number.start) - 1
        period = self.periods[place] if place >= 0 else None
        if period is None or period.kind != "base" or not self._is_of(period, frame):
            return None
        return period._replace(kind="dated" if period.first else "vague")

    def _is_of(self, base: Period, frame: Frame) -> bool:
        """Whether a figure is that of the time that a change is measured from: 去年同期[的]6%, 全年[计划]20亿元, 去年同期下降2.2%[相比]."""
        between = self.text[base.end : frame.number.start].rstrip(_PROPORTION)
        if between == _OF or _GOAL.fullmatch(between):
            return True
        return len(between) <= _NEAR and self.text.startswith(_COMPARED, frame.number.end)

    def since(self, frame: Frame) -> Period | None:
        """A span of time that the sentence, or the one before, names before the day to which it counts: 今年以来……截至目前累计."""
        first = frame.sentence[0]
        before = [p for p in self.between(first, frame.number.start) if p.lasts and not p.open_year]
        if before:
            return before[-1]
        above = self.between(max(sentence_start(self.text, first - 1), paragraph_start(self.text, first)), first)
        return next((p for p in reversed(above) if self._is_since(p)), None)

    def _is_since(self, period: Period) -> bool:
        """Whether a time tells since when this year something is counted: 今年以来, 3月以来."""
        this_year = period.first and period.last and period.first.year == period.last.year
        return bool(this_year) and self.text.endswith(_SINCE, period.start, period.end)

    def earlier(self, frame: Frame) -> Period | None:
        """The period that earlier sentences speak of: the last one that opened a clause, else what the article began with."""
        index = bisect_left(self._starts, frame.sentence[0])
        if gone_on := self._gone_on(frame, index):
            return gone_on
        paragraph = paragraph_start(self.text, frame.sentence[0])
        for place in range(index - 1, -1, -1):
            period = self.periods[place]
            if period.kind == "now" and (period.start >= paragraph or place == index - 1) and not self._aside(place):
                return period
            if period.start < paragraph and self._long_past(period):
                continue
            if period.lasts and self._opens_clause(period) and not (self._looks_back(place) or self._recalls(place)):
                return period
        if not index:
            return self._only
        return next((p for p in self.periods[:index] if p.lasts and p.start < self._opening), None)

    def _gone_on(self, frame: Frame, index: int) -> Period | None:
        """The time of the sentence before, where one tells more of the same: 该活动……, or 其中…… where it had no other."""
        first = frame.sentence[0]
        if self._first and _AFRESH.match(self.text, paragraph := paragraph_start(self.text, first)):
            return self._first if self._first.end < paragraph else None
        if goes_into_parts(self.text, first):
            return self._of_whole(frame, index)
        place = bisect_left(self._spoken_starts, first) - 1
        last = self._spoken[place] if place >= 0 else None
        if last and _HELD.fullmatch(self.text, last.end, first):
            return last
        told = last and (last.passing or last.kind == "event")
        return last if told and _GOES_ON.match(self.text, first) else None

    def _of_whole(self, frame: Frame, index: int) -> Period | None:
        """The time of the sentence before, where one goes into its parts; else the day up to which was counted last."""
        first = frame.sentence[0]
        among = _AMONG.match(self.text, first)
        stop = (first if among else self._end_before(first)) - 1
        said = takewhile(lambda p: not STOP.search(self.text, p.end, stop), reversed(self.periods[:index]))
        dated = [p for p in said if p.kind == "dated"]
        dated = list({(p.first, p.last): p for p in reversed(dated)}.values())  # 7月当月 is one time
        if len(dated) == 1 and dated[0].passing and not dated[0].one_day:
            return None
        if among:
            return counted(dated) or self._taken_now(first)
        if dated := [p for p in dated if not p.once and not self.text.startswith(_MEAN, p.end)]:
            return counted(dated)
        told = [p for p in self._lately(frame) if p.kind == "dated" and not p.passing][:2]
        if told and told[0].stock:
            return counted([*told[:1], *filter(self._is_since, told[1:])])
        return self._taken_now(first)

    def _end_before(self, start: int) -> int:
        """Where the text before a sentence ends, be it in the paragraph above."""
        while start and self.text[start - 1] == "\n":
            start -= 1
        return start

    def _taken_now(self, first: int) -> Period | None:
        """When the last sentence of the paragraph above took stock: 目前, 截至11月13日."""
        end = self._end_before(first)
        if end == first:
            return None
        above = [p for p in self.between(sentence_start(self.text, end - 1), end) if p.kind != "so_far"]
        if above and above[-1].kind == "now":
            return above[-1]
        dated = [p for p in reversed(above) if p.kind == "dated"]
        return counted(dated) if dated and dated[0].stock else None

    def standing(self, frame: Frame) -> Period | None:
        """The day at which the text before takes stock: 6月末."""
        index = bisect_left(self._starts, frame.number.start)
        days = (p for p in reversed(self.periods[:index]) if p.kind == "dated" and p.one_day and not p.passing)
        return next(days, None)

    def day(self, frame: Frame) -> Period | None:
        """The single day of which earlier sentences of its paragraph or the one above spoke last: at which prices were taken."""
        return next((p for p in self._lately(frame) if p.is_day or p.kind in ("event", "now")), None)

    def event(self, frame: Frame) -> Period | None:
        """A word for one event after the figure in its sentence, else the first one of the article."""
        later = [p for p in self.between(frame.number.end, frame.sentence[1]) if p.kind == "event"]
        if later:
            return later[0]
        return next((p for p in self.periods if p.kind == "event"), None)

    def ahead(self, frame: Frame) -> Period | None:
        """A time still to come of which the paragraph spoke before: 新一年怎么干?……目标是."""
        paragraph = self.between(paragraph_start(self.text, frame.sentence[0]), frame.sentence[0])
        return next((p for p in reversed(paragraph) if p.kind == "dated" and p.passing and p.is_year), None)

    def later_year(self, frame: Frame) -> Period | None:
        """A whole year that the paragraph names after the figure: 总投资800万元……2022年度实事项目."""
        following = self.between(frame.number.end, paragraph_end(self.text, frame.number.end))
        return next((period for period in following if period.is_year), None)

    def announcement(self, frame: Frame) -> Period | None:
        """The day of the event of which the text spoke last before the figure's sentence, else of the lead."""
        return next((period for period in self._lately(frame) if self._announces(period)), self._lead)

    def announced_here(self, frame: Frame) -> Period | None:
        """The day of the event that the sentence itself tells of: 3月20日,我市举行一季度项目集中签约."""
        before = self.between(frame.sentence[0], frame.number.start)
        return next((period for period in before if period.is_day and self._announces(period)), None)

    def _lately(self, frame: Frame) -> Iterator[Period]:
        """Words of time of earlier sentences, the last first, back to where the paragraph above begins."""
        above = paragraph_start(self.text, max(paragraph_start(self.text, frame.sentence[0]) - 1, 0))
        return reversed(self.between(above, frame.sentence[0]))

    def _announces(self, period: Period) -> bool:
        event = not period.is_ahead(self.published) and (period.kind == "event" or period.is_day)
        return event and _ANNOUNCES.match(self.text, period.end) is not None

    def between(self, start: int, end: int) -> list[Period]:
        """Words of time that begin between two positions, but for what a change is measured from."""
        first = bisect_left(self._spoken_starts, start)
        return self._spoken[first : bisect_left(self._spoken_starts, end, first)]

    def _opens_clause(self, period: Period) -> bool:
        """Whether a clause begins with words of time, be it after a word that leads to them: [做好]2019年工作."""
        start = period.start
        if opens_clause(self.text, start) or self.text.startswith(_QUOTE, start - 1):
            return True
        led = _LEADS.search(self.text, max(0, start - _LEAD), start) is not None
        return led or self.text.endswith(_TURNS, 0, start)

    def _long_past(self, period: Period) -> bool:
        """Whether a time is so old that only its own paragraph can speak of it: it had ended a year before the article's first one."""
        first = self._first
        return bool(first and first.first and period.last and period.last.year < first.first.year - 1)

    def _looks_back(self, place: int) -> bool:
        """Whether a later clause only sets an earlier time beside the one that its paragraph speaks of: 去年同期还是下降."""
        period = self.periods[place]
        if self.text[period.start - 1 : period.start] in _SENTENCE_ENDS:
            return False
        paragraph = paragraph_start(self.text, period.start)
        before = self.periods[:place]
        return any(p.lasts and p.start >= paragraph and p.comes_after(period) for p in before)

    def _recalls(self, place: int) -> bool:
        """Whether a sentence without figures only recalls an earlier time than the one told before: 去年订单充足,[推动了]增长."""
        period = self.periods[place]
        if _FIGURE.search(self.text, period.end, sentence_end(self.text, period.end)):
            return False
        return any(p.lasts and p.comes_after(period) for p in self.periods[:place])

    def _aside(self, place: int) -> bool:
        """Whether 目前 comes after a span of time in its sentence, to which later sentences go back."""
        before = self.periods[place - 1] if place else None
        return bool(before and before.lasts and not STOP.search(self.text, before.end, self.periods[place].start))
