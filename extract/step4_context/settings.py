"""For each figure whose it is and when it was: region, organisation and period, as the words before it say."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step2_layout import Article
from extract.step4_context.frames import Frame, is_example, opens_clause, sentence_start
from extract.step4_context.gazetteer import find_names
from extract.step4_context.lists import Membership
from extract.step4_context.organisations import find_organisations, is_receiver, speaks
from extract.step4_context.period import Period
from extract.step4_context.places import Place, rows_of
from extract.step4_context.pronouns import named_in
from extract.step4_context.spots import Spots
from extract.step4_context.timing import Timing
from extract.step4_context.whereabouts import Whereabouts

__all__ = ["Setting", "Settings"]

_WORDS: Final = load_words("regions")
_LOCATIVE: Final = compile_pattern(f"(?:{_WORDS['locative']})$")
_LOCAL: Final = compile_pattern(_WORDS["local"])
_ZONE: Final = compile_pattern(load_words("organisations")["zone"])
_OF_ALL: Final = compile_pattern(load_words("organisations")["of_all"])
_KINDS: Final = compile_pattern(load_words("organisations")["kinds"])
_OTHERS: Final = compile_pattern(load_words("organisations")["others"])
_LONGEST_QUOTE: Final = 160
_NEAR_SPEAKER: Final = 45


def _asked(ask: Callable[[Timing, Frame], Period | None]) -> cached_property[Period | None]:
    return cached_property(lambda setting: ask(setting.settings.timing, setting.frame))


@dataclass(eq=False)
class Setting:
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
    frame: Frame
    settings: Settings
    """What the rest is asked of when it is needed, which it seldom is, and then once."""

    @property
    def spot(self) -> str:
        """The park, project or scenic spot, or the only firm, that a figure without an organisation is of; empty for none."""
        return self.settings.spot(self.frame)

    since = _asked(Timing.since)
    """The span of time that the sentence names before, whatever day it comes to."""
    inherited = _asked(Timing.earlier)
    """The period that earlier sentences speak of."""
    named_here = _asked(Timing.named_here)
    """A time that the sentence only names something by."""
    standing = _asked(Timing.standing)
    """The day at which the text before takes stock."""
    day = _asked(Timing.day)
    """The single day of which earlier sentences spoke last."""
    event = _asked(Timing.event)
    """近日 or another word for one event, said near the figure."""
    ahead = _asked(Timing.ahead)
    """A year still to come of which the paragraph spoke before."""
    later_year = _asked(Timing.later_year)
    """A whole year that is only named after the figure."""
    begun = _asked(Timing.begun)
    """The year from which earlier figures of the sentence moved to another."""
    announced_here = _asked(Timing.announced_here)
    """The day of the event that its sentence tells of before it."""
    announcement = _asked(Timing.announcement)
    """The day of the event of which earlier sentences spoke last: a signing, a ground-breaking."""

    def is_of(self, period: Period) -> bool:
        """Whether a time that earlier sentences left is also the organisation's: its sentence spoke of it, or no event has come between."""
        return self.settings.is_of_time(self.organisation or self.speaking, period, self.event)


class _Subject(NamedTuple):
    start: int
    end: int
    organisation: str


class Settings:
    """The regions, organisations and periods of one article, asked figure by figure in order."""

    def __init__(self, article: Article, periods: list[Period], home: str) -> None:
        text = article.text
        names = find_names(text, article.page.published)
        spans = [(start, end) for start, end, _ in names]
        organisations = find_organisations(text, spans)
        self.text = text
        self.spots = Spots(text, spans)
        self.timing = Timing(text, periods, article.body_start, article.page.published)
        self.whereabouts = Whereabouts(self.timing, names, organisations, home)
        self.places = self.whereabouts.places
        self.organisations = [o for o in organisations if o.kind != "site"]
        self.full_names = [
            (o.start, o.end) for o in organisations if o.is_full and not text[o.end : o.end + 1].isdigit()
        ]
        """Spans of the names of organisations in full, but of what is only counted: 成立烟叶种植农民专业合作社30多个."""
        self.subjects = self._find_subjects()
        self._body_start = article.body_start
        self._told: dict[int, Place | None] = {}
        """Where each figure was found to be, for those that take it up."""
        self._often = Counter(subject.organisation for subject in self.subjects)
        self._sole = self._sole_firm()
        self._subject_starts = [subject.start for subject in self.subjects]

    def of(self, frame: Frame, membership: Membership | None = None) -> Setting:
        """The setting of a figure; a list member's own words come before all others."""
        whose = membership.like if membership and membership.like and not membership.member else frame
        subject = self._in_member(membership.member if membership else None) or self._subject(whose)
        place = self._told.get(whose.number.start) or self._place(whose, membership, subject)
        self._told[frame.number.start] = place
        organisation = subject.organisation if subject else ""
        speaking = "" if subject else self._spoken_of(frame)
        return Setting(
            place.code if place else self.whereabouts.home,
            (place.start, place.end) if place else None,
            bool(place and place.sub_county),
            organisation,
            speaking,
            self._period(frame, membership),
            frame,
            self,
        )

    def _place(self, frame: Frame, membership: Membership | None, subject: _Subject | None) -> Place | None:
        """Where a figure is: what its list or sentence says, but the seat of a firm in whose name one stands."""
        member = membership.member if membership else None
        place = self.whereabouts.of(frame, member)
        if membership and not member:
            place = self.whereabouts.in_row(frame, membership.position, membership.size) or place
        scene = (
            place and subject and subject.start < place.start and self.whereabouts.sets_scene(place, frame.sentence[0])
        )
        if subject and subject.organisation and not scene:
            told = place if place and place.start < frame.number.start else None
            seat = self.whereabouts.seat(subject.organisation, (subject.start, subject.end), told)
            place = place if seat and self.whereabouts.invests(seat, frame) else seat or place
        return place

    def _period(self, frame: Frame, membership: Membership | None) -> Period | None:
        """What its sentence says of the time before a figure; one year or month of several for each member of a list."""
        period = self.timing.own(frame, membership.member if membership else None)
        if period is None or membership is None or len(period.parts) != membership.size:
            return period
        among = membership.member and period.start <= membership.member[0] < period.end  # [1]、2月份分别
        over = period.spans_years or among or not (membership.member or membership.like)
        return period.part(membership.position) if over else period

    def is_of_time(self, organisation: str, period: Period, event: Period | None) -> bool:
        """Whether a period that earlier sentences left is also that of an organisation.

        It is when they spoke of it or it is a zone, and of any when no event was told since, unless it is just 今年.
        """
        if not organisation:
            return False
        if _ZONE.search(organisation) or organisation in self._sentence_at(period.start):
            return True
        return not period.open_year and (event is None or event.start < period.start)

    def _sentence_at(self, position: int) -> str:
        """The rest of the text around a position up to the next full stops."""
        end = self.text.find("。", position)
        return self.text[sentence_start(self.text, position) : end if end >= 0 else len(self.text)]

    def _find_subjects(self) -> list[_Subject]:
        """Organisations and regions that sentences speak of, in order, pronouns replaced by the name they mean."""
        subjects = []
        for organisation in named_in(self.text, self.organisations):
            if not is_receiver(self.text, organisation):
                alone = not _OTHERS.match(self.text, organisation.end)
                name = organisation.name if organisation.kind == "firm" and alone else ""
                subjects.append(_Subject(organisation.start, organisation.end, name))
        subjects += [
            _Subject(place.start, place.end, "")
            for place in self.places
            if place.subject and not _is_locative(self.text, place)
        ]
        subjects += [_Subject(*found.span(), "") for found in _KINDS.finditer(self.text)]
        subjects += [
            _Subject(row[0].start, row[-1].end, "")
            for row in rows_of(self.text, self.places)
            if len(row) > 1 and not row[0].holder and opens_clause(self.text, row[0].start)
        ]
        return sorted(subjects, key=lambda subject: subject.start)

    def _subject(self, frame: Frame) -> _Subject | None:
        """What the sentence speaks of where the figure stands; else who speaks it; else what the sentence before spoke of."""
        first = bisect_left(self._subject_starts, frame.sentence[0])
        here = bisect_left(self._subject_starts, frame.number.start)
        for subject in reversed(self.subjects[first:here]):
            if not (self._is_aside(subject, frame.number.start) or is_example(self.text, subject.start)):
                return subject
        speaker = self._speaker(frame)
        if speaker:
            return speaker
        before = self.subjects[first - 1] if first else None
        if before is None or "\n" in self.text[before.end : frame.number.start]:
            return None
        of_all = before.organisation and _OF_ALL.search(self.text, frame.sentence[0], frame.number.start)
        return None if of_all else before

    def spot(self, frame: Frame) -> str:
        """The spot that is named behind the region spoken of, else the only firm, told above: 其中[某工业园区]增长5%."""
        here = bisect_left(self._subject_starts, frame.number.start)
        last = self.subjects[here - 1] if here else None
        if spot := self.spots.of(frame, last.start if last else 0):
            return spot
        above = last is not None and last.organisation == self._sole and last.start < frame.sentence[0]
        return self._sole if above and not frame.heading else ""

    def _sole_firm(self) -> str:
        """The only firm that the text speaks of, and more than once if it also speaks of a region; empty for none."""
        firms = {*self._often} - {""}
        firm = firms.pop() if len(firms) == 1 else ""
        return firm if "" not in self._often or self._often[firm] > 1 else ""

    def _in_member(self, member: Span | None) -> _Subject | None:
        """The firm that is a list's member: 甲公司、[乙公司]分别实现产值."""
        if member is None:
            return None
        firms = (o for o in self.organisations if o.kind == "firm" and o.name)
        found = next((o for o in firms if member[0] <= o.start and o.end <= member[1]), None)
        return _Subject(found.start, found.end, found.name) if found else None

    def _is_aside(self, subject: _Subject, position: int) -> bool:
        """Whether a subject stands in brackets that are closed before a position."""
        opened = self.text.rfind("(", 0, subject.start) == subject.start - 1
        return opened and subject.start > 0 and self.text.find(")", subject.end, position) >= 0

    def _spoken_of(self, frame: Frame) -> str:
        first = bisect_left(self._subject_starts, frame.sentence[0])
        before = self.subjects[first - 1] if first else None
        if before is None or before.start <= self._body_start:
            return ""
        return before.organisation if self._often.get(before.organisation, 0) > 1 else ""

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
                return _Subject(organisation.start, organisation.end, organisation.name)
        return None


def _is_locative(text: str, place: Place) -> bool:
    """Whether a region only says where something lies or goes: 在昆山, 落户昆山, 当地."""
    return bool(
        _LOCATIVE.search(text, max(0, place.start - 4), place.start) or _LOCAL.match(text, place.start, place.end)
    )
