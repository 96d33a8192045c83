"""The paper and the home region of a page, as its masthead, its credits and the regions it names tell them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final

import regex

from extract.lexicon import Lexicon
from extract.models import Page
from extract.rules import Region, lineage, load_other_names, load_regions, load_words

__all__ = ["find_home", "find_title"]

_WORDS: Final = load_words("newspapers")
_SHAPES: Final = load_words("regions")
_CREDITED: Final = regex.compile(_WORDS["credited"], regex.MULTILINE)
_FROM_PLACE: Final = regex.compile(_WORDS["from_place"])
_OWN: Final = {kind: regex.compile(words) for kind, words in _WORDS["own"].items()}
_TITLE: Final = regex.compile(rf"(?P<region>\p{{Han}}{{2,5}}?)(?:{'|'.join(_WORDS['endings'])})")
_TITLE_LIKE: Final = regex.compile("|".join((*_WORDS["endings"], *_WORDS["titles"])))
_FULL: Final = regex.compile(rf"(?P<short>.{{2,}}?)(?:{'|'.join(_SHAPES['peoples'])})*(?:{_WORDS['kinds']})")
_COUNTRY: Final = "100000"
_FULL_NAME, _SHORT_NAME, _REPORTED_FROM = 2, 1, 5
"""How much a mention of a region says of the page's home: a short name may be another word, a dateline hardly."""
_ONLY: Final = 0.8
"""From which share of the mentions on a region is the only one of its kind spoken of."""


def find_title(page: Page) -> tuple[str, str]:
    """The paper and its region: from the name given, a short line at the head or the foot of the page, or a credit."""
    if page.newspaper:
        return page.newspaper, _title_in(page.newspaper)[1]
    lines = ["".join(line.split()) for line in page.text.splitlines() if line.strip()]
    reach = _WORDS["masthead_lines"]
    for line in (*lines[:reach], *lines[-reach:]):
        if len(line) <= _WORDS["masthead_length"] and (found := _title_in(line))[0]:
            return found
    credits = (_title_in(match["title"]) for match in _CREDITED.finditer(page.text))
    return next((found for found in credits if found[0]), ("", ""))


def _title_in(line: str) -> tuple[str, str]:
    if not _TITLE_LIKE.search(line):
        return "", ""
    for title, code in _WORDS["titles"].items():
        if title in line:
            return title, code
    for match in _TITLE.finditer(line, overlapped=True):
        if found := _names().get(match["region"]):
            return match[0], min(found, key=_height).code
    return "", ""


def find_home(text: str, title: str) -> tuple[str, str]:
    """The region of the paper's title, narrowed to the one county that the page speaks of, else the one most spoken of.

    Beside its code stands why: `title` or `named`. Both are empty when nothing tells.
    """
    named = _weigh(text)
    if not title:
        return (code, "named") if (code := _most_named(text, named)) else ("", "")
    kind = _own_kind(text)
    if kind and not load_regions()[title].name.endswith(kind):
        kin = {
            region: n
            for region, n in named.items()
            if region.name.endswith(kind) and title in (unit.code for unit in lineage(region))
        }
        chosen = max(kin, key=lambda region: kin[region], default=None)
        if chosen and kin[chosen] >= _ONLY * sum(kin.values()):
            return chosen.code, "named"
    return title, "title"


def _weigh(text: str) -> Counter[Region]:
    """How much the page speaks of each region, in the order of first mention; the country is everybody's."""
    named = Counter[Region]()
    for start, end, regions in _lexicon().longest(text):
        for region in regions:
            named[region] += _FULL_NAME if text[start:end] in (region.name, *_other_names(region)) else _SHORT_NAME
    for match in _FROM_PLACE.finditer(text):
        spellings = (match["place"], *(match["place"] + kind for kind in _OWN))
        for region in next((_names()[name] for name in spellings if name in _names()), ()):
            named[region] += _REPORTED_FROM
    del named[load_regions()[_COUNTRY]]
    return named


@cache
def _other_names(region: Region) -> tuple[str, ...]:
    return tuple(name for name, code, _ in load_other_names() if code == region.code)


def _most_named(text: str, named: Counter[Region]) -> str:
    """The region the page speaks of most: a city with its counties, or the one of them that it calls its own."""
    weights = Counter[str]()
    for region, weight in named.items():
        weights[_city_of(region)] += weight
    if not weights:
        return ""
    city = load_regions()[max(weights, key=lambda code: weights[code])]
    counties = Counter({region: weight for region, weight in named.items() if _city_of(region) == city.code})
    return _own(text, city, counties).code


def _own_kind(text: str) -> str:
    """Of which kind the home is, by the words for our own; empty when the page has none."""
    spoken = Counter({kind: len(words.findall(text)) for kind, words in _OWN.items()})
    kind = max(spoken, key=lambda kind: spoken[kind])
    return kind if spoken[kind] else ""


def _own(text: str, city: Region, named: Counter[Region]) -> Region:
    """The region called our own in `text`, else a county that outweighs its city, else the city."""
    kind = _own_kind(text)
    parent = load_regions().get(city.parent, city)
    counties = sorted(named, key=lambda region: -named[region])
    if kind:
        counties = [region for region in counties if region.name.endswith(kind)]
        if city in counties[1:]:  # both a city and a county are 我市: the one named first is at home
            counties = [region for region in named if region in (city, counties[0])]
        if not city.name.endswith(kind):
            return next(iter(counties), parent if parent.name.endswith(kind) else city)
    named_most = next((region for region in counties if region != city), city)
    others = sum(times for region, times in named.items() if region != named_most)
    return named_most if named[named_most] > others else city


def _city_of(region: Region) -> str:
    """The city a county lies in: a municipality for its districts; other counties stand for themselves."""
    parent = load_regions().get(region.parent)
    return parent.code if region.level == "county" and parent in _cities() else region.code


@cache
def _cities() -> frozenset[Region]:
    regions = load_regions().values()
    divided = {region.parent for region in regions if region.level == "city"}
    return frozenset(region for region in regions if region.level == "city" or region.code not in divided)


@cache
def _lexicon() -> Lexicon[tuple[Region, ...]]:
    return Lexicon(dict.fromkeys(_SHAPES["never_inside"], ()) | _names())


@cache
def _names() -> dict[str, tuple[Region, ...]]:
    """Full and short names with the regions they may mean; short ones that are everyday words are left out."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in load_regions().values():
        match = _FULL.fullmatch(region.name)
        short = match["short"] if match and region.level != "country" else ""
        of_peoples = short + region.name[-1] if region.name.endswith(tuple(_WORDS["of_peoples"])) else region.name
        for name in {region.name, of_peoples, *({short} - {"", *_SHAPES["never_alone"], *_SHAPES["at_home"]})}:
            found[name] = (*found.get(name, ()), region)
    for name, code, _ in load_other_names():
        found.setdefault(name, (load_regions()[code],))
    return found


def _height(region: Region) -> int:
    """Of regions with one name the higher unit is meant: 吉林 is the province."""
    return ("country", "province", "city", "county").index(region.level)
