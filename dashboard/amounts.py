"""Numbers as people read them: in one unit per chart, and never with more digits than the paper printed."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.texts import Speech

__all__ = ["GROWTH", "Scale", "amount", "is_comparable", "is_growth", "printed_decimals", "scale_for", "ticks"]

GROWTH: Final = frozenset({"yoy", "mom", "change", "contribution"})
"""Measures whose sign is the message."""
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.(?P<fraction>\d+))?")
_MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Scale:
    """The unit in which a chart or a column is written: a hundred million yuan is `Scale(1e8, …)`."""

    factor: float
    label: str
    signed: bool = False

    def joined(self, number: str) -> str:
        """A number followed by its unit; a percent sign and a Chinese unit stand close, Latin words apart."""
        space = " " if self.label[:1].isascii() and self.label[:1].isalpha() else ""
        return f"{number}{space}{self.label}"


def is_growth(measure: str) -> bool:
    """Whether a bar of this measure grows from a zero in the middle."""
    return measure in GROWTH


def is_comparable(measure: str, unit: str) -> bool:
    """Whether a large and a small region can be compared as they stand: rates, indices, averages and growth."""
    return measure in {"yoy", "mom", "contribution", "share"} or unit in {"%", "pp", "index", "point"} or "/" in unit


def scale_for(values: Iterable[float], unit: str, measure: str, say: Speech) -> Scale:
    """The largest multiple of `unit` that leaves the largest value at 1 or more."""
    name = say.code("units", unit)
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    for power, word in say.parts("scales").items() if unit in say("numbers.scaled").split() else ():
        factor = 10.0 ** int(power)
        if word and largest >= factor:
            return Scale(factor, say("numbers.scaled_unit", scale=word, unit=name), is_growth(measure))
    return Scale(1.0, name, is_growth(measure))


def printed_decimals(value: float, raw: str, factor: float) -> int:
    """Decimals that `value / factor` may show so that no digit is shown that was not printed in `raw`.

    The multiplier word is not read: it is the ratio between the value and the digits printed. A zero at the end stays
    where it was printed and goes where only the change of unit would bring it in.
    """
    found = _DIGITS.search(unicodedata.normalize("NFKC", raw))
    number = float(found[0].replace(",", "")) if found else 0.0
    if found is None or not number or not value:
        return _shortest(value / factor)
    multiplier = round(math.log10(abs(value) / number))
    power = round(math.log10(factor))
    fewest = max(0, power - multiplier + len(found["fraction"] or ""))
    return min(fewest, _shortest(value / factor)) if power > multiplier else fewest


def _shortest(number: float) -> int:
    """Decimals of the shortest text that gives the number back, for numbers printed in words."""
    return len(f"{number:.6f}".rstrip("0").partition(".")[2])


def amount(value: float, scale: Scale, decimals: int) -> str:
    """The number in the unit of `scale`, with thousands separators and a true minus sign."""
    text = f"{value / scale.factor:{'+' if scale.signed and value else ''},.{decimals}f}"
    return text.replace("-", _MINUS)


def ticks(low: float, high: float, scale: Scale, wanted: int = 5) -> tuple[list[float], list[str]]:
    """Round tick values between two bounds and their texts, since plotly does not count in ten thousands."""
    span = (high - low) / scale.factor or 1.0
    step = _round_step(span / wanted)
    first, last = math.ceil(low / scale.factor / step - 1e-9), math.floor(high / scale.factor / step + 1e-9)
    decimals = _shortest(step)
    values = [index * step * scale.factor for index in range(first, last + 1)]
    return values, [amount(value, scale, decimals) for value in values]


def _round_step(step: float) -> float:
    base = 10.0 ** math.floor(math.log10(step))
    return min((nice * base for nice in (1, 2, 2.5, 5, 10)), key=lambda nice: abs(math.log(nice / step)))
