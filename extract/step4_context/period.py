"""A word of time and the days that it means."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

__all__ = ["Kind", "Period", "counted", "turns_back", "until"]

Kind = Literal["dated", "now", "so_far", "event", "each", "vague", "base"]


class Period(NamedTuple):
    """Words of time at `start`–`end` of the clean text and the days, both inclusive, that they mean."""

    start: int
    end: int
    kind: Kind
    """dated 去年3月 · now 目前 · so_far 累计 · event 近日 · each 每年 · vague 近年来 · base 比上年 (what a change is measured from)."""
    first: dt.date | None = None
    last: dt.date | None = None
    inferred: bool = False
    open_year: bool = False
    """今年 alone: the year so far for what happened, the whole year for what is planned."""
    passing: bool = False
    """Whether later sentences leave it behind: a single day, last year's 同期, a year still to come."""
    stock: bool = False
    """Whether it is the day at which stock is taken: 截至6月底."""
    once: bool = False
    """Whether only the next figure is of it: 由[一季度]下降1.5%转为增长2.3%."""
    parts: tuple[tuple[dt.date, dt.date], ...] = ()
    """2019至2021年, 5月至9月: the years or months that a list may be told over."""
    festive: bool = False
    """Whether it is a holiday or part of one."""

    @property
    def lasts(self) -> bool:
        """Whether later sentences may go on speaking of it, which they seldom do of a day."""
        return self.kind == "dated" and not self.passing and (self.festive or not self.one_day)

    @property
    def one_day(self) -> bool:
        """Whether it comes to a single day."""
        return self.first is not None and self.first == self.last

    @property
    def is_day(self) -> bool:
        """Whether it is one day on which something happened."""
        return self.kind == "dated" and self.passing and self.one_day

    @property
    def spans_many_years(self) -> bool:
        """Whether it begins in another year than it ends in."""
        return self.first is not None and self.last is not None and self.first.year != self.last.year

    @property
    def is_year(self) -> bool:
        """Whether it is one whole year."""
        first, last = self.first, self.last
        return bool(
            self.kind == "dated"
            and first
            and last
            and (first.month, first.day) == (1, 1)
            and last == first.replace(month=12, day=31)
        )

    def is_past_year(self, published: dt.date | None) -> bool:
        """Whether it is a whole year that was over when the page was printed."""
        return bool(self.is_year and self.last and published and self.last < published)

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return bool(self.first and self.last and self.first <= day <= self.last)

    def contains(self, other: Period) -> bool:
        """Whether another is a part of it."""
        whole = (self.first, self.last) != (other.first, other.last)
        return bool(whole and other.first and other.last and self.holds(other.first) and self.holds(other.last))

    def is_later_year(self, other: Period) -> bool:
        """Whether it begins in a later year."""
        return bool(self.first and other.first and self.first.year > other.first.year)

    def opens_with(self, other: Period) -> bool:
        """Whether another is the first part of it: the half year of 今年以来."""
        return bool(self.first and self.first == other.first and other.last and self.last and other.last < self.last)

    def is_ahead(self, published: dt.date | None) -> bool:
        """Whether it was still to come when the page was printed."""
        return bool(self.first and published and self.first > published)

    def comes_after(self, other: Period) -> bool:
        """Whether it begins when another is over."""
        return bool(self.first and other.last and self.first > other.last)

    @property
    def spans_years(self) -> bool:
        """Whether its parts are years, not months."""
        return len(self.parts) > 1 and self.parts[0][0].year != self.parts[1][0].year

    def part(self, place: int) -> Period:
        """One year or month of several."""
        first, last = self.parts[place]
        return self._replace(first=first, last=last, parts=())


def counted(dated: list[Period]) -> Period | None:
    """The one time that a sentence names, or the span that ends on the day it names beside: 自2月……截至12月20日, 截至5月11日,今年以来."""
    if len(dated) == 2:
        day, span = sorted(dated, key=lambda period: not period.stock)
        if day.stock and day.first and span.lasts and span.holds(day.first):
            return span._replace(last=day.first)
    return dated[0] if len(dated) == 1 else None


def turns_back(told: Period, last: Period, left: int) -> bool:
    """Whether a sentence goes on to a time that nobody can date, from a day, 当日……,而[前些天]只要2元, or behind its figure at `left`.

    2000年产煤2000万吨,[后来]增至3亿吨.
    """
    return last.kind == "vague" and (told.kind == "event" or told.is_day or told.end < left <= last.start)


def until(before: list[Period], period: Period) -> Period:
    """今年 up to the day at which its sentence takes stock: 截至6月上旬,今年."""
    days = [p.last for p in before if p.stock and p.start < period.start]
    within = period.open_year and days and days[-1] and period.first and period.first <= days[-1]
    return period._replace(last=days[-1], open_year=False) if within else period
