"""The days of public holidays, by their names."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from extract.step4_context.days import small
from extract.step4_context.time_words import HOLIDAYS

__all__ = ["days_of_holiday", "days_of_new_year"]

_HOLIDAYS: Final = [
    (entry["names"], [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in entry["days"]])
    for entry in HOLIDAYS["holiday"]
]
_NEW_YEARS: Final = [dt.date.fromisoformat(day) for day in HOLIDAYS["lunar"]["new_year"]]
_EVE: Final = -1
_LANTERNS: Final = 14
_RUSH: Final = (-15, 24)
"""First and last day of the travel rush, from the new year."""
_NEAR: Final = dt.timedelta(45)
"""How long after the new year a bare 初三 is a day of its first month."""


def days_of_holiday(words: str) -> list[tuple[dt.date, dt.date]]:
    """First and last days, year by year, of the holiday that some words name last."""
    said = [
        (words.rfind(name) + len(name), len(name), days) for names, days in _HOLIDAYS for name in names if name in words
    ]
    return max(said, default=(0, 0, []))[2]  # 双十一 and not 十一


def days_of_new_year(match: regex.Match[str], published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """First and last day around the new year before publication that a match names: 除夕, 初一至初六, 元宵节."""
    eve = dt.timedelta(-_RUSH[0] if match["rush"] else -_EVE)
    begun = max((day for day in _NEW_YEARS if published and day - eve <= published), default=None)
    bare = match["day"] and not match["named"]
    if begun is None or published is None or (bare and published - begun > _NEAR):
        return None
    if match["rush"]:
        return begun + dt.timedelta(_RUSH[0]), min(begun + dt.timedelta(_RUSH[1]), published)
    first = _EVE if match["eve"] else _LANTERNS if match["lanterns"] else small(match["day"]) - 1
    last = _LANTERNS if match["to_lanterns"] else small(match["last"]) - 1 if match["last"] else first
    return begun + dt.timedelta(first), begun + dt.timedelta(last)
