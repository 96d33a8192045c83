"""Figures that only stand beside what they are of, as ranks do, and leave nothing to later ones."""

from __future__ import annotations

from typing import Final

from extract.rules import load_words
from extract.step5_name.named import Named

__all__ = ["BESIDE", "stands_beside"]

BESIDE: Final = ("rank", "places", "moves")
"""Kinds of numbers that stand beside what they are of."""
_MOVERS: Final = frozenset(load_words("measures")["moves"].values())
"""Indicators that count how many rose or fell: 14个小类中[11个]价格上涨."""


def stands_beside(named: Named) -> bool:
    """Whether a figure only stands beside what it is of: a rank, a count of movers, or by how many places a rank moved."""
    moves = named.indicator is not None and named.indicator.code in _MOVERS
    return moves or named.frame.number.kind in BESIDE
