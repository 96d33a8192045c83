"""A number of a text with its unit, and the units of money per something."""

from __future__ import annotations

from typing import Final, NamedTuple

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures.numerals import exact
from extract.step3_figures.units import unit_at

__all__ = ["WEIGHT", "Number", "per_unit"]

_TIMES: Final = "倍"
_PER: Final[dict[str, str]] = load_words("units")["per"]["names"]
_PARTS_OF: Final[dict[str, tuple[str, float]]] = load_words("units")["per"]["parts"]
WEIGHT: Final = compile_pattern(load_words("units")["per"]["weight"])
"""A weight that something is counted per: 斤, 50公斤."""
_LETTERS: Final[dict[str, str]] = load_words("units")["per"]["letters"]


class Number(NamedTuple):
    """A number and its unit: offsets in the clean text, value in the unit's canonical form."""

    start: int
    end: int
    value: float
    unit: str
    """Canonical unit; empty when none is printed."""
    kind: str
    """Group of the unit: money, ratio, count, duration, rank …, `trap`, or empty."""
    form: str = "arabic"
    """How it is printed: arabic, chinese, phrase (翻一番, 三涨六降) or part of a proportion."""
    more: bool = False
    """Whether 余 or 多 stands inside."""
    high: float | None = None
    surface: str = ""
    """The unit as printed."""
    per: str = ""
    """What money is counted per, as printed: 吨, 斤."""

    @property
    def is_multiple(self) -> bool:
        """Whether it tells how many times another figure it is: 3.2倍."""
        return self.surface == _TIMES

    def counted_per(self, what: str) -> Number:
        """Plain money as money per something: 60元 told of a price 每吨."""
        code, worth = per_unit(self.unit, what)
        high = None if self.high is None else exact(self.high * worth)
        return self._replace(value=exact(self.value * worth), high=high, unit=code, per=what)


def per_unit(money: str, what: str) -> tuple[str, float]:
    """Unit and factor of money per something: 元 per 斤 → CNY/kg and 2; plain money for what nothing is counted per."""
    if what in _PARTS_OF:
        unit, worth = _PARTS_OF[what]
        return f"{money}/{unit}", worth
    if weight := WEIGHT.fullmatch(what):
        mass = unit_at(_LETTERS.get(weight["mass"], weight["mass"]), 0)
        return f"{money}/kg", exact(0.001 / (float(weight["count"]) * (mass.factor if mass else 1.0)))
    return (f"{money}/{_PER[what]}", 1.0) if what in _PER else (money, 1.0)
