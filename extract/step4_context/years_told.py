"""Which year a date without one of its own is in, by the years that were told before it."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from extract.pattern import compile_pattern
from extract.step3_figures.numerals import parse_chinese
from extract.step4_context.days import Named, days_of

__all__ = ["YearsTold", "is_last_month_beside"]

_YEAR_BEFORE: Final = "前一年"
_WITHIN: Final = "年内"
_REPORTING: Final = 2
"""Last month in which 年内 and 年末 are of the year that a report looks back on."""
_OFFSETS: Final = {"今": 0, "本": 0, "年": 0, "去": -1, "前": -2, "明": 1}
_COMING: Final = compile_pattern(
    r"(?:预计|力争|有望|争取|计划|确保|实现|将于|将在|定于|拟于|(?:即日|今日|今天|现在)起[至到])[^,;。]{0,2}$"
)
_SET_BESIDE: Final = compile_pattern(r"(?:[为是]|[只仅]有?|才)(?:约|近)?\d")
"""Behind a month that is only set beside the one spoken of."""
_NEAR: Final = 6
_LONG_AHEAD: Final = dt.timedelta(60)
"""A quarter that ends so long after publication is one of the year that the text speaks of."""
_PAST: Final = "去前"
_THAT: Final = "当次同翌这那"
"""First characters of words that mean the year told last, or the one after it."""
_SENTENCE_ENDS: Final = ("", "\n", "。")
_LAST: Final = 12
_LATE: Final = 10
"""Month after which the new year is the next one."""


class YearsTold:
    """The years that words of time told, one after another, and what they make of one that tells none."""

    def __init__(self, published: dt.date | None) -> None:
        self.published = published
        self.year: int | None = None
        self.sentence_year: int | None = None
        self.named: Named = None
        self.span: Named = None
        """What was named last of more than one day."""
        self.so_far: Named = None
        """The months of a year that were told last, from its first one."""
        self.opens = False
        """Whether words of time open a sentence alone: 上年,."""
        self.looking_back = False
        """Whether the year was told last as the one before: 去年."""
        self.year_before: int | None = None
        """The year that 上年 came to, if it was told last: another 上年 is that year too."""
        self.begun: int | None = None
        """The year in which the sentence says that something was built, which its 当年 means: 去年5月投产,当年……."""
        self.counting = False
        """Whether the sentence counts since some day: 自去年11月……以来,截至9月."""

    def year_in(self, text: str, match: regex.Match[str]) -> int | None:
        """The year of a match in its text; a time that is only planned or expected lies in no year before that of publication."""
        start, end = match.span()
        self.opens = text[max(0, start - 1) : start] in _SENTENCE_ENDS and text.startswith(",", end)
        year = self._year(match)
        if year is None:
            return None
        if match["year"]:
            self.looking_back = match["year"][0] in _PAST
            self.year_before = year if _is_year_before(match["year"]) else None
        if self._is_coming(match) and self.published and _COMING.search(text, max(0, start - _NEAR), start):
            return max(year, self.published.year)
        return year

    def _year(self, match: regex.Match[str]) -> int | None:
        """The year of a match: named, or told by the year of its sentence, or the latest that had come by publication."""
        word = match["year"]
        if word is None:
            return self._unsaid_year(match)
        if word[0].isdigit() and word[0].isascii():
            return int(word[:4])
        if word[0] in "一二":
            return int(parse_chinese(word[:4]))
        now = self.published.year if self.published else None
        if word[0] == "新":
            return now + (self.published is not None and self.published.month > _LATE) if now else None
        if _is_year_before(word):
            if self.year_before is not None and self.year_before == self.year:
                return self.year_before
            base = now if self.opens else self.year if self.year is not None and self.year != now else now
            return base - 1 if base else None
        if word[0] in _THAT:
            base = self.begun or self.year or now
            return base + (word[0] in "次翌") if base else None
        if (
            word == _WITHIN
            and self.year
            and now == self.year + 1
            and self.published
            and self.published.month <= _REPORTING
        ):
            return self.year
        return now + _OFFSETS[word[0]] if now is not None else None

    def _unsaid_year(self, match: regex.Match[str]) -> int | None:
        past = match["since"] or (match["asof"] and self.counting)
        if self.sentence_year is not None and not match["lastmonth"] and not past:
            return self.sentence_year
        if match["spanend"]:
            return self.named[1].year if self.named else None
        if self.published is None:
            return self.year
        if (ended := self._ended_in(match)) is not None:
            return ended
        if match["yearend"] or match["yearstart"]:
            now = self.published.year
            over = match["yearend"] and self.published.month <= _REPORTING
            return now if past else self.year or now - bool(over)
        if match["whole"] and self.year is not None:
            return self.year
        if match["whole"]:
            return self.published.year - (self.published.month <= 2)
        first, last = days_of(match, self.published.year, self._meant(match), self.published)
        told = match["quarters"] or match["months"] or match["m1"]
        told = told or (match["quarter"] and self.year == self.published.year - 1)
        return self.published.year - (first > self.published or bool(told and last - self.published > _LONG_AHEAD))

    def _ended_in(self, match: regex.Match[str]) -> int | None:
        """The year of the months told before, of which a match names the last: 2019年1-9月……。[9月]当月."""
        if self.so_far is None or not match["month"] or match["asof"] or self.so_far[1].month == _LAST:
            return None
        year = self.so_far[1].year
        last = days_of(match, year, self._meant(match), self.published)[1]
        return year if last == self.so_far[1] else None

    def _meant(self, match: regex.Match[str]) -> Named:
        """What was named before a match: for 同期 behind a day the span up to it, for 上月 only what its sentence names."""
        day, span = self.named, self.span
        if match["same"] and self.opens and day and self.so_far and day[1] == self.so_far[1]:
            return self.so_far  # 1-8月……,8月当月……。同期,
        if match["lastmonth"]:
            return day if is_last_month_beside(match) or self.sentence_year is not None else None
        up_to = match["same"] and day and span and day[0] == day[1] and span[0] < day[0] <= span[1]
        return (span[0], day[1]) if up_to and day and span else day

    def _is_coming(self, match: regex.Match[str]) -> bool:
        """Whether a time without a year may be one to come; a 全年 is the year told, but 去年……,预计[全年] this one."""
        if match["year"] is not None:
            return False
        reports = self.published is not None and self.published.month <= _REPORTING and self.year is not None
        return not match["whole"] or not (self.sentence_year or reports) or (self.looking_back and not reports)


def is_last_month_beside(match: regex.Match[str]) -> bool:
    """Whether a match is 上月 and only set beside the month that was told: 8月场存725万吨,[上月]为613.5万吨."""
    return bool(match["lastmonth"] and _SET_BESIDE.match(match.string, match.end()))


def _is_year_before(word: str) -> bool:
    """Whether a word means the year before the one that the text speaks of: 上年."""
    return word.startswith("上") or word == _YEAR_BEFORE
