"""Regions in a text: which region each name or pronoun means, and whether what follows is said of it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from extract.pattern import compile_pattern
from extract.rules import load_regions, load_words
from extract.step4_context.frames import opens_clause
from extract.step4_context.gazetteer import CAPITAL, Meaning, ancestors
from extract.step4_context.mentions import TOWN, Mention, decide, find_mentions, has_level, resolve
from extract.step4_context.organisations import Organisation

__all__ = ["Place", "find_places", "rows_of"]

_WORDS: Final = load_words("regions")
_BELOW: Final = compile_pattern(r"(?:的)?[^,。;:、\s\d“”的]{0,6}?" + _WORDS["below"])
_NEAR_BEFORE: Final = compile_pattern(_WORDS["not_subject"]["near_before"])
_WIDE_BEFORE: Final = compile_pattern(_WORDS["not_subject"]["wide_before"])
_AFTER: Final = compile_pattern(_WORDS["not_subject"]["after"])
_OURS_BEFORE: Final = compile_pattern(_WORDS["not_subject"]["ours_before"])
_PLACED: Final = compile_pattern(_WORDS["not_subject"]["placed"])
_LOOK: Final = 14
_SMALL: Final = frozenset("县镇乡旗")
_DISTRICT: Final = "区"
_CITY: Final = "市"
_EVERY: Final = "全各"
"""First characters of pronouns that mean a whole: 全县, 各县."""
_THIS: Final = "该"
_THAT: Final = (_THIS, "全")
"""Those that mean the county spoken of last: 该县."""
_WHOLES: Final = ("全", "两")
"""Those that only say again what was named: 德清全县, 吕梁、大同两市."""
_TWO: Final = "两"
_ROW_BEFORE: Final = compile_pattern(r"[、和与及]\p{Han}{1,4}$")
"""Before 两区, which then says how many regions were named, be one of them unknown: 湛河、新华[两区]."""
_WHOLE_CITY: Final = ("全市", "该市")
"""Pronouns for the city of which the paragraph speaks."""
_LOOK_PARTNERS: Final = 20
_PARTNER: Final = compile_pattern(_WORDS["not_subject"]["partner"])
_TRADE: Final = compile_pattern(_WORDS["not_subject"]["trade"])
_DATELINE: Final = compile_pattern(_WORDS["dateline"])
_STREET: Final = compile_pattern(_WORDS["town"])
_VIEW: Final = compile_pattern(_WORDS["view"])
_FAR: Final = compile_pattern(_WORDS["far"])
_CUSTOMS: Final[str] = _WORDS["customs"]
_FIRM_WITH_AND: Final = compile_pattern(_WORDS["firm_with_and"])
_LISTED_NAME: Final = compile_pattern(_WORDS["listed_name"])
_LISTED: Final = compile_pattern(_WORDS["also"])


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


def find_places(
    text: str, names: list[tuple[int, int, tuple[Meaning, ...]]], organisations: list[Organisation], home: str
) -> list[Place]:
    """Places in order; a region inside the name of a firm or of a site is not whose figure it is."""
    mentions = find_mentions(text, names)
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
        self.county = ""
        """The county spoken of last."""
        self.word = ""
        """The last character of its name as printed, which an old name keeps: 淮阳[县], now a district."""
        self.city = ""
        """The city of which the paragraph speaks, so that its 全市 is that one."""
        self.said_home = False
        """Whether a pronoun has meant the paper's own city."""

    def read(self, mention: Mention) -> None:
        """The next mention, unless it lies in the one before or decides for no region."""
        end = self.places[-1].end if self.places else 0
        nested = self.places and (mention.start < end or self._lies_in(mention))
        if nested or self._is_town(mention) or self._repeats(mention):
            return
        self.city = "" if "\n" in self.text[end : mention.start] else self.city
        code = self.city if self.city and _is_whole_city(mention) else ""
        code = code or self._meant(mention)
        if not code:
            return
        if self.places and mention.pronoun is None and _belongs(self.places[-1], mention, code):
            mention = mention._replace(start=self.places.pop().start)
        whole = mention.pronoun is not None and code == self.home and load_regions()[code].level == "city"
        self.said_home = self.said_home or whole
        place = self._place(mention, code)
        self.places.append(place)
        self._remember(mention, place)

    def _meant(self, mention: Mention) -> str:
        """The code that a mention means here; empty when nothing decides between several, or when it is only a word."""
        if mention.pronoun is not None:
            return self._referred(mention.pronoun)
        beside = self.places[-1].code if self.places and mention.start - self.places[-1].end <= 1 else ""
        return decide(mention, beside, self.home, self.named)

    def _referred(self, pronoun: regex.Match[str]) -> str:
        """The code that a pronoun means: one for a county goes back to the county spoken of last."""
        level = pronoun["level"]
        if self._goes_home(pronoun):
            return self.home
        who = pronoun.groupdict().get("who")
        same = level and level == self.word
        if same and ((level in _SMALL and who in _THAT) or (level == _CITY and who == _THIS and self.county)):
            return self.county
        wide = not (self.current and _is_county(self.current))
        small = self.county and (level in _SMALL or (level == _DISTRICT and has_level(self.county, level)))
        counties = {place.code for place in self.places if place.subject and _is_county(place.code)}
        current = self.county if small and wide else self.current
        return resolve(pronoun, current, self.home, alone=len(counties) == 1)

    def _goes_home(self, pronoun: regex.Match[str]) -> bool:
        """Whether 全市 is the paper's city again, of which it said so before it named one of its cities in passing or above."""
        whole = pronoun["level"] == _CITY and pronoun.groupdict().get("who") in _WHOLES
        counties = (place for place in reversed(self.places) if _is_county(place.code))
        near = next(counties, None) if whole and self.said_home else None
        if near is None:
            return False
        apart = "\n" in self.text[near.end : pronoun.start()]
        return apart or not self.text.endswith(_CITY, near.start, near.end)

    def _repeats(self, mention: Mention) -> bool:
        """Whether a pronoun only says that the regions right before it are meant as a whole: 德清[全县], 吕梁、大同[两市]."""
        if mention.pronoun is not None and _ROW_BEFORE.search(self.text, max(0, mention.start - _LOOK), mention.start):
            return mention.pronoun[0].startswith(_TWO)
        if not self.places or self.places[-1].end != mention.start or mention.pronoun is None:
            return False
        level = mention.pronoun["level"]
        return mention.pronoun["who"] in _WHOLES and level is not None and has_level(self.places[-1].code, level)

    def _lies_in(self, mention: Mention) -> bool:
        """Whether a short name right behind that of a county is only a place in it: 雨城区[沙湾]农贸市场."""
        above = self.places[-1]
        if self._echoes(above, mention):
            return True
        if above.end != mention.start or mention.pronoun is not None:
            return False
        if load_regions()[above.code].level == "city":  # 阜阳[合肥]现代产业园区
            return all(meaning.alone and above.code not in ancestors(meaning.code) for meaning in mention.meanings)
        return _is_county(above.code) and all(m.alone and m.code != above.code for m in mention.meanings)

    def _echoes(self, above: Place, mention: Mention) -> bool:
        """Whether a name right behind that of a region only says it again: 黄山市的[黄山]风景区."""
        name = self.text[mention.start : mention.end]
        return mention.pronoun is None and mention.start - above.end <= 1 and self.text.startswith(name, above.start)

    def _is_town(self, mention: Mention) -> bool:
        """Whether a short name is that of a town or a street: 丹寨县[兴仁]镇."""
        short = mention.pronoun is None and all(meaning.alone for meaning in mention.meanings)
        return short and _STREET.match(self.text, mention.end) is not None

    def _remember(self, mention: Mention, place: Place) -> None:
        above = ancestors(place.code)
        spoken = self.home in above[1:] if place.holder else place.subject or place.dateline
        near = not self.home or self.home in above or place.code in ancestors(self.home)
        near = near or place.dateline or opens_clause(self.text, place.start)  # but 仅[丙市]就有3000多人
        if len(above) >= 2 and spoken and near:
            self.current = place.code
            if _is_county(place.code):
                self.county = place.code
                self.word = self.text[place.end - 1] if mention.pronoun is None else self.word
        if place.holder == "office" and mention.pronoun is not None and place.code == self.home:
            self.current = self.home
        named = mention.pronoun is None and place.subject and opens_clause(self.text, place.start)
        if named and (load_regions()[place.code].level == "city" or self._was_city(place)):
            self.city = place.code

    def _was_city(self, place: Place) -> bool:
        """Whether a district is named as the city that it once was: 宜州市."""
        return self.text.endswith(_CITY, place.start, place.end) and not has_level(place.code, _CITY)

    def _place(self, mention: Mention, code: str) -> Place:
        text, start, end = self.text, mention.start, mention.end
        dateline = mention.pronoun is None and bool(_DATELINE.match(text, end))
        holder = "" if dateline else self._holder(mention)
        if holder == "office" and self.text.startswith(_CUSTOMS, end) and code.endswith(CAPITAL):
            code = ancestors(code)[-1]
        level = mention.pronoun["level"] if mention.pronoun else ""
        sub_county = _is_county(code) and (level in TOWN or bool(_BELOW.match(text, end)))
        subject = bool(
            holder in ("", "office")
            and not dateline
            and not self._aside(mention)
            and (holder or not self._begins_name(mention, code))
        )
        return Place(start, end, code, subject, sub_county, dateline, holder)

    def _begins_name(self, mention: Mention, code: str) -> bool:
        """Whether a short name only begins that of something: another province's, that of the province around, or one in a list."""
        short = mention.pronoun is None and all(meaning.alone for meaning in mention.meanings)
        far = bool(self.home) and ancestors(code)[-1:] != ancestors(self.home)[-1:]
        if short and self.text.startswith("、", mention.start - 1) and _LISTED_NAME.match(self.text, mention.end):
            return True
        if short and _FIRM_WITH_AND.match(self.text, mention.end):
            return True
        wider = code in ancestors(self.current)[1:] and not has_level(code, self.text[mention.end - 1])
        wider = wider and not (code == self.home and self.text.endswith("\n", 0, mention.start))
        return short and (far or wider) and _FAR.match(self.text, mention.end) is None

    def _aside(self, mention: Mention) -> bool:
        """Whether a region is only a yardstick, a destination, a grade or part of a name."""
        start, end = mention.start, mention.end
        wide = mention.pronoun is not None and self.text[start] in _EVERY
        if wide and _VIEW.match(self.text, end):
            return False
        if mention.pronoun is not None and _OURS_BEFORE.search(self.text, max(0, start - _LOOK), start + 1):
            return True
        if _PARTNER.search(self.text, max(0, start - _LOOK_PARTNERS), start) and _TRADE.match(self.text, end):
            return True
        if self.places and self.places[-1].aside and _LISTED.fullmatch(self.text, self.places[-1].end, start):
            return True
        before = _WIDE_BEFORE if wide else _NEAR_BEFORE
        if before.search(self.text, max(0, start - _LOOK), start):
            return True
        return _AFTER.match(self.text, end) is not None and not (not wide and _PLACED.match(self.text, end))

    def _holder(self, mention: Mention) -> str:
        """Kind of the organisation in whose name a mention lies; empty for none."""
        if mention.pronoun is not None and "who" not in mention.pronoun.groupdict():
            return "office"
        place = bisect_right(self.starts, mention.start) - 1
        held = place >= 0 and mention.end <= self.organisations[place].end
        return self.organisations[place].kind if held else ""


def _is_county(code: str) -> bool:
    return load_regions()[code].level == "county"


def _is_whole_city(mention: Mention) -> bool:
    return mention.pronoun is not None and mention.pronoun[0] in _WHOLE_CITY


def _belongs(above: Place, mention: Mention, code: str) -> bool:
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
