"""Regions in a text: which region each name or pronoun means, and whether what follows is said of it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from extract.pattern import compile_pattern
from extract.rules import load_regions, load_words
from extract.step4_context.frames import opens_clause
from extract.step4_context.gazetteer import COUNTRY, Meaning, ancestors
from extract.step4_context.organisations import Organisation

__all__ = ["Place", "find_places", "rows_of"]

_WORDS: Final = load_words("regions")
_PRONOUN: Final = regex.compile(_WORDS["pronoun"])
_OFFICE: Final = regex.compile(_WORDS["office"])
_BELOW: Final = compile_pattern(r"(?:的)?[^,。;:、\s\d“”的]{0,6}?" + _WORDS["below"])
_NEAR_BEFORE: Final = compile_pattern(_WORDS["not_subject"]["near_before"])
_WIDE_BEFORE: Final = compile_pattern(_WORDS["not_subject"]["wide_before"])
_AFTER: Final = compile_pattern(_WORDS["not_subject"]["after"])
_TOWN: Final = frozenset("镇乡") | {"街道"}
_LOOK: Final = 14
_WHOLE_CITY: Final = "全市"
_PARTNER: Final = compile_pattern(_WORDS["not_subject"]["partner"])
_TRADE: Final = compile_pattern(_WORDS["not_subject"]["trade"])
_DATELINE: Final = compile_pattern(_WORDS["dateline"])
_STREET: Final = compile_pattern(_WORDS["town"])
_VIEW: Final = compile_pattern(_WORDS["view"])
_FAR: Final = compile_pattern(_WORDS["far"])
_CUSTOMS: Final[str] = _WORDS["customs"]
_LISTED: Final = compile_pattern(_WORDS["and"])


class Place(NamedTuple):
    """A word for a region at `start`–`end`; not a `subject` when it is a yardstick, a destination, a grade or part of a name."""

    start: int
    end: int
    code: str
    subject: bool
    sub_county: bool = False
    dateline: bool = False
    holder: str = ""
    """Kind of the organisation in whose name it stands: firm, office or site."""

    @property
    def aside(self) -> bool:
        """Whether it is named only in passing."""
        return not (self.subject or self.dateline or self.holder)


class _Mention(NamedTuple):
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    pronoun: regex.Match[str] | None


def find_places(
    text: str, names: list[tuple[int, int, tuple[Meaning, ...]]], organisations: list[Organisation], home: str
) -> list[Place]:
    """Places in order; a region inside the name of a firm or of a site is not whose figure it is."""
    mentions = [_Mention(*name, None) for name in names]
    mentions += [_Mention(*m.span(), (), m) for p in (_PRONOUN, _OFFICE) for m in p.finditer(text)]
    mentions.sort(key=lambda mention: mention[:2])
    named = {meaning.code for mention in mentions for meaning in mention.meanings if not meaning.alone}
    reader = _Reader(text, organisations, home, named)
    for mention in mentions:
        reader.read(mention)
    return _without_lists(text, reader.places)


class _Reader:
    """Reads mentions one after another and remembers of which region the article speaks."""

    def __init__(self, text: str, organisations: list[Organisation], home: str, named: set[str]) -> None:
        self.text = text
        self.organisations = [organisation for organisation in organisations if organisation.name]
        self.starts = [organisation.start for organisation in self.organisations]
        self.home = home
        self.named = named
        self.places: list[Place] = []
        self.current = home
        self.city = ""
        """The city of which the paragraph speaks, so that its 全市 is that one."""

    def read(self, mention: _Mention) -> None:
        """The next mention, unless it lies in the one before or decides for no region."""
        end = self.places[-1].end if self.places else 0
        if (self.places and mention.start < end) or self._is_town(mention) or self._repeats(mention):
            return
        self.city = "" if "\n" in self.text[end : mention.start] else self.city
        code = self.city if self.city and _is_whole_city(mention) else ""
        code = code or _decide(mention, self.places, self.current, self.home, self.named)
        if not code:
            return
        if self.places and mention.pronoun is None and _belongs(self.places[-1], mention, code):
            mention = mention._replace(start=self.places.pop().start)
        place = self._place(mention, code)
        self.places.append(place)
        self._remember(mention, place)

    def _repeats(self, mention: _Mention) -> bool:
        """Whether a pronoun only says that the whole of the region right before it is meant: 德清[全县]."""
        if not self.places or self.places[-1].end != mention.start or mention.pronoun is None:
            return False
        level = mention.pronoun["level"]
        return mention.pronoun["who"] == "全" and level is not None and _has_level(self.places[-1].code, level)

    def _is_town(self, mention: _Mention) -> bool:
        """Whether a short name is that of a town or a street: 丹寨县[兴仁]镇."""
        short = mention.pronoun is None and all(meaning.alone for meaning in mention.meanings)
        return short and _STREET.match(self.text, mention.end) is not None

    def _remember(self, mention: _Mention, place: Place) -> None:
        above = ancestors(place.code)
        spoken = self.home in above[1:] if place.holder else place.subject or place.dateline
        if len(above) >= 2 and spoken:
            self.current = place.code
        named = mention.pronoun is None and place.subject and opens_clause(self.text, place.start)
        if named and load_regions()[place.code].level == "city":
            self.city = place.code

    def _place(self, mention: _Mention, code: str) -> Place:
        text, start, end = self.text, mention.start, mention.end
        holder = self._holder(mention)
        if holder == "office" and self._is_customs(end, code):
            code = self.home
        dateline = mention.pronoun is None and bool(_DATELINE.match(text, end))
        level = mention.pronoun["level"] if mention.pronoun else ""
        county = load_regions()[code].level == "county"
        sub_county = county and (level in _TOWN or bool(_BELOW.match(text, end)))
        subject = bool(
            holder in ("", "office")
            and not dateline
            and not self._aside(mention)
            and (holder or not self._begins_name(mention, code))
        )
        return Place(start, end, code, subject, sub_county, dateline, holder)

    def _is_customs(self, end: int, code: str) -> bool:
        """Whether the customs of a capital are named in a paper of its province, all of which they serve."""
        province = bool(self.home) and load_regions()[self.home].level == "province"
        return province and self.home in ancestors(code)[1:] and self.text.startswith(_CUSTOMS, end)

    def _begins_name(self, mention: _Mention, code: str) -> bool:
        """Whether the short name of another province's region, or of the province around the one spoken of, only begins some name."""
        short = mention.pronoun is None and all(meaning.alone for meaning in mention.meanings)
        far = bool(self.home) and ancestors(code)[-1:] != ancestors(self.home)[-1:]
        wider = code in ancestors(self.current)[1:] and load_regions()[code].level == "province"
        return short and (far or wider) and _FAR.match(self.text, mention.end) is None

    def _aside(self, mention: _Mention) -> bool:
        """Whether a region is only a yardstick, a destination, a grade or part of a name."""
        start, end = mention.start, mention.end
        wide = mention.pronoun is not None and self.text[start] == "全"
        if wide and _VIEW.match(self.text, end):
            return False
        if _PARTNER.search(self.text, max(0, start - 1), start) and _TRADE.match(self.text, end):
            return True
        if self.places and self.places[-1].aside and _LISTED.fullmatch(self.text, self.places[-1].end, start):
            return True
        before = _WIDE_BEFORE if wide else _NEAR_BEFORE
        return bool(before.search(self.text, max(0, start - _LOOK), start) or _AFTER.match(self.text, end))

    def _holder(self, mention: _Mention) -> str:
        """Kind of the organisation in whose name a mention lies; empty for none."""
        if mention.pronoun is not None and "who" not in mention.pronoun.groupdict():
            return "office"
        place = bisect_right(self.starts, mention.start) - 1
        held = place >= 0 and mention.end <= self.organisations[place].end
        return self.organisations[place].kind if held else ""


def _is_whole_city(mention: _Mention) -> bool:
    return mention.pronoun is not None and mention.pronoun[0] == _WHOLE_CITY


def _belongs(above: Place, mention: _Mention, code: str) -> bool:
    """Whether a name goes on from the unit above it: 山东枣庄[薛城区]."""
    return above.end == mention.start and above.code in ancestors(code)[1:]


def rows_of(text: str, places: list[Place]) -> list[list[Place]]:
    """Places as rows: 甲市、乙市和丙市 are one, and so is a place that stands alone."""
    rows: list[list[Place]] = []
    for place in places:
        if rows and _goes_on(text, rows[-1][-1], place):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _goes_on(text: str, last: Place, place: Place) -> bool:
    """Whether a place carries on a row; with 与 a county may also deal with a firm of a far city."""
    if not _LISTED.fullmatch(text, last.end, place.start):
        return False
    levels = {load_regions()[p.code].level for p in (last, place)}
    return len(levels) == 1 or text[last.end] != "与"


def _without_lists(text: str, places: list[Place]) -> list[Place]:
    """Places of which those in a row of several are no subject: what 甲市、乙市和丙市 did together is of none of them."""
    pairs = (pair for row in rows_of(text, places) for pair in pairwise(row))
    listed = {place for one, other in pairs if one.code != other.code for place in (one, other)}
    return [place._replace(subject=False) if place in listed else place for place in places]


def _decide(mention: _Mention, places: list[Place], current: str, home: str, named: set[str]) -> str:
    """The code that a mention means here; empty when nothing decides between several, or when it is only a word."""
    if mention.pronoun is not None:
        counties = {place.code for place in places if place.subject and load_regions()[place.code].level == "county"}
        return _resolve(mention.pronoun, current, home, alone=len(counties) == 1)
    beside = places[-1].code if places and mention.start - places[-1].end <= 1 else ""
    scored = sorted(((_fit(meaning, beside, home, named), meaning.code) for meaning in mention.meanings), reverse=True)
    best = scored[0][0]
    codes = [code for fit, code in scored if fit == best]
    widest = (code for code in codes if all(code in ancestors(other) for other in codes))
    return next(widest, "") if best >= 0 else ""


def _fit(meaning: Meaning, beside: str, home: str, named: set[str]) -> int:
    """How well a meaning fits the paper's home and the regions named with it; below zero when it needs more than it has."""
    above = ancestors(meaning.code)
    at_home = ancestors(home) if home else ()
    fit = int(meaning.code == home)
    if beside in above[1:]:
        fit += 8
    if meaning.code in at_home or home in above:
        fit += 6
    elif set(above[1:-1]) & set(at_home):
        fit += 5
    elif above[-1:] == at_home[-1:]:
        fit += 3
    if meaning.at_home and not (beside in above[1:] or {meaning.code, *above[1:2]} & {*at_home, *named}):
        return -1
    fit += any(code in named for code in above)
    level = load_regions()[meaning.code].level
    needs = 1 if meaning.alone and level == "county" else 0
    return fit if fit >= needs else -1


def _resolve(match: regex.Match[str], current: str, home: str, *, alone: bool) -> str:
    """What 我市, 全县, 当地 or a bare 市 before an office means; `alone` when only one county has been spoken of."""
    words = match.groupdict()
    if words.get("nation"):
        return COUNTRY
    if words.get("own"):
        return (
            next((code for code in ancestors(home) if load_regions()[code].name.endswith(words["own"])), "")
            if home
            else ""
        )
    if words.get("local"):
        return current or home
    level = words["level"]
    chains = (
        (ancestors(current), ancestors(home))
        if words.get("who") in ("该", "各")
        else (ancestors(home), ancestors(current))
    )
    county_town = current != home and load_regions()[current].level == "county" if current else False
    if level == "市" and words.get("who") == "全" and county_town and alone and _has_level(current, level):
        return current
    if words.get("who") == "全" or "who" not in words:
        chains = (ancestors(current), ancestors(home)) if level != "市" else (ancestors(home), ancestors(current))
    for chain in chains:
        for code in chain:
            if _has_level(code, level):
                return code
    return (current or home) if level in _TOWN or level not in ("省", "市") else ""


def _has_level(code: str, level: str) -> bool:
    region = load_regions()[code]
    if level == "省":
        return region.level == "province"
    if level in ("区", "自治区") and region.level == "province":
        return region.name.endswith("自治区")
    if level == "县":
        return region.level == "county" and region.name.endswith(("县", "旗"))
    return region.name.endswith(level)
