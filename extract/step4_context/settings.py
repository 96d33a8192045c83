"""For each figure whose it is and when it was: region, organisation and period, as the words before it say."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_regions, load_words
from extract.step2_layout import Article
from extract.step4_context.frames import Frame
from extract.step4_context.gazetteer import COUNTRY, ancestors, find_names
from extract.step4_context.lists import Membership
from extract.step4_context.organisations import Organisation, find_organisations, is_receiver, speaks
from extract.step4_context.periods import Period
from extract.step4_context.places import Place, find_places

__all__ = ["Setting", "Settings"]

_WORDS: Final = load_words("regions")
_LOCATIVE: Final = compile_pattern(f"(?:{_WORDS['locative']})$")
_LOCAL: Final = compile_pattern(_WORDS["local"])
_BRANCH: Final[tuple[str, ...]] = tuple(_WORDS["branches"])
_CLAUSE_OPENERS: Final[str] = _WORDS["openers"]
_WHOLE: Final[str] = _WORDS["whose"]
_STOP: Final = compile_pattern(r"[。!?\n]")
_LONGEST_QUOTE: Final = 160
_NEAR_SPEAKER: Final = 45


class Setting(NamedTuple):
    """Whose figure it is and when; spans are of the words that said so, in the clean text."""

    region: str
    region_span: Span | None
    sub_county: bool
    organisation: str
    """Name of the firm, village or school that it is a figure of; empty for a region."""
    speaking: str
    """Name of the firm that earlier paragraphs spoke of last, when the sentence names nobody."""
    period: Period | None
    """What the sentence says before the figure."""
    inherited: Period | None
    """The period that earlier sentences speak of."""
    standing: Period | None
    """The day at which earlier sentences take stock."""
    event: Period | None
    """近日 or another word for one event, said near the figure."""


class _Subject(NamedTuple):
    start: int
    end: int
    organisation: str
    place: Place | None


class Settings:
    """The regions, organisations and periods of one article, asked figure by figure in order."""

    def __init__(self, article: Article, periods: list[Period], home: str) -> None:
        text = article.text
        names = find_names(text, article.page.published)
        organisations = find_organisations(text, [(start, end) for start, end, _ in names])
        self.text = text
        self.home = home
        self.periods = periods
        self.places = find_places(text, names, organisations, home)
        self.organisations = [o for o in organisations if o.kind != "site"]
        self.subjects = self._find_subjects()
        self._body_start = article.body_start
        self._opening = text.find("\n", article.body_start)
        if self._opening < 0:
            self._opening = len(text)
        self._period_starts = [period.start for period in periods]
        self._place_starts = [place.start for place in self.places]
        self._subject_starts = [subject.start for subject in self.subjects]

    def of(self, frame: Frame, membership: Membership | None = None) -> Setting:
        """The setting of a figure; a list member's own words come before all others."""
        member = membership.member if membership else None
        place = self._place(frame, member)
        subject = self._subject(frame)
        organisation = subject.organisation if subject else ""
        home_of = self._seat(organisation, subject, place) if organisation else None
        chosen = home_of or place
        period = self._period(frame, member)
        if period and membership and len(period.years) == membership.size:
            period = period.in_year(period.years[membership.position])
        return Setting(
            chosen.code if chosen else self.home,
            (chosen.start, chosen.end) if chosen else None,
            bool(chosen and chosen.sub_county),
            organisation,
            "" if subject else self._spoken_of(frame),
            period,
            self._earlier(frame),
            self._standing(frame),
            self._event(frame),
        )

    def _find_subjects(self) -> list[_Subject]:
        """Organisations and regions that sentences speak of, in order, pronouns replaced by the name they mean."""
        subjects = []
        for organisation in self._named():
            if not is_receiver(self.text, organisation):
                name = organisation.name if organisation.kind == "firm" else ""
                subjects.append(_Subject(organisation.start, organisation.end, name, None))
        subjects += [
            _Subject(place.start, place.end, "", place)
            for place in self.places
            if place.subject and not _is_locative(self.text, place)
        ]
        return sorted(subjects, key=lambda subject: subject.start)

    def _named(self) -> list[Organisation]:
        """Organisations with pronouns replaced by the firm named last; a pronoun before any firm means the first one."""
        firms = [o.name for o in self.organisations if o.kind == "firm" and o.name]
        last = firms[0] if firms else ""
        named = []
        for organisation in self.organisations:
            if organisation.kind == "firm" and organisation.name:
                last = organisation.name
            if organisation.name or last:
                named.append(organisation._replace(name=organisation.name or last))
        return named

    def _place(self, frame: Frame, member: Span | None) -> Place | None:
        """The region: of the list member, else the last one named before in the sentence, else in the article."""
        if member and (inside := self._between(*member)):
            return inside[-1]
        start, end = frame.sentence[0], frame.number.start
        before = [place for place in self._between(start, end) if place.subject and self._speaks_of(place, frame)]
        if before:
            return before[-1]
        earlier = self.places[: bisect_left(self._place_starts, start)]
        kept = [p for p in earlier if p.subject and p.code != COUNTRY and self._persists(p)]
        if not kept:
            return self._later(frame)
        same_paragraph = "\n" not in self.text[kept[-1].end : start]
        return kept[-1] if same_paragraph else kept[0]

    def _later(self, frame: Frame) -> Place | None:
        """A region named only after the figure, in its paragraph, else in the dateline."""
        stop = self.text.find("\n", frame.number.end)
        following = self._between(frame.number.end, stop if stop >= 0 else len(self.text))
        later = (place for place in following if place.subject and place.code != COUNTRY)
        return next(later, None) or next((place for place in self.places if place.dateline), None)

    def _speaks_of(self, place: Place, frame: Frame) -> bool:
        """Whether a region named before a figure in its sentence is whose figure it is: not a grade, not a far place in passing."""
        if place.code == COUNTRY or not self._at_home(place):
            return self._opens_clause(place) or (place.start >= frame.clause[0] and place.code != COUNTRY)
        smaller = (p for p in self._between(frame.sentence[0], place.start) if p.subject and not self._in_office(p))
        named = self.text[place.start] not in _WHOLE
        return not (named and any(place.code in ancestors(p.code)[1:] for p in smaller))

    def _in_office(self, place: Place) -> bool:
        return any(o.kind == "office" and o.start <= place.start and place.end <= o.end for o in self.organisations)

    def _at_home(self, place: Place) -> bool:
        return not self.home or self.home in ancestors(place.code) or place.code in ancestors(self.home)

    def _opens_clause(self, place: Place) -> bool:
        if self._opens(place.start):
            return True
        return any(period.end == place.start for period in self._periods_between(place.start - 12, place.start))

    def _persists(self, place: Place) -> bool:
        """Whether later sentences go on speaking of a region: one at home does, a wider one only if a clause began with it."""
        if not self.home or self.home in ancestors(place.code):
            return True
        return self._opens_clause(place) and self.text[place.end : place.end + 1] not in _WORDS["listed"]

    def _between(self, start: int, end: int) -> list[Place]:
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def _subject(self, frame: Frame) -> _Subject | None:
        """What the sentence speaks of where the figure stands; else who speaks it; else what the sentence before spoke of."""
        first = bisect_left(self._subject_starts, frame.sentence[0])
        here = bisect_left(self._subject_starts, frame.number.start)
        if here > first:
            return self.subjects[here - 1]
        speaker = self._speaker(frame)
        if speaker:
            return speaker
        before = self.subjects[first - 1] if first else None
        same_paragraph = before is not None and "\n" not in self.text[before.end : frame.number.start]
        return before if same_paragraph else None

    def _spoken_of(self, frame: Frame) -> str:
        first = bisect_left(self._subject_starts, frame.sentence[0])
        before = self.subjects[first - 1] if first else None
        return before.organisation if before and before.start > self._body_start else ""

    def _speaker(self, frame: Frame) -> _Subject | None:
        """The firm whose people are quoted with the figure: “……,”某公司负责人说."""
        start = frame.number.end
        close = self.text.find("”", start, start + _LONGEST_QUOTE)
        if close < 0 or "“" in self.text[start:close] or "\n" in self.text[start:close]:
            return None
        for organisation in self.organisations:
            near = (
                close <= organisation.start <= close + _NEAR_SPEAKER
                and "\n" not in self.text[close : organisation.start]
            )
            if near and organisation.name and organisation.kind == "firm" and speaks(self.text, organisation):
                return _Subject(organisation.start, organisation.end, organisation.name, None)
        return None

    def _seat(self, organisation: str, subject: _Subject | None, place: Place | None) -> Place | None:
        """The region in a firm's own name, when it is smaller than the region spoken of or lies elsewhere."""
        inside = [p for p in self.places if subject and subject.start <= p.start and p.end <= subject.end]
        if not inside:
            inside = [
                p
                for p in self.places
                if self.text.startswith(organisation, p.start) or self.text[p.start : p.end] in organisation
            ]
        for seat in reversed(inside):
            level = load_regions()[seat.code].level
            within = place is not None and seat.code in ancestors(place.code)
            if level == "county" or (level == "city" and (not within or organisation.endswith(_BRANCH))):
                return seat
        return None

    def _period(self, frame: Frame, member: Span | None) -> Period | None:
        """Words of time of the list member, else those before the figure in its sentence; exact ones before vague ones."""
        if member and (inside := self._periods_between(*member)):
            return inside[-1]
        before = self._periods_between(frame.sentence[0], frame.number.start)
        for kinds in (("dated", "now"), ("so_far",), ("event",), ("each", "vague")):
            chosen = [p for p in before if p.kind in kinds and not (p.once and p.end < frame.left)]
            if chosen:
                return chosen[-1]
        return None

    def _earlier(self, frame: Frame) -> Period | None:
        """The period that earlier sentences speak of: the last one that opened a clause, else what the article began with."""
        index = bisect_left(self._period_starts, frame.sentence[0])
        paragraph = self.text.rfind("\n", 0, frame.sentence[0]) + 1
        for place, period in reversed([*enumerate(self.periods[:index])]):
            if period.kind == "now" and period.start >= paragraph and not self._aside(place):
                return period
            if period.lasts and self._opens(period.start):
                return period
        return next((p for p in self.periods[:index] if p.lasts and p.start < self._opening), None)

    def _aside(self, place: int) -> bool:
        """Whether 目前 comes after a span of time in its sentence, to which later sentences go back."""
        before = self.periods[place - 1] if place else None
        return bool(before and before.lasts and not _STOP.search(self.text, before.end, self.periods[place].start))

    def _standing(self, frame: Frame) -> Period | None:
        """The day at which earlier sentences take stock: 6月末."""
        index = bisect_left(self._period_starts, frame.sentence[0])
        days = (p for p in reversed(self.periods[:index]) if p.kind == "dated" and p.first == p.last and not p.passing)
        return next(days, None)

    def _opens(self, start: int) -> bool:
        return start == 0 or self.text[start - 1] in _CLAUSE_OPENERS

    def _event(self, frame: Frame) -> Period | None:
        """A word for one event after the figure in its sentence, else the first one of the article."""
        later = [p for p in self._periods_between(frame.number.end, frame.sentence[1]) if p.kind == "event"]
        if later:
            return later[0]
        return next((p for p in self.periods if p.kind == "event"), None)

    def _periods_between(self, start: int, end: int) -> list[Period]:
        found = self.periods[bisect_left(self._period_starts, start) : bisect_left(self._period_starts, end)]
        return [period for period in found if period.kind != "base"]


def _is_locative(text: str, place: Place) -> bool:
    """Whether a region only says where something lies or goes: 在昆山, 落户昆山, 当地."""
    return bool(
        _LOCATIVE.search(text, max(0, place.start - 4), place.start) or _LOCAL.match(text, place.start, place.end)
    )
