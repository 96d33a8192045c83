"""What a weight, a volume or energy is counted per, as the words before it tell: a mu, a tonne of a product, a yuan of output."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures.numerals import exact

__all__ = ["TONNE", "YIELDED", "counted_per", "is_yield"]

TONNE: Final = "t"
YIELDED: Final = "t/mu"
_WORDS: Final = load_words("units")["per"]
_YIELD: Final = compile_pattern(_WORDS["yield"])
_COAL: Final = compile_pattern(_WORDS["coal"])
_COAL_UNIT: Final = "tce"
_OF_OUTPUT: Final = compile_pattern(_WORDS["output"])
_OF_PRODUCT: Final = compile_pattern(_WORDS["product"])
_TAKEN: Final = {"heat": (TONNE, _COAL_UNIT), "water": ("m3",), "power": ("kWh",)}
"""Units of what a product takes, by the group of `product` that names it."""
_PER: Final[dict[str, str]] = _WORDS["product_names"]
_TEN_THOUSAND: Final = 1e4
_BESIDE: Final = 8
_NEAR: Final = 10
_FAR: Final = 40
_BEFORE: Final = 90
"""How far before an amount it may be said that it is taken per yuan, other amounts between: 0.83吨标准煤,比2010年的[1吨标准煤]."""


def is_yield(text: str, start: int) -> bool:
    """Whether a weight that begins at a position is what a mu bears: 亩产[400斤]."""
    return _YIELD.search(text, max(0, start - _NEAR), start) is not None


def counted_per(text: str, start: int, unit: str, value: float) -> tuple[str, float]:
    """Unit and value of an amount that begins at `start`: tonnes may be of standard coal or per mu, and all per a product."""
    coal = unit == TONNE and _COAL.search(text, max(0, start - _BESIDE), start)
    if unit == TONNE and not coal and is_yield(text, start):
        return YIELDED, value
    unit = _COAL_UNIT if coal else unit
    if unit == _COAL_UNIT and _OF_OUTPUT.search(text, max(0, start - _BEFORE), start):
        return f"{unit}/CNY", exact(value / _TEN_THOUSAND)
    found = _OF_PRODUCT.search(text, max(0, start - _FAR), start)
    taken = str(found.lastgroup) if found else ""
    if found is None or unit not in _TAKEN[taken]:
        return unit, value
    return f"{_TAKEN[taken][-1]}/{_PER[found['product']]}", value
