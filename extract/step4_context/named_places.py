"""The regions that an article names: of which later sentences go on to speak, and where its firms lie."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_regions, load_words
from extract.step4_context.away import find_away, is_at_home
from extract.step4_context.frames import Frame, opens_clause, paragraph_start, sentence_start
from extract.step4_context.gazetteer import CAPITAL, COUNTRY, Meaning, ancestors
from extract.step4_context.organisations import Organisation
from extract.step4_context.places import Place, find_places
from extract.step4_context.timing import Timing

__all__ = ["NamedPlaces"]

_WORDS: Final = load_words("regions")
_SCENE: Final = compile_pattern(_WORDS["scene"])
_SET_OFF: Final = compile_pattern(_WORDS["set_off"])
_CUSTOMS: Final[str] = _WORDS["customs"]
_HOSTS: Final = compile_pattern(_WORDS["hosts"])
_PARTNERS: Final = ("71", "81", "82")
"""Provinces with which the others trade as with countries."""
_EXAMPLE: Final = compile_pattern(_WORDS["example"])
_AGENCY: Final = compile_pattern(_WORDS["agency"])
_ACTS: Final = compile_pattern(_WORDS["acts"])
_DISTRICT: Final[str] = _WORDS["district"]
_BRAND: Final = compile_pattern(_WORDS["brand"])
_BESIDE: Final = compile_pattern(_WORDS["beside"])
_TOLD: Final = compile_pattern(_WORDS["told"])
_ROW: Final = tuple(_WORDS["listed"])
_JOINED: Final = compile_pattern(_WORDS["joined"])
_BRANCH: Final[tuple[str, ...]] = tuple(_WORDS["branches"])
_SITE: Final = compile_pattern(_WORDS["site"])
_COUNTS: Final = compile_pattern(_WORDS["counts"])
_BUILDS: Final = compile_pattern(_WORDS["builds"])
_NEAR_SITE: Final = 16
_NEXT_TO: Final = compile_pattern(rf"(?:^|[{_WORDS['openers']}])(?:{_WORDS['next_to']})$")
_LOOK: Final = 8
_NEAR: Final = 4
_CLOSED: Final = compile_pattern(r"[)\n]")


class NamedPlaces:
    """The regions of one article in order; `kept` are those that later sentences go on with."""

    def __init__(
        self,
        timing: Timing,
        names: list[tuple[int, int, tuple[Meaning, ...]]],
        organisations: list[Organisation],
        home: str,
    ) -> None:
        self.text = timing.text
        self.timing = timing
        self.home = home
        self._put(find_places(self.text, names, organisations, home))
        agency = _AGENCY.match(self.text, timing.body_start)
        away = find_away(self.text, self.places, self.opens_clause, home)
        if away == COUNTRY:
            self.home = COUNTRY
        elif agency and (agency["seat"] or not (away or self.kept)):
            self.home = COUNTRY
            self._put([place for place in self.places if place.start >= agency.end()])
        elif away:
            self.home = away
            self._put(find_places(self.text, names, organisations, away))

    def _put(self, places: list[Place]) -> None:
        self.places = places = [p for p in places if not (self._only_hosts(p) or self._only_trades(p))]
        self._starts = [place.start for place in places]
        lasting = [place for place in places if place.subject and place.code != COUNTRY and self._persists(place)]
        lasting = [place for place in lasting if not self._in_brackets(place)]
        self.kept = [
            p
            for p in lasting
            if not (self._only_speaks(p, lasting) or self._stands_beside(p) or self._is_of_example(p, lasting))
            and (self.at_home(p) or self.home == COUNTRY or self.opens_clause(p))  # 仅[丙市]就有3000多人
        ]
        self.kept_starts = [place.start for place in self.kept]

    def _only_speaks(self, place: Place, lasting: list[Place]) -> bool:
        """Whether a region's office only tells of a smaller region that its paragraph named before."""
        if place.holder != "office":
            return False
        paragraph = paragraph_start(self.text, place.start)
        return any(paragraph <= p.start < place.start and place.code in ancestors(p.code)[1:] for p in lasting)

    def _is_of_example(self, place: Place, lasting: list[Place]) -> bool:
        """Whether a smaller region stands only in an example of what its sentence counts: 某市开工23个,包括[樊城区]某项目."""
        sentence = sentence_start(self.text, place.start)
        if _EXAMPLE.search(self.text, sentence, place.start) is None:
            return False
        return any(p.start < place.start and p.code in ancestors(place.code)[1:] for p in lasting)

    def _stands_beside(self, place: Place) -> bool:
        """Whether the region around the paper's own is only set beside what was told before: 全市上涨5.9%,[全省]为6.3%.

        So is one that only acts on the paper's own: [自治区]将补贴提高到180元.
        """
        if place.code not in ancestors(self.home)[1:]:
            return False
        if _ACTS.match(self.text, place.end):
            return True
        if _BESIDE.match(self.text, place.end) is None:
            return False
        return _TOLD.search(self.text, sentence_start(self.text, place.start), place.start) is not None

    def _in_brackets(self, place: Place) -> bool:
        """Whether a region is named in brackets, which later sentences leave behind."""
        opened = self.text.rfind("(", 0, place.start)
        return opened >= 0 and not _CLOSED.search(self.text, opened, place.start)

    def is_closed(self, place: Place, position: int) -> bool:
        """Whether a region is named in brackets that close before a position: (其中甲县17万亩,[乙县]1万亩),总产量."""
        return self._in_brackets(place) and self.text.find(")", place.end, position) >= 0

    def _only_hosts(self, place: Place) -> bool:
        """Whether something of a whole province is only held in its capital: 集中开工仪式在[海口]举行."""
        return self.is_capital(place) and _HOSTS.match(self.text, place.end) is not None

    def _only_trades(self, place: Place) -> bool:
        """Whether Hong Kong, Macao or Taiwan are only partners in trade, in a row with others: 韩国、[中国香港]、中国台湾."""
        if not place.code.startswith(_PARTNERS) or self.at_home(place):
            return False
        before = _JOINED.search(self.text, max(0, place.start - _NEAR), place.start)
        return before is not None or self.text[place.end : place.end + 1] in _ROW

    def _persists(self, place: Place) -> bool:
        """Whether later sentences go on speaking of a region: one at home does, a wider one only if a clause began with it.

        Or if the text counts what there is in all of it: 这样的合作社[黑龙江全省]有68个.
        """
        if not self.home or self.home in ancestors(place.code):
            return True
        if place.holder == "office":
            return self.text.startswith(_CUSTOMS, place.end)
        if _COUNTS.match(self.text, place.end):
            return True
        return self.opens_clause(place) and self.text[place.end : place.end + 1] not in _WORDS["listed"]

    def opens_clause(self, place: Place) -> bool:
        """Whether a clause begins with a region, be it behind a time or set off by a mark."""
        if opens_clause(self.text, place.start) or _NEXT_TO.search(self.text, max(0, place.start - _LOOK), place.start):
            return True
        if _SET_OFF.match(self.text, place.end) and _SCENE.fullmatch(
            self.text, sentence_start(self.text, place.start), place.start
        ):
            return True
        return any(period.end == place.start for period in self.timing.between(place.start - 12, place.start))

    def at_home(self, place: Place) -> bool:
        """Whether a region is the paper's own, one in it or one around it."""
        return is_at_home(place.code, self.home)

    def is_capital(self, place: Place) -> bool:
        """Whether a paper of a whole province only writes from its capital."""
        return place.code.endswith(CAPITAL) and self.home == ancestors(place.code)[-1]

    def is_own_county(self, place: Place) -> bool:
        """Whether a region is a county of the paper's."""
        return self.at_home(place) and load_regions()[place.code].level == "county"

    def heads(self, place: Place) -> bool:
        """Whether a clause begins with the name of a site or a firm that begins with a smaller region at home: [黄骅市]某公司的项目.

        In a paper of a whole province one may begin with that too: 本报济南讯 [山东省]某信用社.
        """
        above = ancestors(place.code)
        held = place.holder in ("firm", "site") and (self.home in above[1:] or above == (self.home,))
        return held and opens_clause(self.text, place.start) and not self.is_brand(place)

    def is_brand(self, place: Place) -> bool:
        """Whether a district's short name is just what a firm is called, which may lie anywhere in its city: [金川]集团."""
        district = load_regions()[place.code].name == self.text[place.start : place.end] + _DISTRICT
        return district and _BRAND.match(self.text, place.end) is not None

    def between(self, start: int, end: int) -> list[Place]:
        """Regions that begin between two positions."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def seat(self, organisation: str, span: Span, place: Place | None) -> Place | None:
        """The region in a firm's own name, when it is smaller than the region spoken of or lies elsewhere."""
        if site := self._site(organisation):
            return site
        inside = [p for p in self.places if span[0] <= p.start and p.end <= span[1]]
        if not inside:
            near = [p for p in self.places if p.start < span[1] or self.at_home(p)]
            inside = [p for p in near if self._is_in_name(p, organisation)]
        for seat in reversed([p for p in inside if not self.is_brand(p)]):
            level = load_regions()[seat.code].level
            within = seat.code in ancestors(place.code if place else self.home)
            branch = organisation.endswith(_BRANCH)
            if level == "county" or branch or (level == "city" and not within):
                return seat
        return None

    def _is_in_name(self, place: Place, organisation: str) -> bool:
        """Whether a region begins a firm's name somewhere, or stands right before it: [宜州市]同福丝绸公司."""
        begins = any(self.text.startswith(organisation, at) for at in (place.start, place.end))
        return begins or self.text[place.start : place.end] in organisation

    def invests(self, seat: Place, frame: Frame) -> bool:
        """Whether a firm from elsewhere is only said to build something here: 甲市某公司投资[30亿元]的某项目."""
        return not self.at_home(seat) and _BUILDS.match(self.text, frame.number.end) is not None

    def _site(self, organisation: str) -> Place | None:
        """The county at home in which a firm is said to lie where it is named first: 位于[衡山]高新区的某公司."""
        start = self.text.find(organisation)
        before = self.between(start - _NEAR_SITE, start) if start >= 0 else []
        near = (p for p in before if _SITE.fullmatch(self.text, p.end, start) and self.is_own_county(p))
        return next(near, None)
