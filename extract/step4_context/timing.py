"""When figures are: what earlier sentences leave to those whose own says no time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from extract.pattern import STOP, compile_pattern
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
from extract.step4_context.own_times import SET_BESIDE, OwnTimes
from extract.step4_context.period import Period, counted, until
from extract.step4_context.quotations import is_quoted

__all__ = ["Timing"]

_TIME: Final = load_words("measures")["time"]
_ANNOUNCES: Final = compile_pattern(_TIME["announces"])
_AMONG: Final = compile_pattern(load_words("lists")["among"])
_AFRESH: Final = compile_pattern(_TIME["afresh"])
_FINISHED: Final = compile_pattern(_TIME["finished"])
_GOES_ON: Final = compile_pattern(_TIME["goes_on"])
_HELD: Final = compile_pattern(_TIME["held"])
_LEADS: Final = compile_pattern(rf"(?:^|[{load_words('regions')['openers']}])(?:{_TIME['leads']})$")
_LEAD: Final = 6
_WHOSE: Final = compile_pattern(rf"(?:^|[{load_words('regions')['openers']}])(?:{_TIME['whose_time']})$")
_SUBJECT: Final = 16
"""How long the name may be at most of what a clause begins with before its words of time: [甲县]上半年出口12亿元."""
_RECENT: Final = dt.timedelta(92)
"""How long after an event a page may still tell of it as news."""
_FIGURE: Final = compile_pattern(_TIME["told"])
_TURNS: Final[tuple[str, ...]] = tuple(_TIME["turns"])
_STILL: Final[tuple[str, ...]] = tuple(_TIME["still"])
_QUOTE: Final = "“"
_UP_TO: Final = tuple(load_words("time_words")["until"]["opening"])
_SINCE: Final[tuple[str, ...]] = tuple(_TIME["since"])
_MEAN: Final[str] = _TIME["mean"]
_SENTENCE_ENDS: Final = ("", "。", "!", "?", "\n")


class Timing(OwnTimes):
    """The words of time of one article, and what earlier sentences leave to a figure."""

    def __init__(self, text: str, periods: list[Period], body_start: int, published: dt.date | None) -> None:
        super().__init__(text, periods, body_start, published)
        spans = {(period.first, period.last): period for period in reversed(periods) if period.lasts}
        only = next(iter(spans.values())) if len(spans) == 1 else None
        self._only = only if only and not self._is_old(only) else None
        """The one span of time of which the article speaks, which is also that of what it tells before naming it, be it no old one."""
        self._years_by_end = {period.end: period for period in periods if period.open_year}
        spans_told = [period for period in periods if period.lasts]
        self._first = next((p for p in spans_told if p.start >= body_start), next(iter(spans_told), None))
        """The first span of time of which the article speaks, be it only in its headline."""
        self._opened = self.between(body_start, self._opening)
        """The words of time of the lead."""
        self._lead = next((period for period in self._opened if self._announces(period)), None)
        """The event of which the lead tells."""

    def since(self, frame: Frame) -> Period | None:
        """A span of time that the sentence names before the day to which it counts: 今年以来……截至目前累计."""
        before = [p for p in self.between(frame.sentence[0], frame.number.start) if p.lasts]
        return before[-1] if before else None

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
            if period.kind == "now" and self._still_is(frame, place, index) and not self._aside(place):
                return period
            if period.start < paragraph and self._stays_above(period):
                continue
            aside = (
                self._looks_back(place) or self._recalls(place) or self._looks_ahead(place) or self._is_of_part(place)
            )
            if period.lasts and self._opens_clause(period) and not aside:
                return until(self.between(sentence_start(self.text, period.start), period.start), period)
        if not index:
            return self._only
        opening = (p for p in self.periods[:index] if p.lasts and p.start < self._opening)
        return next((p for p in opening if p.start >= paragraph or not is_quoted(self.text, p.start)), None)

    def _still_is(self, frame: Frame, place: int, index: int) -> bool:
        """Whether a sentence still tells of today: one of its paragraph opened with 目前, or took stock, and it counts nothing up."""
        period = self.periods[place]
        if period.start < paragraph_start(self.text, frame.sentence[0]):
            return False
        opens = period.start == sentence_start(self.text, period.start)
        if not (opens or self.text.startswith(_UP_TO, period.start)):
            return False
        return place == index - 1 or all(
            p.kind != "so_far" for p in self.between(frame.sentence[0], frame.number.start)
        )

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
            days = self.between(sentence_start(self.text, last.start), last.start)
            return next((period for period in days if period.is_day), last)
        told = last and (last.passing or last.kind == "event")
        return last if told and _GOES_ON.match(self.text, first) else None

    def _of_whole(self, frame: Frame, index: int) -> Period | None:
        """The time of the sentence before, where one goes into its parts; else the day up to which was counted last."""
        first = frame.sentence[0]
        among = _AMONG.match(self.text, first)
        stop = (first if among else self._end_before(first)) - 1
        said = takewhile(lambda p: not STOP.search(self.text, p.end, stop), reversed(self.periods[:index]))
        told = [p for p in said if p.kind == "dated"]
        dated = [p for p in told if not p.once] or told
        dated = list({(p.first, p.last): p for p in reversed(dated)}.values())  # 7月当月 is one time
        if len(dated) == 1 and dated[0].passing and not dated[0].one_day:
            return None
        if among:
            return counted(dated) or self._taken_now(first)
        below = stop < first - 1
        dated = [p for p in dated if not (p.once or self.text.startswith(_MEAN, p.end))]
        if dated := [p for p in dated if not (below and self._is_month_alone(p))]:
            return counted(dated)
        told = [p for p in self._lately(frame) if p.kind == "dated" and not (p.passing or self._is_month_alone(p))][:2]
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
        return next((day for day in days if not day.is_ahead(self.published)), None)

    def day(self, frame: Frame) -> Period | None:
        """The single day of which earlier sentences of its paragraph or the one above spoke last: at which prices were taken."""
        days = [p for p in (*self._lately(frame), *self._opened) if p.is_day or p.kind in ("event", "now")]
        days = [day for day in days if not day.is_ahead(self.published)]
        exact = (p for p in days if p.is_day or self.text[p.start].isdigit())
        return next(exact, days[0] if days else None)

    def event(self, frame: Frame) -> Period | None:
        """A word for one event after the figure in its sentence, else the first one of the article."""
        later = [p for p in self.between(frame.number.end, frame.sentence[1]) if p.kind == "event"]
        if later:
            return later[0]
        return next((p for p in self.periods if p.kind == "event"), None)

    def ahead(self, frame: Frame) -> Period | None:
        """This year, or one to come, of which the paragraph spoke before: 新一年怎么干?……目标是; 今年种什么?……计划播种."""
        paragraph = self.between(paragraph_start(self.text, frame.sentence[0]), frame.sentence[0])
        years = (p for p in reversed(paragraph) if p.kind == "dated" and p.is_year)
        return next((p for p in years if p.passing or p.open_year), None)

    def later_year(self, frame: Frame) -> Period | None:
        """A whole year that the paragraph names after the figure, but for a sentence of its own: 总投资800万元……2022年度实事项目."""
        following = self.between(frame.number.end, paragraph_end(self.text, frame.number.end))
        inside = (p for p in following if self.text[p.start - 1] not in _SENTENCE_ENDS)
        return next((p for p in inside if p.is_year and not _FINISHED.match(self.text, p.end)), None)

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
        event = (period.kind == "event" or period.is_day) and self._is_news(period)
        return event and _ANNOUNCES.match(self.text, period.end) is not None

    def _is_news(self, period: Period) -> bool:
        """Whether a day had come when the page was printed, and not long before: what was begun years ago is no event of today."""
        if self.published is None or period.last is None:
            return True
        return not period.is_ahead(self.published) and self.published - period.last <= _RECENT

    def _opens_clause(self, period: Period) -> bool:
        """Whether a clause begins with words of time, be it after a word that leads to them: [做好]2019年工作."""
        start = period.start
        if self.text.startswith("(", start - 1):  # 上周([6月6日至12日])
            explained = next((p for p in self.periods if p.end == start - 1), None)
            return explained is not None and self._opens_clause(explained)
        if before := self._years_by_end.get(start):  # 今年[春运]
            return self._opens_clause(before)
        if opens_clause(self.text, start) or self.text.startswith(_QUOTE, start - 1):
            return True
        led = _LEADS.search(self.text, max(0, start - _LEAD), start) or _WHOSE.search(
            self.text, max(0, start - _SUBJECT), start
        )
        return led is not None or self.text.endswith(_TURNS, 0, start)

    def _is_old(self, period: Period) -> bool:
        """Whether a time had ended before the year before that of publication."""
        return bool(self.published and period.last and period.last.year < self.published.year - 1)

    def _stays_above(self, period: Period) -> bool:
        """Whether only its own paragraph can be of a time: one long past, a month told alone, or what somebody said."""
        return self._long_past(period) or self._is_month_alone(period) or is_quoted(self.text, period.start)

    def _long_past(self, period: Period) -> bool:
        """Whether a time is so old that only its own paragraph can speak of it: it had ended a year before the article's first one."""
        first = self._first
        return bool(first and first.first and period.last and period.last.year < first.first.year - 1)

    def _is_month_alone(self, period: Period) -> bool:
        """Whether a month is only told of beside the months up to it, which later paragraphs go back to: 1至7月……,7月[当月]."""
        return self._is_alone(period) and any(p.contains(period) for p in self._spoken if p.start < period.start)

    def _looks_back(self, place: int) -> bool:
        """Whether a later clause only sets an earlier time beside the one that its paragraph speaks of: 去年同期还是下降."""
        period = self.periods[place]
        if self.text[period.start - 1 : period.start] in _SENTENCE_ENDS:
            return False
        paragraph = paragraph_start(self.text, period.start)
        before = self.periods[:place]
        if before and SET_BESIDE.match(self.text, period.end):
            return True
        return any(p.lasts and p.start >= paragraph and p.comes_after(period) for p in before)

    def _is_of_part(self, place: int) -> bool:
        """Whether a time is only a part of the one that its sentence tells of: 一季度增长3.9%,其中,1—2月增长11.9%,[3月]下降10.9%."""
        period = self.periods[place]
        before = self.between(sentence_start(self.text, period.start), period.start)
        whole = next((p for p in before if p.lasts and p.contains(period)), None)
        return whole is not None and _AMONG.search(self.text, whole.end, period.start) is not None

    def _looks_ahead(self, place: int) -> bool:
        """Whether a clause only adds what is still to be done this year to what was told: 去年投放2300箱,今年[还将]完成5个."""
        period = self.periods[place]
        return period.open_year and place > 0 and self.text.startswith(_STILL, period.end)

    def _recalls(self, place: int) -> bool:
        """Whether a sentence without figures only recalls an earlier time than the one told before, or the wider one around it.

        去年订单充足,[推动了]增长; 上半年增长8%。今年以来,我市[狠抓]项目.
        """
        period = self.periods[place]
        if _FIGURE.search(self.text, period.end, sentence_end(self.text, period.end)):
            return False
        before = [p for p in self.periods[:place] if p.lasts]
        sentence = sentence_start(self.text, period.start)
        return any(
            p.start >= sentence or p.comes_after(period) or (self._is_since(period) and period.opens_with(p))
            for p in before
        )

    def _aside(self, place: int) -> bool:
        """Whether 目前 comes after a span of time in its sentence, to which later sentences go back."""
        before = self.periods[place - 1] if place else None
        return bool(before and before.lasts and not STOP.search(self.text, before.end, self.periods[place].start))
