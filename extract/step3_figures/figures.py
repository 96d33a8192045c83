"""Numbers to figures: units shared over lists, ranges joined, and what is no figure put aside."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from extract.models import Span
from extract.pattern import compile_pattern
from extract.step3_figures.number import Number
from extract.step3_figures.numbers import find_numbers
from extract.step3_figures.numerals import exact
from extract.step3_figures.per_what import TONNE, YIELDED, is_yield
from extract.step3_figures.traps import why_not

__all__ = ["Figures", "find_figures"]

_JOIN: Final = compile_pattern(r"[、和及与,]|以及")
_NEXT: Final = compile_pattern(r"[、,;]\p{Han}{1,14}")
"""Between parts of a list that only the last one's unit tells: 高于全省0.4个、全市0.2个百分点."""
_RANGE: Final = compile_pattern(r"[至到~-]|-{2}")
_SCALE: Final = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_FROM: Final = compile_pattern(r"[从由]$")
_SPREAD: Final = compile_pattern(r"不等|之间|区间")


class Figures(NamedTuple):
    """Figures in order, and the numbers that are none with their reasons."""

    figures: list[Number]
    refused: list[tuple[Number, str]]


def find_figures(text: str, periods: list[Span]) -> Figures:
    """Figures of a clean text; numbers inside `periods` are dates and belong to them."""
    numbers = _outside(find_numbers(text), periods)
    numbers = _join_ranges(text, _share_units(text, numbers))
    figures, refused = [], []
    for number in numbers:
        reason = why_not(text, number)
        if reason:
            refused.append((number, reason))
        else:
            figures.append(number)
    return Figures(figures, refused)


def _outside(numbers: list[Number], periods: list[Span]) -> list[Number]:
    kept = []
    spans = iter(periods)
    span = next(spans, None)
    for number in numbers:
        while span and span[1] <= number.start:
            span = next(spans, None)
        if span is None or number.end <= span[0]:
            kept.append(number)
    return kept


def _share_units(text: str, numbers: list[Number]) -> list[Number]:
    """Give a unit printed once to every number of its list: 3.3、4.6个百分点; 12、15和20亿元."""
    shared = list(numbers)
    for index in range(len(shared) - 2, -1, -1):
        number, following = shared[index], shared[index + 1]
        gap = text[number.end : following.start]
        if following.unit == TONNE and _RANGE.fullmatch(gap) and is_yield(text, number.start):
            following = shared[index + 1] = following._replace(unit=YIELDED)  # 亩产400-500斤
        points = number.surface == "个" and following.unit == "pp"
        if points and (_JOIN.fullmatch(gap) or (number.value % 1 and _NEXT.fullmatch(gap))):
            shared[index] = number._replace(unit="pp", kind=following.kind)
        if number.kind == "money" and following.per and not number.per and _RANGE.fullmatch(gap):
            shared[index] = number.counted_per(following.per)  # 0.4元~0.5元/公斤
        bare = not number.unit and number.form == "arabic" and following.unit and following.kind not in ("trap", "rank")
        if bare and (_JOIN.fullmatch(gap) or _RANGE.fullmatch(gap)) and not number.more:
            shared[index] = number._replace(
                value=_scaled(text, number, following), unit=following.unit, kind=following.kind
            )
    return shared


def _scaled(text: str, number: Number, following: Number) -> float:
    """The value of a bare number in the unit and scale of the one after it, unless it has a scale of its own."""
    if text[number.end - 1] in _SCALE:
        return exact(number.value * _factor(text, following, plain=True))
    return exact(number.value * _factor(text, following, plain=False))


def _factor(text: str, number: Number, *, plain: bool) -> float:
    """What a printed digit of a number is worth; `plain` leaves its scale out."""
    digits = regex.match(r"[\d,. ]+", text[number.start : number.end])
    if digits is None:
        return 1.0
    printed = float(digits[0].replace(",", "").replace(" ", ""))
    worth = number.value / printed if printed else 1.0
    if plain:
        for character in text[number.start + digits.end() : number.end].removesuffix(number.surface):
            worth /= _SCALE.get(character, 1.0)
    return worth


def _join_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make one figure of 3%至5%; 从3%到5% is a before and an after unless it says 不等 or 之间."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last and last.high is None and _is_range(text, last, number):
            joined[-1] = last._replace(end=number.end, high=number.value, surface=number.surface)
        else:
            joined.append(number)
    return joined


def _is_range(text: str, low: Number, high: Number) -> bool:
    if low.unit != high.unit or not low.unit or not low.value < high.value or low.kind in ("trap", "rank", "moves"):
        return False
    if not _RANGE.fullmatch(text, low.end, high.start):
        return False
    return not _FROM.search(text, max(0, low.start - 1), low.start) or bool(_SPREAD.match(text, high.end))
