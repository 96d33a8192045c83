"""What kind of period a figure covers, how it is written, and which period follows which."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final, Literal

from dashboard.texts import Speech

__all__ = ["BASES", "Basis", "basis_of", "follows", "period_key", "period_label"]

Basis = Literal["year", "cumulative", "quarter", "month", "day", "years", "span", "none"]
BASES: Final[tuple[Basis, ...]] = ("year", "cumulative", "quarter", "month", "day", "years", "span", "none")

Date = dt.date | None


def _ends_month(day: dt.date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _months(start: dt.date, end: dt.date) -> int:
    """Number of calendar months touched, both ends included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def basis_of(start: Date, end: Date) -> Basis:
    """The kind of period: figures of different kinds never share a line.

    January to a later month of one year is `cumulative`, whether or not the last month is complete.
    """
    if start is None or end is None:
        return "none"
    if start == end:
        return "day"
    if start.day != 1:
        return "span"
    months, from_january = _months(start, end), start.month == 1
    if not _ends_month(end):
        return "cumulative" if from_january and months <= 12 else "span"
    return _whole_months(months, start.month)


def _whole_months(months: int, first: int) -> Basis:
    if months == 1:
        return "month"
    if first == 1:
        return "cumulative" if months < 12 else "year" if months == 12 else "years" if months % 12 == 0 else "span"
    return "quarter" if months == 3 and first % 3 == 1 else "span"


def follows(before: dt.date, after: dt.date, basis: Basis) -> bool:
    """Whether `after` ends the period that comes next in a series of this basis: only then a line may join them."""
    gap = _months(before, after) - 1
    match basis:
        case "year":
            return gap == 12
        case "month":
            return gap == 1
        case "quarter":
            return gap == 3
        case "cumulative":
            return 1 <= gap <= 3 and before.year == after.year
        case "day":
            return gap == 1 and _ends_month(before) and _ends_month(after)
        case _:
            return False


def period_key(start: Date, end: Date) -> str:
    """The period as the address bar holds it: `2023-01-01..2023-12-31`, or nothing."""
    return f"{start.isoformat()}..{end.isoformat()}" if start and end else ""


def period_label(start: Date, end: Date, say: Speech) -> str:
    """The period in words, as short as it can be without losing what it covers."""
    basis = basis_of(start, end)
    if start is None or end is None:
        return say("period.none")
    name = f"period.{_pattern(basis, start, end)}"
    return say(
        name,
        year=end.year,
        month=end.month,
        day=end.day,
        month_name=say(f"month.m{end.month}"),
        first_year=start.year,
        first_month=start.month,
        first_day=start.day,
        first_month_name=say(f"month.m{start.month}"),
        quarter=(end.month + 2) // 3,
    )


def _pattern(basis: Basis, start: dt.date, end: dt.date) -> str:
    if basis != "cumulative":
        return basis
    if not _ends_month(end):
        return "to_date"
    return {3: "first_quarter", 6: "first_half", 9: "three_quarters"}.get(_months(start, end), "cumulative")
