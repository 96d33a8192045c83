"""Words and what they stand for, looked up in a text in one pass however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

__all__ = ["Lexicon"]

T = TypeVar("T")


class Lexicon(Generic[T]):
    """A table of words. Both passes give start, end and meaning of each word found, in the order of their starts.

    The automaton of a pass is built when that pass is first asked for: a table is mostly asked for one of them.
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = list(words)
        self._meanings = list(words.values())

    @cached_property
    def _longest(self) -> AhoCorasick:
        return self._automaton(MatchKind.LeftmostLongest)

    @cached_property
    def _every(self) -> AhoCorasick:
        return self._automaton(MatchKind.Standard)

    def _automaton(self, kind: MatchKind) -> AhoCorasick:
        return AhoCorasick(self._words, kind, store_patterns=False, implementation=Implementation.ContiguousNFA)

    def longest(self, text: str) -> list[tuple[int, int, T]]:
        """Words that do not overlap: of those that begin first the longest, and then on from its end."""
        meanings = self._meanings
        return [(start, end, meanings[i]) for i, start, end in self._longest.find_matches_as_indexes(text)]

    def every(self, text: str) -> list[tuple[int, int, T]]:
        """Words that lie in no other word found; two that overlap are both there."""
        meanings = self._meanings
        found = self._every.find_matches_as_indexes(text, overlapping=True)
        found.sort(key=_outermost_first)
        kept = []
        reach = 0
        for i, start, end in found:
            if end > reach:
                kept.append((start, end, meanings[i]))
                reach = end
        return kept


def _outermost_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]
