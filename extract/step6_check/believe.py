"""Plausibility: flags on rows that a reader should look at before believing them."""

from __future__ import annotations

from typing import Final

from extract.models import Observation
from extract.rules import load_indicators, load_words

__all__ = ["check"]

_LIMITS: Final = load_words("limits")


def check(observation: Observation) -> Observation:
    """The same row, flagged `implausible` when its value is beyond what such a figure can be."""
    if _plausible(observation):
        return observation
    return observation.model_copy(update={"flags": (*observation.flags, "implausible")})


def _plausible(row: Observation) -> bool:
    limits = load_indicators()[row.indicator].limits if row.indicator in load_indicators() else None
    if limits and row.measure == "level" and row.unit == load_indicators()[row.indicator].unit:
        return limits[0] <= row.value <= limits[1]
    if row.measure == "share":
        return 0 <= row.value <= float(_LIMITS["share"])
    highest: float | None = _LIMITS["highest"][row.scope].get(row.unit.partition("/")[0])
    return highest is None or abs(row.value) <= highest
