"""What each word of time means after those before it. One of the few places where Python knows Chinese."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from extract.pattern import STOP, compile_pattern
from extract.step4_context.asides import set_aside
from extract.step4_context.bases import is_set_against, names_something
from extract.step4_context.days import (
    DAYS_AGO,
    Named,
    a_year_before,
    day_number,
    day_of,
    days_of,
    months_between,
    part_of_holiday,
    whole_years,
)
from extract.step4_context.holidays import days_of_holiday, days_of_new_year
from extract.step4_context.period import Kind, Period
from extract.step4_context.time_words import HOLIDAYS, Said
from extract.step4_context.year_spans import YEAR_SPANS
from extract.step4_context.years_told import YearsTold, is_last_month_beside

__all__ = ["Dates"]

_TOLD: Final = compile_pattern(r",?[^,;。\n]{0,20}(?:公布|发布|召开|获悉|了解到|通报|出炉)")
"""After a day on which something was only told."""
_FROM: Final = ("由", "从", "继")
"""Before the time from which something moved or went on."""
_SEEN: Final = compile_pattern(r"[^,;。\d]{0,10}看")
"""Behind the time that is looked at: 从[前4个月]累计情况看."""
_AND: Final = frozenset("和、与及")
_OVER: Final = compile_pattern(HOLIDAYS["over"])
_CAUSE: Final = compile_pattern(HOLIDAYS["cause"])
_LONGEST_HOLIDAY: Final = 9
"""Days that no holiday lasts longer than."""
_CLOSES: Final = compile_pattern(r"[^()]*\)")
_SPENDS: Final = ("计划投资", "计划完成投资")
"""Behind a year of which only the next figure is: 总投资8亿元,2016年计划投资5亿元."""
_TOLD_BESIDE: Final = compile_pattern(r"\([^()]{1,8}\)[、和与及]")
_NEW: Final = compile_pattern("当年(?:新?签约|新增|新?开工|新引进|实际到位)")
"""What is new in a year of which the sentence has named a part: 前三季度,全市[当年签约]项目324个."""
_WEEK: Final = 7
_WEEK_BEFORE: Final = ("前一周", "上一周")
_SENT: Final = ("讯", "电")
"""Behind the day of a dateline."""
_TODAY: Final = ("今天", "今日", "今早", "今晨")
_YESTERDAY: Final = ("昨天", "昨日", "昨晚", "昨夜")
_UP_TO: Final = ("到", "至")
_AS_OF: Final = ("截至", "截止", "截至到", "截止到")
"""Before a day of which only the number is told: 截至16日."""
_SAME_DAY: Final = ("这天", "这一天", "同日", "同一天")
"""Words that mean nothing where no day was named before them."""
_THAT_DAY: Final = ("当天", "当日", *_SAME_DAY)

_SOON: Final = 7
"""Days within which a page tells of what is to come by the number of the day."""


class Dates(YearsTold):
    """Reads words of time one after another and remembers the year and the period last named."""

    def __init__(self, published: dt.date | None) -> None:
        super().__init__(published)
        self.day: dt.date | None = None
        """The day named last, which ends at `day_end`."""
        self.day_end = 0
        self.holiday: Named = None
        self.today = published
        """The day that 今天 means: of publication, or that of the dateline."""
        self.previous_end = 0
        self.base_end = -1

    def read(self, text: str, said: Said) -> Period:
        """What words of time mean after those read before them."""
        if said.match is None or said.kind in ("since", "event", "now", "vague"):
            return self._word(text, said)
        if said.kind in YEAR_SPANS:
            return self._years(text, said, said.match)
        reads = {"date": self._date, "holiday": self._holiday, "lunar": self._lunar, "week": self._week}
        return reads[said.kind](text, said.match)

    def _years(self, text: str, said: Said, match: regex.Match[str]) -> Period:
        """Years that words span, of which a later 全年 speaks where they are one: 过去一年,全县[全年]举办."""
        if is_set_against(text, said.start) or names_something(text, said.end):
            return Period(said.start, said.end, "base")
        span = YEAR_SPANS[said.kind](match, self.published)
        if span.is_year and span.first:
            self.sentence_year, self.previous_end = span.first.year, span.end
        return span

    def _date(self, text: str, match: regex.Match[str]) -> Period:
        """A date or part of a year; vague when nothing tells its year."""
        start, end = match.span()
        if STOP.search(text, self.previous_end, start):
            self.sentence_year, self.counting, self.begun = None, False, None
        if _CLOSES.match(text, self.previous_end, start):
            self.sentence_year = None  # (上年能耗1万吨以上)一季度
        self.previous_end = end
        if match["y1"]:
            return _years(match)
        self.counting = self.counting or match["since"] is not None
        counted = match["asof"] is not None  # 截至5月底[已开工]319个 names nothing
        bare = match["yearstart"] and not (match["year"] or match["since"])
        bare = bare or ((self.sentence_year or self.named) and _NEW.match(text, start))
        if bare or (self._is_base(text, start, end) and not counted):
            self.base_end = end
            return self._base(text, match)
        year = self.year_in(text, match)
        if year is None:
            return Period(start, end, "vague")
        begins = text[max(0, start - 1) : start] in _FROM and not (match["since"] or _SEEN.match(text, end))
        period = self._remember(
            self._dated(match, year), refers=begins or _refers_back(match) or is_last_month_beside(match)
        )
        if period.one_day and text.startswith(_SENT, end):
            self.today = period.first
        if period.one_day and match["dm1"] and _TOLD.match(text, end):
            return period._replace(kind="event")
        spent = text.startswith("年度", start) or text.startswith(_SPENDS, end)
        return set_aside(text, period, once=begins or spent or is_last_month_beside(match))

    def _base(self, text: str, match: regex.Match[str]) -> Period:
        """What a change is measured from, with its days where they can be told: it is the time of the figure right behind it."""
        year = self._year(match)
        dated = self._dated(match, year) if year is not None else None
        if dated and dated.first and dated.last and match["same"] and not match["year"]:
            dated = dated._replace(first=a_year_before(dated.first), last=a_year_before(dated.last))
        self.begun = year if names_something(text, match.end()) else self.begun
        return Period(*match.span(), "base", dated.first if dated else None, dated.last if dated else None)

    def _is_base(self, text: str, start: int, end: int) -> bool:
        """Whether words of time only say what a change is measured from; so do those in a row with such: 比1-4月和1-5月."""
        if start == self.base_end + 1 and text[self.base_end] in _AND:
            return True
        if self.base_end >= 0 and _TOLD_BESIDE.fullmatch(text, self.base_end, start):  # 比1-7月(6.7%)、上半年
            return True
        if 0 <= self.base_end < start and text[self.base_end : start] == "(":
            return True
        return is_set_against(text, start) or names_something(text, end)

    def _remember(self, period: Period, *, refers: bool) -> Period:
        """Keep what was named; 当年 only refers to it, and a day is also what 当天 means."""
        if period.one_day:
            self.day, self.day_end = period.first, period.end
        if period.first and period.last and not refers:
            self.named = period.first, period.last
            self.span = self.span if period.one_day else self.named
            self.so_far = self.named if (period.first.month, period.first.day) == (1, 1) else self.so_far
            self.sentence_year = self.year = period.first.year
        return period

    def _dated(self, match: regex.Match[str], year: int) -> Period:
        first, last = days_of(match, year, self._meant(match), self.published)
        alone = match["year"] is not None and match.end("year") >= match.end() - 1
        if match["since"] and self.published and not (match["m1"] or match["months"]):  # but 今年1至5月以来
            last = self.published
        elif match["tail"] == "初" or match["yearstart"]:
            last = first
        elif match["asof"] or (match["tail"] and not match["ytm"]) or match["yearend"]:
            first = last
        if first > last:
            first = last
        open_year = bool(alone and not match["since"] and (match["year"][0] in "今本" or match["year"] == "年内"))
        ahead = self.published is not None and first > self.published
        passing = (
            ahead
            or (alone and match["year"][0] == "新")
            or match["same"] is not None
            or match["from"] is not None
            or (match["dm1"] is not None and not match["asof"] and first == last)
        )
        stock = match["asof"] is not None
        parts = () if match["since"] else months_between(match, year)
        return Period(
            *match.span(), "dated", first, last, open_year=open_year, passing=passing, stock=stock, parts=parts
        )

    def _word(self, text: str, said: Said) -> Period:
        """目前, 近日, 每年: the day of publication or no day at all."""
        kind: Kind = "so_far" if said.kind == "since" else said.kind  # type: ignore[assignment]
        if kind == "vague" and (
            text.startswith(_FROM, max(0, said.start - 1)) or self._is_base(text, said.start, said.end)
        ):
            self.base_end = said.end
            return Period(said.start, said.end, "base")
        if kind == "event" and self.published and is_set_against(text, said.start):
            day = day_of(text[said.start : said.end], self.published)
            return Period(said.start, said.end, "base", day, day)
        if kind in ("each", "vague") or self.published is None:
            return Period(said.start, said.end, "vague" if self.published is None else kind)
        word = text[said.start : said.end]
        if (word[0].isdigit() or word in _YESTERDAY) and text.endswith(_AS_OF, 0, said.start):
            day = day_of(word, self.published)
            return Period(said.start, said.end, "dated", day, day, stock=True)
        today = self.today if word in DAYS_AGO and self.today else self.published
        if self.day and word in (*_TODAY, *_YESTERDAY) and self._is_quoted(text, said.start):
            today = self.day
        if word in _SAME_DAY and not self.day:
            return Period(said.start, said.end, "base")
        day = self.day if word in _THAT_DAY and self.day else self._to_come(word) or day_of(word, today)
        if kind == "event" and (day_number(word) or word in DAYS_AGO):
            self.day, self.day_end = day, said.end
        once = kind in ("event", "now") and text.startswith(_FROM, max(0, said.start - 1))  # 由[昨日]的2元涨到3元
        return Period(said.start, said.end, kind, day, day, inferred=kind == "event", once=once)

    def _to_come(self, word: str) -> dt.date | None:
        """The day that is still to come in the month of the one told last: 11月15日开榨,[17日]起满负荷生产."""
        number, today = day_number(word), self.published
        if not (self.day and today and self.day.day <= today.day < number <= today.day + _SOON):
            return None
        later = today + dt.timedelta(number - today.day)
        return later if (self.day.year, self.day.month) == (later.year, later.month) else None

    def _is_quoted(self, text: str, start: int) -> bool:
        """Whether words stand in a quotation soon after a day was named, which then is the speaker's 今天."""
        near = text.count("\n", self.day_end, start) <= 1 and not text.endswith(_UP_TO, 0, start)
        return near and text.rfind("“", 0, start) > text.rfind("”", 0, start)

    def _holiday(self, text: str, match: regex.Match[str]) -> Period:
        """A public holiday of the year last named, else the last one before publication."""
        if match.start() == self.base_end or is_set_against(text, match.start()):
            self.base_end = match.end()
            return Period(*match.span(), "base")
        # In brackets it explains the days before them.
        explains = text.startswith("(", self.previous_end) and text.find(")", self.previous_end, match.start()) < 0
        if explains or _CAUSE.match(text, match.end()):
            return Period(*match.span(), "base")
        spans = days_of_holiday(match["holiday"]) or ([] if self.holiday else days_of_holiday(text[: match.start()]))
        begun = [span for span in spans if self.published is None or span[0] <= self.published]
        of_year = [span for span in begun if span[1].year == self.sentence_year]
        days = self.named if self.named and 0 < (self.named[1] - self.named[0]).days < _LONGEST_HOLIDAY else None
        span = max(of_year or begun, default=self.holiday or days)
        self.holiday = span
        if span is None or _OVER.match(text, match.end()):
            return Period(*match.span(), "vague")
        return Period(*match.span(), "dated", *part_of_holiday(match, *span), festive=True)

    def _lunar(self, text: str, match: regex.Match[str]) -> Period:
        """Days around the lunar new year, told by their own names: 初一至初六."""
        if is_set_against(text, match.start()):
            return Period(*match.span(), "base")
        days = days_of_new_year(match, self.published)
        if days and days[0] == days[1] and text.rfind("“", 0, match.start()) <= text.rfind("”", 0, match.start()):
            self.day, self.day_end = days[0], match.end()
        return Period(*match.span(), "dated", *days, festive=True) if days else Period(*match.span(), "vague")

    def _week(self, text: str, match: regex.Match[str]) -> Period:
        """The week before the one of publication, or before that told last: 比[上周]的8.9元; Monday to Sunday.

        One that the article explains is told there: 上周(6月6日至12日).
        """
        start, end = match.span()
        base = is_set_against(text, start)
        if self.published is None or (f"{match['week']}(" in text and not base):
            return Period(start, end, "vague")
        if self.named and (self.named[1] - self.named[0]).days == _WEEK - 1:
            first, last = (day - dt.timedelta(_WEEK) for day in self.named)
            return Period(start, end, "base" if base else "dated", first, last, once=True)
        if self._is_base(text, start, end):
            return Period(start, end, "base")
        monday = self.published - dt.timedelta(self.published.weekday() + _WEEK)
        return Period(start, end, "dated", monday, monday + dt.timedelta(_WEEK - 1))


def _years(match: regex.Match[str]) -> Period:
    """From one year to another: 2016-2020年."""
    first, last = int(match["y1"]), int(match["y2"])
    days = dt.date(first, 1, 1), dt.date(last, 12, 31)
    return Period(*match.span(), "dated", *days, parts=whole_years(first, last))


def _refers_back(match: regex.Match[str]) -> bool:
    """Whether a time is only told beside the one that the text speaks of, which a later 同期 goes back to: 当月, 上年同期."""
    if is_last_month_beside(match):
        return True
    return match[0].startswith(("当", "这", "那")) or (match["same"] is not None and match["year"] is not None)
