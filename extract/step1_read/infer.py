"""What a page says itself of its paper, its day and its home region; used only where nobody has said it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import regex

from extract.lexicon import Lexicon
from extract.models import Page
from extract.rules import Region, load_other_names, load_regions, load_words

__all__ = ["infer_metadata"]

_WORDS: Final = load_words("newspapers")
_SHAPES: Final = load_words("regions")
_IN_NAME: Final = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
_MASTHEAD: Final = regex.compile(_WORDS["masthead"])
_TOLD: Final = regex.compile(_WORDS["told"])
_DATELINE: Final = regex.compile(_WORDS["dateline"])
_YEAR: Final = regex.compile(_WORDS["year"])
_OWN: Final = {kind: regex.compile(words) for kind, words in _WORDS["own"].items()}
_TITLE: Final = regex.compile(rf"(?P<region>\p{{Han}}{{2,5}}?)(?:{'|'.join(_WORDS['endings'])})")
_FULL: Final = regex.compile(rf"(?P<short>.{{2,}}?)(?:{'|'.join(_SHAPES['peoples'])})*(?:{_WORDS['kinds']})")
_COUNTRY: Final = "100000"


def infer_metadata(page: Page) -> Page:
    """The page with what it lacks, as far as it tells, and a flag for each thing inferred; a complete page as it is."""
    if page.published and page.home_region_code:
        return page
    newspaper, region = _find_title(page)
    told: dict[str, Any] = {"newspaper": newspaper}
    flags = list(page.flags)
    if page.published is None and (day := _find_day(page)):
        told["published"] = day
        flags.append("published_inferred")
    if not page.home_region_code and (code := region or _most_named(page.text)):
        told["home_region_code"] = code
        flags.append("home_region_inferred")
    return page.model_copy(update={**told, "flags": tuple(flags)})


def _find_title(page: Page) -> tuple[str, str]:
    """The paper and its region, from the name given or from a short line at the head or the foot of the page."""
    if page.newspaper:
        return page.newspaper, _title_in(page.newspaper)[1]
    lines = ["".join(line.split()) for line in page.text.splitlines() if line.strip()]
    reach = _WORDS["masthead_lines"]
    for line in (*lines[:reach], *lines[-reach:]):
        if len(line) <= _WORDS["masthead_length"] and (found := _title_in(line))[0]:
            return found
    return "", ""


def _title_in(line: str) -> tuple[str, str]:
    for title, code in _WORDS["titles"].items():
        if title in line:
            return title, code
    for match in _TITLE.finditer(line, overlapped=True):
        if found := _names().get(match["region"]):
            return match[0], min(found, key=_height).code
    return "", ""


def _find_day(page: Page) -> dt.date | None:
    """The day in the file's name, under the masthead, the last one told, or a dateline's in the year spoken of.

    A day before that year is history, and a page that tells no other has none.
    """
    for days in (_days(_IN_NAME, page.document), _days(_MASTHEAD, page.text)):
        if days:
            return max(days)
    years = Counter(int(match["year"]) for match in _YEAR.finditer(page.text))
    if not years:
        return None
    spoken_of = max(years, key=lambda year: (years[year], year))
    recent = [day for day in _days(_TOLD, page.text) if day.year >= spoken_of]
    return max(recent or _days(_DATELINE, page.text, spoken_of), default=None)


def _days(pattern: regex.Pattern[str], text: str, year: int | None = None) -> list[dt.date]:
    found = []
    for match in pattern.finditer(text):
        try:
            found.append(dt.date(year or int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:  # 2月30日 is a misprint, not a day
            continue
    return found


def _most_named(text: str) -> str:
    """The region the page speaks of most: a city with its counties, or the one of them that it calls its own."""
    named = Counter(region for regions in _find_names(text) for region in regions)
    weights = Counter[str]()
    for region, times in named.items():
        weights[_city_of(region)] += times
    if not weights:
        return ""
    city = load_regions()[max(weights, key=lambda code: (weights[code], code))]
    counties = Counter({region: times for region, times in named.items() if _city_of(region) == city.code})
    return _own(text, city, counties).code


def _own(text: str, city: Region, named: Counter[Region]) -> Region:
    """The region called our own in `text`, else a county that outweighs its city, else the city."""
    spoken = Counter({kind: len(words.findall(text)) for kind, words in _OWN.items()})
    kind = max(spoken, key=lambda kind: spoken[kind])
    parent = load_regions().get(city.parent, city)
    counties = sorted(named, key=lambda region: -named[region])
    if spoken[kind]:
        counties = [region for region in counties if region.name.endswith(kind)]
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


def _find_names(text: str) -> Iterator[tuple[Region, ...]]:
    return (regions for _, _, regions in _lexicon().longest(text))


@cache
def _lexicon() -> Lexicon[tuple[Region, ...]]:
    return Lexicon(_names())


@cache
def _names() -> dict[str, tuple[Region, ...]]:
    """Full and short names with the regions they may mean; short ones that are everyday words are left out."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in load_regions().values():
        match = _FULL.fullmatch(region.name)
        short = match["short"] if match and region.level != "country" else ""
        for name in {region.name, *({short} - {"", *_SHAPES["never_alone"]})}:
            found[name] = (*found.get(name, ()), region)
    for name, code, _ in load_other_names():
        found.setdefault(name, (load_regions()[code],))
    return found


def _height(region: Region) -> int:
    """Of regions with one name the higher unit is meant: 吉林 is the province."""
    return ("country", "province", "city", "county").index(region.level)
