"""The days of public holidays, by their names."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract.step4_context.time_words import HOLIDAYS

__all__ = ["days_of_holiday"]

_HOLIDAYS: Final = [
    (entry["names"], [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in entry["days"]])
    for entry in HOLIDAYS["holiday"]
]


def days_of_holiday(words: str) -> list[tuple[dt.date, dt.date]]:
    """First and last days, year by year, of the holiday that some words name last."""
    said = [
        (words.rfind(name) + len(name), len(name), days) for names, days in _HOLIDAYS for name in names if name in words
    ]
    return max(said, default=(0, 0, []))[2]  # 双十一 and not 十一
