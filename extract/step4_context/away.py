"""The region of an article that does not speak of its paper's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_regions, load_words
from extract.step4_context.gazetteer import COUNTRY, ancestors
from extract.step4_context.places import Place

__all__ = ["find_away", "is_at_home"]

_OUR: Final[str] = load_words("regions")["our"]
_OFTEN: Final = 3
_NATIONAL: Final = compile_pattern(load_words("regions")["national"])
"""The country's own offices, where what they tell is of it."""


def is_at_home(code: str, home: str) -> bool:
    """Whether a region is the home, a part of it or what holds it; any is where no home is known."""
    return not home or home in ancestors(code) or code in ancestors(home)


def find_away(text: str, places: list[Place], opens: Callable[[Place], bool], home: str) -> str:
    """The region that takes the place of the home in an article that speaks only of another, or of [我]省; else empty.

    `opens` tells whether a clause begins with a place.
    """
    spoken = [place for place in places if place.subject or place.dateline]
    if not home or any(home in ancestors(place.code) for place in spoken):
        return ""
    near = [place for place in spoken if is_at_home(place.code, home)]
    if near:
        return next((place.code for place in near if text[place.start] == _OUR), "")
    begin = (p for p in spoken if p.code != COUNTRY and (p.dateline or opens(p)))
    told = next((place.code for place in begin if load_regions()[place.code].level != "province"), "")
    return told or _often_named(places, home) or _whole_country(text, spoken, opens)


def _whole_country(text: str, spoken: list[Place], opens: Callable[[Place], bool]) -> str:
    """The country, where an article tells of it again and again, or from its own offices, and of no other region."""
    named = [place for place in spoken if place.code == COUNTRY and opens(place)]
    told = len(named) >= _OFTEN or (named and _NATIONAL.search(text))
    return COUNTRY if told and all(place.code == COUNTRY for place in spoken) else ""


def _often_named(places: list[Place], home: str) -> str:
    """The city that an article names again and again, be it only in the names of its offices and firms; not a county's own."""
    around = ancestors(home)[1:]
    codes = (code for p in places for code in ancestors(p.code) if code not in around)
    cities = Counter(code for code in codes if load_regions()[code].level == "city")
    city, count = next(iter(cities.most_common(1)), ("", 0))
    return city if count >= _OFTEN else ""
