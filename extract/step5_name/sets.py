"""Figures named by their place or their form: one of several indicators that words name at once, a sector, movers."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Membership, Movement
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.fitting import fitting_unit
from extract.step5_name.industries import if_shared
from extract.step5_name.terms import naming_of

__all__ = ["SECTORS", "one_of_set", "told_by"]

_SETS: Final[dict[str, list[str]]] = load_words("lists")["sets"]
_MARKS: Final = ",;"
"""What a proportion's words begin behind: its own colons are none."""
_MOVES: Final[dict[str, str]] = load_words("measures")["moves"]
_GIVES: Final = compile_pattern(load_words("lists")["given"]["by"])
_WHAT: Final = compile_pattern(load_words("lists")["given"]["what"])
SECTORS: Final[str] = load_words("wholes")["sectors"]
"""What the shares of the three sectors are shares of."""


def one_of_set(chooser: Chooser, frame: Frame, membership: Membership, movement: Movement) -> Choice | None:
    """The indicator at this position when words such as 三次产业增加值 name several at once."""
    words = chooser.text[frame.sentence[0] : frame.number.start]
    for name, codes in _SETS.items():
        if len(codes) == membership.size and name in words and not _names_another(chooser, words, name, codes, frame):
            naming = naming_of(codes[membership.position])
            unit = fitting_unit(naming, frame.number, movement)
            return Choice(naming, None, unit) if unit is not None else None
    return None


def _names_another(chooser: Chooser, words: str, name: str, codes: list[str], frame: Frame) -> bool:
    """Whether words between a set and its figures name something else that the set's parts have: 三次产业分别完成[投资]."""
    behind = frame.sentence[0] + words.rfind(name) + len(name)
    terms = chooser.within(behind - len(name), frame.left if frame.continues else frame.number.start)
    return any(n.indicator.code not in codes for term in terms if term.end > behind for n in term.namings)


def told_by(chooser: Chooser, frame: Frame, movement: Movement) -> Choice | None:
    """What a number tells by its form alone: the movers that 三涨六降 counts, a sector's part of a whole, what somebody gives of one."""
    number = frame.number
    if number.form == "part":
        start = max(chooser.text.rfind(mark, frame.sentence[0], number.start) for mark in _MARKS) + 1
        named = chooser.named_in((max(start, frame.sentence[0]), number.start), frame, movement)
        return if_shared(named) or Choice(naming_of(SECTORS), None, number.unit)
    if number.kind == "ratio" and (given := _given(chooser, frame, movement)):
        return given
    code = _MOVES.get(number.surface) if number.kind == "moves" else None
    return Choice(naming_of(code), None, number.unit) if code else None


def _given(chooser: Chooser, frame: Frame, movement: Movement) -> Choice | None:
    """What a share is of that somebody gives: 民营经济贡献了50%以上的[税收]."""
    number = frame.number
    what = _WHAT.match(chooser.text, number.end)
    if what is None or _GIVES.search(chooser.text, frame.clause[0], number.start) is None:
        return None
    return chooser.named_in(what.span("what"), frame, movement)
