"""Figures that only stand beside what they are of, as ranks do, and leave nothing to later ones."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step5_name.named import Named

__all__ = ["BESIDE", "stands_beside"]

BESIDE: Final = ("rank", "moves")
"""Kinds of numbers that stand beside what they are of."""
_MOVERS: Final = frozenset(load_words("measures")["moves"].values())
"""Indicators that count how many rose or fell: 14个小类中[11个]价格上涨."""
_PLACES: Final = frozenset(load_words("lists")["places"])
_SEATS: Final = frozenset(load_words("lists")["seats"])
_SHIFTS: Final = compile_pattern(load_words("lists")["shifts"])
_NEAR: Final = 4


def stands_beside(text: str, named: Named) -> bool:
    """Whether a figure only stands beside what it is of: a rank, a count of movers, or by how many places a rank moved."""
    number = named.frame.number
    if number.surface in _SEATS:
        return _SHIFTS.search(text, max(0, number.start - _NEAR), number.start) is not None
    moves = named.indicator is not None and named.indicator.code in _MOVERS
    return moves or number.kind in BESIDE or number.surface in _PLACES
