"""The prices that an article has told, and the amounts told beside them."""

from __future__ import annotations

from typing import Final

from extract.step4_context import Frame
from extract.step5_name.choose import Choice
from extract.step5_name.named import Named

__all__ = ["Prices"]

_ALIKE: Final = 8
"""By what factor two prices of one thing may differ."""
_INSURED: Final = 500
"""By what factor a premium may be smaller than what it covers."""
_MOVED: Final = 200
"""By what factor a price may be larger than what it moved by."""
_INSURANCE: Final = ("insurance_cover", "insurance_premium")


class Prices:
    """The last prices of an article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.index: Named | None = None
        """The last rise or fall of prices."""
        self._price: Named | None = None
        """The last price or cover per something."""

    def remember(self, named: Named) -> None:
        """Keep a figure of prices or of insurance."""
        if named.choice is None:
            return
        if named.choice.is_index and named.frame.number.kind == "ratio":
            self.index = named
        if named.frame.number.per and (named.choice.is_index or _insures(named.choice)):
            self._price = named

    def priced(self, frame: Frame, choice: Choice) -> Named | None:
        """The price or cover per something in this paragraph that a plain amount is told beside.

        甲区每平方米9800元,乙区只有[9260元]; 每亩保额400元,保费[24元].
        """
        price, number = self._price, frame.number
        if price is None or number.kind != "money" or "/" in number.unit or not self._is_beside(price, frame):
            return None
        if not (price.choice and choice.is_index == price.choice.is_index and (choice.is_index or _insures(choice))):
            return None
        smaller = _INSURED if _insures(price.choice) else _ALIKE
        larger = _MOVED if price.movement.measure == "change" else _ALIKE
        told = number.counted_per(price.frame.number.per).value
        return price if 1 / smaller < told / abs(price.frame.number.value) < larger else None

    def _is_beside(self, price: Named, frame: Frame) -> bool:
        """Whether a figure stands in the paragraph of the price."""
        return "\n" not in self.text[price.frame.number.end : frame.number.start]


def _insures(choice: Choice) -> bool:
    """Whether a name is that of a premium or of what it covers."""
    return choice.naming.indicator.code in _INSURANCE
