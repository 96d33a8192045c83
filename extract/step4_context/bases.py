"""Words of time that only say what a change is measured from."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["is_set_against", "names_something"]

_WORDS: Final = load_words("measures")["base"]
_BEFORE: Final = compile_pattern(_WORDS["before"])
_AFTER: Final = compile_pattern("|".join(_WORDS["after"]))
_PURPOSE: Final = compile_pattern(_WORDS["purpose"])
_LOOK: Final = 4
_OPENING: Final = 40
"""How far back the beginning of a sentence is looked for."""


def is_set_against(text: str, start: int) -> bool:
    """Whether the words before make words of time what something is measured from (比, 相当于), or what it is done for (为确保)."""
    set_against = _BEFORE.search(text, max(0, start - _LOOK), start)
    return set_against is not None or _PURPOSE.search(text, max(0, start - _OPENING), start) is not None


def names_something(text: str, end: int) -> bool:
    """Whether words of time only name what stands right behind them: 2012年[建成的], 一季度[集中开工活动]."""
    return _AFTER.match(text, end) is not None
