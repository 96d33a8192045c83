"""Every term of every indicator in a text, found in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from extract.lexicon import Lexicon
from extract.models import Span
from extract.rules import Indicator, Name, load_indicators, load_words

__all__ = ["MONEY", "Naming", "Term", "find_terms", "naming_of"]


_NO_NAMES: Final[list[str]] = load_words("items")["no_names"]
"""Words that hold a term and yet name nothing: a park called after its industry."""
_COUNTED: Final[dict[str, list[str]]] = load_words("units")["count"]["kinds"]
"""The counters of each kind of things, for rules that name the kind."""


class Naming(NamedTuple):
    """One way in which an indicator is named: what a term stands for."""

    indicator: Indicator
    name: Name
    units: frozenset[str]
    """Units that a level may have."""
    counters: frozenset[str]
    """Counters as printed that it may be counted with; any where there are none."""


class Term(NamedTuple):
    """Words at `start`–`end` that name something; several indicators may share them."""

    start: int
    end: int
    namings: tuple[Naming, ...]


def find_terms(text: str, spans: Iterable[Span]) -> list[Term]:
    """Terms inside some spans in order; one that lies inside another is left out, two that overlap both stand."""
    pieces = list(spans)
    found = []
    piece, shift, stop = 0, 0, 0  # how far the joined text lies behind the piece's own, and where the piece ends in it
    for start, end, namings in _lexicon().every("\n".join([text[left:right] for left, right in pieces])):
        while start >= stop:
            left, right = pieces[piece]
            begin = stop + (piece > 0)
            shift, stop, piece = left - begin, begin + right - left, piece + 1
        if namings:
            found.append(Term(start + shift, end + shift, namings))
    return found


@cache
def _lexicon() -> Lexicon[tuple[Naming, ...]]:
    table: dict[str, list[Naming]] = {}
    for indicator in load_indicators().values():
        for name in indicator.names:
            naming = _naming(indicator, name)
            for term in name.terms:
                table.setdefault(term, []).append(naming)
    return Lexicon(dict.fromkeys(_NO_NAMES, ()) | {term: tuple(namings) for term, namings in table.items()})


def naming_of(code: str) -> Naming:
    """The first naming of an indicator, for words that name it without being a term of its own."""
    indicator = load_indicators()[code]
    return _naming(indicator, indicator.names[0])


def _naming(indicator: Indicator, name: Name) -> Naming:
    """A name with what it leaves to its indicator to say."""
    units = frozenset(name.units or (indicator.unit,))
    told = name.counters or indicator.counters
    return Naming(indicator, name, units, frozenset(counter for one in told for counter in _COUNTED.get(one, (one,))))


MONEY: Final = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})
