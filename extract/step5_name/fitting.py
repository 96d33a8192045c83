"""In which unit an indicator counts a figure, if it can have such a figure at all."""

from __future__ import annotations

from typing import Final

from extract.step3_figures import Number
from extract.step4_context import Movement
from extract.step5_name.terms import MONEY, Naming

__all__ = ["fitting_unit"]

_COUNTS: Final = frozenset({"item", "enterprise", "person", "person_time", "household"})
_READ_AS: Final = frozenset({("t", "tce"), ("enterprise", "item"), ("household", "enterprise")})
"""Printed unit and what its indicator makes of it: a tonne of standard coal, a shop counted in 家, a firm in 户."""
_TONNE: Final = "t"
_MOST_EACH: Final = {_TONNE: 50, "kWh": 1e5, "CNY": 2e7}
"""Tonnes that no field yields on a mu, energy that no tonne of a product takes, money that nobody earns: more are a whole sum."""
_COAL: Final = "tce"
"""What a tonne is of what counts in standard coal alone, be it per something: 吨钢综合能耗568公斤标准煤."""
_RANK: Final = "rank"
_GROWING: Final = frozenset({"flow", "stock", "index", "count", "rate", "limit"})


def fitting_unit(naming: Naming, number: Number, movement: Movement) -> str | None:
    """The canonical unit of a figure if the indicator can have such a figure: CNY becomes CNY/person where that is meant."""
    unit, units = number.unit, naming.units
    if number.kind == "ratio":
        return _fitting_ratio(naming, number, movement)
    if unit in units:
        return unit
    if unit in MONEY and units & MONEY:
        return unit
    if (per := _per(unit, units)) and number.value <= _MOST_EACH.get(unit, number.value):
        return unit + per
    if meant := _read_as(unit, naming.indicator.unit, units):
        return meant
    if unit == _RANK:
        return unit if naming.indicator.kind == "rank" else None
    if unit == "" and "index" in units:
        return "index"
    if unit == "" and number.value >= 1e4 and "CNY" in units:
        return "CNY"
    if unit == "" and number.value >= 1e4 and units & _COUNTS:
        return next(
            accepted for accepted in ("person_time", "person", "item", "enterprise", "household") if accepted in units
        )
    return None


def _read_as(unit: str, meant: str, units: frozenset[str]) -> str:
    """What an indicator makes of a printed unit; empty when it leaves it."""
    if (unit, meant) in _READ_AS and meant in units:
        return meant
    return _COAL if unit == _TONNE and _COAL in units else ""


def _per(unit: str, units: frozenset[str]) -> str:
    """What the indicator counts such a unit per, as `/mu`, when it accepts it only per something; else empty."""
    heads = MONEY if unit in MONEY else {unit}
    parts = (accepted.partition("/") for accepted in sorted(units))
    return next(("/" + per for head, _, per in parts if head in heads), "")


def _fitting_ratio(naming: Naming, number: Number, movement: Movement) -> str | None:
    kind = naming.indicator.kind
    if movement.measure == "level":
        return number.unit if number.unit in naming.units else None
    return number.unit if kind in _GROWING else None
