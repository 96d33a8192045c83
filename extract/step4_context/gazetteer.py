"""Names of regions and what they can mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from extract.lexicon import Lexicon
from extract.pattern import compile_pattern
from extract.rules import Region, lineage, load_other_names, load_regions, load_words

__all__ = ["CAPITAL", "COUNTRY", "Meaning", "ancestors", "find_names"]

COUNTRY: Final = "100000"
CAPITAL: Final = "0100"
"""Ends the code of the city that is the capital of its province."""
_WORDS: Final = load_words("regions")
_PEOPLES: Final = "|".join(sorted(_WORDS["peoples"], key=len, reverse=True))
_FULL: Final = compile_pattern(
    rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})*(?P<kind>自治区|自治州|自治县|自治旗|特别行政区|地区|林区|特区|新区|[省市州盟县区旗])"
)
_AT_HOME: Final = {"county": frozenset(_WORDS["at_home"]), "city": frozenset(_WORDS["at_home_cities"])}
_WORD_BEGINS: Final = compile_pattern(_WORDS["word_begins"])
_JOINS: Final[str] = _WORDS["joins"]
_TAKES: Final = {word[0]: word[1:] for word in _WORDS["takes"]}
"""The first characters of words that take them from the name before, and what is left of the words behind it."""
_LOOK: Final = 12
_SHORT: Final = 2
"""Full names as short as 道县 also stand inside other words (街道县级) and must be expected."""
_TOWNLIKE: Final = ("市", "县", "州", "地区", "盟")
"""Former units of these kinds are also called without them (胶南, 波阳); districts rarely, and theirs are common words."""
_SHORT_KINDS: Final = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


class Meaning(NamedTuple):
    """A region that a name can stand for; `alone` when the name is short (德清) and must be expected there.

    `until` is the year in which the region ceased to be called so, 0 when it still is. `at_home` when the name also stands in
    other words and is only believed in a paper of its own city or beside regions of that.
    """

    code: str
    alone: bool
    until: int = 0
    at_home: bool = False


@cache
def ancestors(code: str) -> tuple[str, ...]:
    """A region and all units above it, smallest first, without the country."""
    return tuple(unit.code for unit in lineage(load_regions()[code])) if code not in ("", COUNTRY) else ()


def find_names(text: str, published: dt.date | None = None) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """Start, end and meanings of every region name in a text, longest first where names overlap.

    A former name means its region on younger pages too, unless another region is called so by then or it is so short
    that it also stands inside other words (召[开县]委).
    """
    found = [name for name in _joined(text) if _stands_alone(text, *name)]
    if published is None:
        return found
    year = published.year
    return [(start, end, kept) for start, end, known in found if (kept := _in_use(known, year, end - start))]


def _joined(text: str) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """Names in order; one that begins with a word of joining gives way to a name right behind that: 湖南和[安徽], not [和安]徽."""
    last = 0
    for start, end, meanings in _lexicon().longest(text):
        if start >= last and text[start] in _JOINS:
            behind = _lexicon().longest(text[start + 1 : start + _LOOK])[:1]
            inner = [(start + 1 + a, start + 1 + b, known) for a, b, known in behind if a == 0 and start + 1 + b > end]
            start, end, meanings = inner[0] if inner else (start, end, meanings)
        if start >= last:
            end, meanings = _uncut(text, start, end, meanings)
            last = end
            yield start, end, meanings


def _uncut(text: str, start: int, end: int, meanings: tuple[Meaning, ...]) -> tuple[int, tuple[Meaning, ...]]:
    """The end and meanings of a name, of the shorter one where the word behind it begins in it: [黄石]港口, not 黄石港区."""
    left = _TAKES.get(text[end - 1])
    if left is None or not text.startswith(left, end):
        return end, meanings
    around = _lexicon().longest(text[start : end - 1])[:1]
    return (start + around[0][1], around[0][2]) if around and around[0][0] == 0 else (end, meanings)


def _stands_alone(text: str, start: int, _end: int, meanings: tuple[Meaning, ...]) -> bool:
    """Whether what is found names a region, and where it also stands inside other words, begins where a word can."""
    if not meanings:
        return False
    return not meanings[0].at_home or _WORD_BEGINS.search(text, max(0, start - 1), start) is not None


def _in_use(meanings: tuple[Meaning, ...], year: int, length: int) -> tuple[Meaning, ...]:
    current = tuple(meaning for meaning in meanings if not meaning.until or year <= meaning.until)
    return current or (meanings if length > _SHORT else ())


@cache
def _lexicon() -> Lexicon[tuple[Meaning, ...]]:
    table: dict[str, set[Meaning]] = {word: set() for word in _WORDS["never_inside"]}
    for region in load_regions().values():
        if region.code == COUNTRY:
            continue
        common = region.name in _AT_HOME.get(region.level, ())
        table.setdefault(region.name, set()).add(Meaning(region.code, len(region.name) <= _SHORT, at_home=common))
        for name in _short_names(region):
            at_home = name in _AT_HOME.get(region.level, ())
            table.setdefault(name, set()).add(Meaning(region.code, alone=True, at_home=at_home))
    for name, meanings in _other_meanings(frozenset(table)).items():
        table.setdefault(name, set()).update(meanings)
    return Lexicon({name: tuple(sorted(meanings)) for name, meanings in table.items()})


def _other_meanings(taken: frozenset[str]) -> dict[str, set[Meaning]]:
    """Former and other names; short ones of former towns only where no region of today is called so."""
    table: dict[str, set[Meaning]] = {}
    for name, code, until in load_other_names():
        table.setdefault(name, set()).add(Meaning(code, len(name) <= _SHORT, until, name in _AT_HOME["county"]))
        match = _FULL.fullmatch(name)
        if until and match and match["kind"] in _TOWNLIKE and match["stem"] not in taken | {*_WORDS["never_alone"]}:
            table.setdefault(match["stem"], set()).add(Meaning(code, alone=True, until=until))
    return table


def _short_names(region: Region) -> list[str]:
    """Short names of a region: 德清县 → 德清; 恩施土家族苗族自治州 → 恩施, 恩施州."""
    match = _FULL.fullmatch(region.name)
    if match is None:
        return []
    names = [] if match["stem"] in _WORDS["never_alone"] and region.level == "county" else [match["stem"]]
    if match["kind"] in _SHORT_KINDS:
        names.append(match["stem"] + _SHORT_KINDS[match["kind"]])
    return [name for name in names if name != region.name]
