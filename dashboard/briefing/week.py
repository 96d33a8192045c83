"""A week by its ISO number, Monday to Sunday."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Week", "WeekError", "parse_week", "week_of"]

_FORM: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class WeekError(ValueError):
    """Not a week that the calendar has; says what was expected."""


@dataclass(frozen=True, order=True)
class Week:
    """`str(Week(2025, 23))` is `2025-W23`."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        """Monday."""
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Sunday."""
        return dt.date.fromisocalendar(self.year, self.number, 7)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


def parse_week(text: str) -> Week:
    """The week that `2025-W23` names.

    Raises:
        WeekError: another form, or a week that the year does not have.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise WeekError(f"{text!r} is not a week; expected year and ISO week such as 2025-W23")
    year, number = int(found[1]), int(found[2])
    try:
        dt.date.fromisocalendar(year, number, 7)
    except ValueError as error:
        raise WeekError(f"{text!r} is not in the calendar; weeks of a year run from 01 to 52 or 53") from error
    return Week(year, number)


def week_of(day: dt.date) -> Week:
    """The week in which a day lies; around New Year its year may be the neighbour."""
    year, number, _ = day.isocalendar()
    return Week(year, number)
