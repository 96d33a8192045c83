"""Organisations told by the shape of their names, and the words that stand for them."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from extract.rules import load_words

__all__ = ["Organisation", "find_organisations", "is_receiver", "speaks"]

_WORDS: Final = load_words("organisations")
_OFFICES: Final = frozenset(_WORDS["office"])
_SUFFIXES: Final = sorted({*_WORDS["firm"], *_WORDS["office"]}, key=len, reverse=True)
_SUFFIX: Final = regex.compile(f"(?=[{''.join(sorted({suffix[0] for suffix in _SUFFIXES}))}])(?:{'|'.join(_SUFFIXES)})")
_VILLAGE: Final = regex.compile(_WORDS["village"])
_LEAN: Final = regex.compile(_WORDS["lean"])
_RUN: Final = regex.compile(r"[\p{Han}A-Za-z0-9()·&]+$")
_BOUNDARY: Final = regex.compile(f"^.*{_WORDS['boundary']}")
_GENERIC: Final = regex.compile(f"^{_WORDS['generic']}*$")
_PRONOUN: Final = regex.compile(_WORDS["pronoun"])
_RECEIVER: Final = regex.compile(_WORDS["receiver"])
_SPEAKER: Final = regex.compile(_WORDS["speaker"])
_LONGEST: Final = 28


class Organisation(NamedTuple):
    """A name at `start`–`end`; `kind` is firm or office; a pronoun has no name and means the one before."""

    start: int
    end: int
    kind: str
    name: str


def find_organisations(text: str, names: list[tuple[int, int]]) -> list[Organisation]:
    """Organisations and their pronouns in order; `names` are the spans of region names, at which a name may begin."""
    found: list[Organisation] = []
    starts = [start for start, _ in names]
    for match in _SUFFIX.finditer(text):
        begin = _begin(text, match.start(), found[-1].end if found else 0, starts)
        if begin < match.start() and not _GENERIC.match(text[begin : match.start()]):
            kind = "office" if match[0] in _OFFICES else "firm"
            found.append(Organisation(begin, match.end(), kind, text[begin : match.end()]))
    found += _outside([Organisation(m.start(), m.end(), "firm", m[0]) for m in _villages(text)], found)
    found += _outside([Organisation(*match.span(), "firm", "") for match in _PRONOUN.finditer(text)], found)
    return sorted(found)


def _villages(text: str) -> list[regex.Match[str]]:
    """Every mention of the villages that the text introduces with the unit above them."""
    names = {match["name"] for match in _VILLAGE.finditer(text)}
    return list(regex.finditer("|".join(map(regex.escape, sorted(names))), text)) if names else []


def _outside(candidates: list[Organisation], found: list[Organisation]) -> list[Organisation]:
    return [c for c in candidates if not any(o.start < c.end and c.start < o.end for o in found)]


def _begin(text: str, suffix: int, floor: int, region_starts: list[int]) -> int:
    """Where the name that ends in a suffix begins: after the last word that no name holds, at its region if it has one."""
    floor = max(floor, suffix - _LONGEST)
    run = _RUN.search(text, floor, suffix)
    if run is None:
        return suffix
    begin = run.start()
    cut = _BOUNDARY.match(text[begin:suffix])
    if cut:
        begin += cut.end()
    region = next((start for start in region_starts if begin < start < suffix and text[start - 1] != "("), None)
    if region and (region - begin == 1 or region - begin > 3 or _LEAN.search(text, begin, region)):
        return region
    return begin


def is_receiver(text: str, organisation: Organisation) -> bool:
    """Whether an organisation only receives what the sentence tells."""
    return bool(_RECEIVER.search(text, max(0, organisation.start - 2), organisation.start))


def speaks(text: str, organisation: Organisation) -> bool:
    """Whether somebody of the organisation speaks, so that what is quoted before is its own."""
    return bool(_SPEAKER.search(text, organisation.end, organisation.end + 14))
