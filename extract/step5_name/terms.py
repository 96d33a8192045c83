"""Every term of every indicator in a text, found in one pass."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import ahocorasick

from extract.rules import Indicator, Name, load_indicators

__all__ = ["MONEY", "Naming", "Term", "find_terms", "naming_of"]


class Naming(NamedTuple):
    """One way in which an indicator is named: what a term stands for."""

    indicator: Indicator
    name: Name
    units: frozenset[str]
    """Units that a level may have."""


class Term(NamedTuple):
    """Words at `start`–`end` that name something; several indicators may share them."""

    start: int
    end: int
    namings: tuple[Naming, ...]


def find_terms(text: str) -> list[Term]:
    """Terms in order of their start; one that lies inside another is left out, two that overlap both stand."""
    kept: list[Term] = []
    reach = len(text)
    for end, (length, namings) in reversed(list(_automaton().iter(text))):
        start = end + 1 - length
        if start < reach:
            if kept and kept[-1].end == end + 1:
                kept.pop()
            kept.append(Term(start, end + 1, namings))
            reach = start
    return kept[::-1]


@cache
def _automaton() -> ahocorasick.Automaton:
    table: dict[str, list[Naming]] = {}
    for indicator in load_indicators().values():
        for name in indicator.names:
            naming = Naming(indicator, name, frozenset(name.units or (indicator.unit,)))
            for term in name.terms:
                table.setdefault(term, []).append(naming)
    automaton = ahocorasick.Automaton()
    for term, namings in table.items():
        automaton.add_word(term, (len(term), tuple(namings)))
    automaton.make_automaton()
    return automaton


def naming_of(code: str) -> Naming:
    """The first naming of an indicator, for words that name it without being a term of its own."""
    indicator = load_indicators()[code]
    name = indicator.names[0]
    return Naming(indicator, name, frozenset(name.units or (indicator.unit,)))


MONEY: Final = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})
