"""Organisations told by the shape of their names, and the words that stand for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from extract.lexicon import Lexicon
from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["Organisation", "find_organisations", "is_receiver", "name_begins", "speaks"]

_WORDS: Final = load_words("organisations")
_SUFFIXES: Final = Lexicon({word: kind for kind in ("site", "firm", "office") for word in _WORDS[kind]})
_COMMON: Final = compile_pattern(_WORDS["common"])
_COMPANY: Final[str] = _WORDS["company"]
_PLACE_MARKS: Final[tuple[str, ...]] = tuple(_WORDS["place_marks"])
_SHORT: Final = 2
_FULL: Final = 7
_LEGAL: Final = tuple(_WORDS["legal"])
_VILLAGE: Final = regex.compile(f"(?r){_WORDS['village']}")
_TITLED: Final = regex.compile(f"(?r){_WORDS['titled']}")
_LEAN: Final = compile_pattern(_WORDS["lean"])
_RUN: Final = regex.compile(r"(?r)[\p{Han}A-Za-z0-9()·&]+")
_BOUNDARY: Final = compile_pattern(f"^.*{_WORDS['boundary']}")
_GENERIC: Final = compile_pattern(f"^{_WORDS['generic']}*$")
_GOES_ON: Final = compile_pattern(_WORDS["goes_on"])
_KIND_GOES_ON: Final = compile_pattern(_WORDS["kind_goes_on"])
_COUNTED: Final = compile_pattern(_WORDS["counted"])
_COUNT: Final = 3
_PRONOUN: Final = regex.compile(_WORDS["pronoun"])
_RECEIVER: Final = compile_pattern(_WORDS["receiver"])
_OWNER: Final = [compile_pattern(words) for words in _WORDS["owner"]]
_SEAT: Final = compile_pattern(_WORDS["seat"])
_VILLAGES: Final[tuple[str, ...]] = tuple(_WORDS["villages"])
_SPEAKER: Final = compile_pattern(_WORDS["speaker"])
_LONGEST: Final = 28
_FAR: Final = 12
"""How far before a village it may be said that something lies there: [位于]高坪镇金九村."""


class Organisation(NamedTuple):
    """A name at `start`–`end`; `kind` is firm, office or site; a pronoun has no name and means the one before."""

    start: int
    end: int
    kind: str
    name: str

    @property
    def is_full(self) -> bool:
        """Whether it is a name in full, whose words name nothing else."""
        return self.end - self.start >= _FULL and self.name.endswith(_LEGAL)


def find_organisations(text: str, names: list[tuple[int, int]]) -> list[Organisation]:
    """Organisations and their pronouns in order; `names` are the spans of region names, at which a name may begin."""
    found: list[Organisation] = []
    starts = [start for start, _ in names]
    for start, end, kind in _SUFFIXES.longest(text):
        begin = name_begins(text, start, found[-1].end if found else 0, starts)
        named = begin < start and not _GENERIC.match(text[begin:start]) and not _GOES_ON.match(text, end)
        named = named and (begin in starts or not _KIND_GOES_ON.match(text, end))
        if named and not _COUNTED.search(text, max(0, begin - _COUNT), begin):
            found.append(Organisation(begin, end, kind, text[begin:end]))
    found = sorted([*found, *_outside(_short_mentions(text, found, names), found)])
    found = sorted([*found, *_outside(_known_by_name(text, names), found)])
    pronouns = [Organisation(*match.span(), "firm", "") for match in _PRONOUN.finditer(text)]
    return sorted([*found, *_outside(pronouns, found)])


def _short_mentions(text: str, found: list[Organisation], names: list[Span]) -> list[Organisation]:
    """Later mentions of a company by the first two characters of its own name: [华盛]机械有限公司."""
    mentions = []
    for full in {o.name: o for o in reversed(found) if o.kind == "firm" and o.name.endswith(_COMPANY)}.values():
        ends = [end for start, end in names if start == full.start and end < full.end]
        start = ends[-1] + text.startswith(_PLACE_MARKS, ends[-1]) if ends else full.start
        short = text[start : start + _SHORT]
        if full.end - start > _SHORT + len(_COMPANY) and not _COMMON.match(short):
            mentions += [Organisation(a, a + _SHORT, "firm", full.name) for a in _places_of(short, text, full.end)]
    return mentions


def _places_of(word: str, text: str, start: int) -> Iterator[int]:
    """Where a word stands in a text from a position on."""
    while (start := text.find(word, start)) >= 0:
        yield start
        start += len(word)


def _known_by_name(text: str, regions: list[Span]) -> list[Organisation]:
    """Every mention of the villages that the text introduces with the unit above them, and of the firms for which somebody speaks."""
    told = (match for pattern in (_VILLAGE, _TITLED) for match in pattern.finditer(text))
    names = {match["name"] or match["called"] for match in told} - {text[start:end] for start, end in regions}
    places = ((a, name) for name in sorted(names) for a in _places_of(name, text, 0))
    return [Organisation(a, a + len(name), "firm", name) for a, name in places if not _only_lies(text, a, name)]


def _only_lies(text: str, start: int, name: str) -> bool:
    """Whether something only lies in a village: 项目选址高坪镇[金九村]."""
    return name.endswith(_VILLAGES) and _SEAT.search(text, max(0, start - _FAR), start) is not None


def _outside(candidates: list[Organisation], found: list[Organisation]) -> list[Organisation]:
    """Candidates that overlap none of those found, which are in order and do not overlap each other."""
    starts = [organisation.start for organisation in found]
    kept = []
    for candidate in candidates:
        before = bisect_left(starts, candidate.end) - 1
        if before < 0 or found[before].end <= candidate.start:
            kept.append(candidate)
    return kept


def name_begins(text: str, suffix: int, floor: int, region_starts: list[int]) -> int:
    """Where the name that ends in a suffix begins: after the last word that no name holds, at its region if it has one."""
    floor = max(floor, suffix - _LONGEST)
    run = _RUN.match(text, floor, suffix)
    if run is None:
        return suffix
    begin = run.start() + text.startswith("(", run.start())
    cut = _BOUNDARY.match(text[begin:suffix])
    if cut:
        begin += cut.end()
    inside = region_starts[bisect_right(region_starts, begin) : bisect_left(region_starts, suffix)]
    region = next((start for start in inside if text[start - 1] != "("), None)
    if region and (region - begin == 1 or region - begin > 3 or _LEAN.search(text, begin, region)):
        return region
    return begin


def is_receiver(text: str, organisation: Organisation) -> bool:
    """Whether an organisation only receives what the sentence tells, or is only that of which another one is said to be."""
    start, end = organisation.start, organisation.end
    before, behind = _OWNER
    owns = before.search(text, max(0, start - 1), start) and behind.match(text, end)
    return bool(owns or _RECEIVER.search(text, max(0, start - 3), start))


def speaks(text: str, organisation: Organisation) -> bool:
    """Whether somebody of the organisation speaks, so that what is quoted before is its own."""
    return bool(_SPEAKER.search(text, organisation.end, organisation.end + 14))
