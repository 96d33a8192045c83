"""Words of time that only say what a change is measured from."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["is_set_against", "names_something"]

_WORDS: Final = load_words("measures")["base"]
_BEFORE: Final = compile_pattern(_WORDS["before"])
_AFTER: Final = compile_pattern("|".join(_WORDS["after"]))
_LOOK: Final = 4


def is_set_against(text: str, start: int) -> bool:
    """Whether what stands right before words of time makes them what something is measured from: 比, 相当于."""
    return _BEFORE.search(text, max(0, start - _LOOK), start) is not None


def names_something(text: str, end: int) -> bool:
    """Whether words of time only name what stands right behind them: 2012年[建成的], 一季度[集中开工活动]."""
    return _AFTER.match(text, end) is not None
