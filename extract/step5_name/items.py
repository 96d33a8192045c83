"""Which part of its indicator a figure speaks of: an industry, a product, a programme; or, without a rule, what it counts."""

from __future__ import annotations

from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, find_names

__all__ = ["is_own_rate", "item_before", "item_of_other", "without_any_region", "without_regions"]

_WORDS: Final = load_words("items")
_LEAD: Final = compile_pattern(f"^.*(?:{_WORDS['lead']})")
_TRAIL: Final = compile_pattern(f"(?:{_WORDS['trail']})+$")
_NOUN: Final = compile_pattern(_WORDS["noun"])
_RATE: Final = compile_pattern(_WORDS["rate"])
_LEVELS: Final[str] = _WORDS["levels"]
_LONGEST: Final = 24
_WHOLE: Final = frozenset(_WORDS["whole"])


def item_before(text: str, start: int, end: int) -> str:
    """The qualifying words before a term at `end`, back to `start`: 全市[家具及其零配件]出口额."""
    words = text[max(start, end - _LONGEST) : end]
    words = without_regions(_TRAIL.sub("", _LEAD.sub("", words)))
    return "" if words in _WHOLE or len(words) < 2 else words


def without_regions(words: str) -> str:
    """The words without the regions that they begin with: whose figure it is stands elsewhere."""
    while words and (named := find_names(words)) and named[0][0] == 0:
        words = words[named[0][1] :].lstrip(_LEVELS)
    return words


def without_any_region(words: str) -> str:
    """The words without all regions that they name."""
    for start, end, _ in reversed(find_names(words)):
        words = words[:start] + words[end:].lstrip(_LEVELS)
    return words


def is_own_rate(text: str, frame: Frame) -> bool:
    """Whether a percentage is of a rate with a name of its own, which no other figure can name."""
    start = max(frame.left, frame.clause[0])
    return frame.number.kind == "ratio" and _RATE.search(text, start, frame.number.start) is not None


def item_of_other(text: str, frame: Frame, taken: Span | None) -> str:
    """The noun phrase that an unnamed figure counts: right behind a counter, else right before the number."""
    number = frame.number
    if number.kind in ("count", "people") and (noun := _NOUN.match(text, number.end, frame.right)):
        return noun["noun"]
    start = max(frame.left, frame.clause[0], taken[1] if taken else 0)
    return item_before(text, start, number.start)
