"""Which indicator a figure belongs to: the term that stands nearest to it and can have its unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step3_figures import Number
from extract.step4_context import GAP, Frame, Movement
from extract.step5_name.fitting import fitting_unit
from extract.step5_name.terms import Naming, Term, find_terms

__all__ = ["Choice", "Chooser"]

_FIRMS: Final = frozenset({"item", "enterprise", "household"})
_WEAK: Final = 3.0
_CLAUSE: Final = 2.0
_RIGHT: Final = 0.6
_SHORT: Final = 0.05
_RECOUNTED: Final = 1.0
"""What it costs an indicator to count in another unit than the printed one."""
_TOLD: Final = 0.5
"""What a name gains at least whose own condition is met: it is the more particular one."""
_TOO_FAR: Final = 9.0
_AND: Final = compile_pattern(load_words("regions")["and"])
_OF: Final[str] = load_words("items")["of"]
_RATIOS: Final = frozenset(load_words("wholes")["ratios"])
_COUNT_GREW: Final = compile_pattern(load_words("wholes")["count_grew"])
_SHARE_OF_COUNT: Final = compile_pattern(load_words("wholes")["share_of_count"])
_SHARES_IN: Final = compile_pattern(load_words("wholes")["share_in"])
_COMMA: Final = ","
_MARKS: Final = ",;:"
_COUNTED: Final = ("count", "people")
_ACTS: Final = ("count", "stock")
"""Kinds of indicators whose nouns may stand before a count of something else."""
_GROWS: Final = ("yoy", "mom", "change")
_SUBJECT: Final = compile_pattern(load_words("lists")["subject"])
_ATTACHED: Final = 4
_COUNTED_NOUN: Final = compile_pattern(load_words("lists")["counted_noun"])
_NEAR: Final = 1
_BESIDE: Final = 8
"""How many characters may stand between a counter and the noun that it counts: 103家[规模以上]企业."""


class Choice(NamedTuple):
    """A naming and the words that gave it; `unit` is the figure's unit as that indicator counts it."""

    naming: Naming
    span: Span | None
    unit: str

    @property
    def is_index(self) -> bool:
        """Whether it is a price index."""
        return self.naming.indicator.kind == "index"


class Chooser:
    """The terms of one article, asked figure by figure."""

    def __init__(self, text: str, terms: list[Term]) -> None:
        self.text = text
        self.terms = terms
        self.starts = [term.start for term in terms]
        self.topics: dict[tuple[str, ...], bool] = {}

    def choose(
        self, frame: Frame, movement: Movement, member: Span | None = None, tail: Span | None = None
    ) -> Choice | None:
        """The best term of a figure's own words; None when none of them can have its unit."""
        if member and (found := self._of_member(frame, movement, member, tail)):
            return found
        if tail and (found := self._best(self.within(*tail), frame, movement)):
            return found
        return self._best([*self.within(frame.left, frame.number.start), *self._right(frame)], frame, movement)

    def own(self, frame: Frame, movement: Movement) -> Choice | None:
        """The best term in the figure's own clause after the figure before."""
        start = frame.own
        gap = GAP.search(self.text, start, frame.number.start) if frame.number.unit == "pp" else None
        named = self.within(start, gap.start() if gap else frame.number.start)
        return self._best([*named, *self._attached(frame)], frame, movement)

    def subject(self, frame: Frame, movement: Movement) -> Choice | None:
        """The full name that the clause before a rate of growth ends with: 税收7亿元;[进出口总额],同比增长5%."""
        start, end = frame.clause[0], frame.number.start
        left = max(frame.sentence[0], *(self.text.rfind(mark, 0, start - 1) + 1 for mark in _MARKS))
        if frame.number.kind != "ratio" or movement.measure not in _GROWS or left < frame.left:
            return None
        named = [term for term in self.within(left, start) if _SUBJECT.match(self.text, term.end, end)]
        found = self._best(named, frame, movement)
        return None if found is None or found.naming.name.weak else found

    def _attached(self, frame: Frame) -> list[Term]:
        """What a figure is said to be of right behind it: 30万元的[奖补]."""
        following = self._right(frame)[:1] if frame.number.kind == "money" else []
        return [term for term in following if self._is_attached(frame.number.end, term.start)]

    def _is_attached(self, end: int, start: int) -> bool:
        return self.text.startswith(_OF, end) and start - end <= _ATTACHED

    def index_before(self, frame: Frame, movement: Movement) -> Choice | None:
        """The price index of which the sentence speaks before the figure: what grows in it are its parts."""
        found = self.within(frame.sentence[0], frame.number.start)
        indices = [term for term in found if any(n.indicator.kind == "index" and not n.name.weak for n in term.namings)]
        return self._best(indices, frame, movement)

    def named_in(self, words: Span, frame: Frame, movement: Movement) -> Choice | None:
        """The best term of some words."""
        return self._best(self.within(*words), frame, movement)

    def told_in(self, words: Span, frame: Frame, movement: Movement) -> Choice | None:
        """The best name in words that hold no figure."""
        found = self._best(find_terms(self.text, [words]), frame, movement)
        return None if found is None or found.naming.name.weak else found._replace(span=None)

    def back(self, frame: Frame, movement: Movement) -> Choice | None:
        """The best term of the whole sentence before the figure, other figures' words included."""
        return self._best(self.within(frame.sentence[0], frame.number.start), frame, movement)

    def _of_member(self, frame: Frame, movement: Movement, member: Span, tail: Span | None) -> Choice | None:
        """The name of a list member; a weak one gives way to what it makes with the last one, or to the last one's own."""
        if tail and (said := self._said_of_all(frame, movement, member, tail)):
            return said
        around = self._around_member(frame, member, tail)
        own = self._best(self.within(*member), frame, movement, around)
        if own and not own.naming.name.weak:
            return own
        made = self._composed(frame, movement, member, tail)
        if made and not made.naming.name.weak:
            return made
        shared = self.shared(frame, movement, member, tail)
        told = shared and (not shared.naming.name.weak or (own is not None and own.is_index and not shared.is_index))
        return (shared if told else None) or made or own

    def _said_of_all(self, frame: Frame, movement: Movement, member: Span, tail: Span) -> Choice | None:
        """The name told in a clause of its own between a list and its figures: 批发、餐饮无一下滑,[零售额]分别为."""
        comma = self.text.rfind(_COMMA, member[1], tail[1])
        found = self._best(self.within(comma, tail[1]), frame, movement) if comma >= 0 else None
        return found if found and not found.naming.name.weak else None

    def _around_member(self, frame: Frame, member: Span, tail: Span | None) -> str:
        """The words that are said of one member of a list alone: not those of the others."""
        start, end = tail or (member[1], member[1])
        behind = self.text[max(end, frame.left) : self._stop(frame)]
        return self.text[slice(*member)] + self.text[start:end] + behind

    def shared(self, frame: Frame, movement: Movement, member: Span, tail: Span | None) -> Choice | None:
        """The name that stands once at the end of a list: 化学、医药、纺织业[出厂价格]分别."""
        if tail is None:
            return None
        return self._best(self.within(self._last_start(member, tail), tail[1]), frame, movement)

    def _last_start(self, member: Span, tail: Span) -> int:
        joint = last_match(_AND, self.text, member[1], tail[0])
        return max(member[0], joint.end() if joint else 0)

    def _composed(self, frame: Frame, movement: Movement, member: Span, tail: Span | None) -> Choice | None:
        """The term that a member makes with the end of the last one: 城镇、农村[居民人均可支配收入]分别."""
        if tail is None or tail[0] <= member[1]:
            return None
        words = self.text[slice(*member)]
        last = self.text[max(member[1], self._last_start(member, tail)) : tail[1]]
        for cut in range(1, len(last)):
            for term in find_terms(words + last[cut:], [(0, len(words) + len(last) - cut)]):
                if term.start < len(words) < term.end:
                    found = self._best([term._replace(start=member[0], end=member[1])], frame, movement)
                    if found:
                        return found
        return None

    def within(self, start: int, end: int) -> list[Term]:
        """Terms that lie inside a span."""
        found = self.terms[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [term for term in found if term.end <= end]

    def _right(self, frame: Frame) -> list[Term]:
        """Terms behind a figure, but those of what brackets open for the next: 分流121件([调解]110件)."""
        opened = self.text.find("(", frame.number.end, frame.right)
        inside = opened >= 0 and self.text.find(")", opened, frame.right) < 0
        return self.within(frame.number.end, opened if inside else frame.right)

    def _best(self, terms: list[Term], frame: Frame, movement: Movement, around: str | None = None) -> Choice | None:
        """The nearest of some terms; `around` are the words beside it where they are not those of its clause."""
        best: tuple[float, Choice] | None = None
        for term, naming, unit in self._fitting(terms, frame.number, movement):
            if self._is_of_others(term, naming, frame) or not self._allowed(naming, frame, term, unit, around):
                continue
            if (met := self._met(naming, frame)) is None:
                continue
            if best and _is_cut(best[1], term):
                continue
            cost = self._cost(term, naming, frame) - _told(naming, frame.number, met)
            cost += _RECOUNTED if unit != frame.number.unit and unit in _FIRMS else 0
            if cost < _TOO_FAR and (best is None or cost < best[0]):
                best = cost, Choice(naming, (term.start, term.end), unit)
        return best[1] if best else None

    def _fitting(self, terms: list[Term], number: Number, movement: Movement) -> Iterator[tuple[Term, Naming, str]]:
        """Namings that can have such a figure; of a term without any, those of the terms in it: 进口原油 in yuan is 进口."""
        for term in terms:
            if found := list(_namings_for(term, number, movement)):
                yield from found
            elif any(naming.indicator.kind != "count" for naming in term.namings):  # 外商投资企业 holds no investment
                for inner in find_terms(self.text, [(term.start + 1, term.end), (term.start, term.end - 1)]):
                    yield from _namings_for(inner, number, movement)

    def _is_of_others(self, term: Term, naming: Naming, frame: Frame) -> bool:
        """Whether a noun before a count is not what it counts, but the one before does, or who has the noun behind it.

        66家[污染企业]和27家落后企业; [合作社]建成了12个冷库.
        """
        if frame.number.kind not in _COUNTED or term.end > frame.number.start:
            return False
        if frame.left > frame.sentence[0] and _AND.fullmatch(self.text, term.end, frame.number.start):
            return True
        acts = frame.number.kind == "count" and naming.indicator.kind in _ACTS and term.end + _NEAR < frame.number.start
        return acts and _COUNTED_NOUN.match(self.text, frame.number.end) is not None

    def _allowed(self, naming: Naming, frame: Frame, term: Term, unit: str, around: str | None) -> bool:
        name, number = naming.name, frame.number
        counted = number.kind == "count" or (number.kind == "people" and unit != number.unit)
        if naming.counters and counted and number.surface not in naming.counters:
            return False
        if name.about and not self.speaks_of(name.about):
            return False
        if not name.without:
            return True
        clause = self.text[min(term.start, frame.own) : self._stop(frame)] if around is None else around
        refused = {word for word in name.without if word in clause}
        return not refused or (number.kind == "ratio" and refused <= _RATIOS and self._is_count_of(term, frame))

    def _stop(self, frame: Frame) -> int:
        """Where the words end that are said of a figure behind it."""
        stop = self.text.find("、", frame.number.end, frame.right)
        return frame.right if stop < 0 else stop

    def _is_count_of(self, term: Term, frame: Frame) -> bool:
        """Whether a ratio is said of how many there are: [招聘会]场次同比增长15%, 占全部[驿站]的三成."""
        counted = _COUNT_GREW.fullmatch(self.text, term.start, frame.number.start)
        shared = _SHARE_OF_COUNT.fullmatch(self.text, term.end, frame.number.start)
        return bool(counted or (shared and _SHARES_IN.search(self.text, frame.own, term.start)))

    def speaks_of(self, words: tuple[str, ...]) -> bool:
        """Whether the article holds one of some words."""
        if words not in self.topics:
            self.topics[words] = any(word in self.text for word in words)
        return self.topics[words]

    def _met(self, naming: Naming, frame: Frame) -> int | None:
        """How long the longest word is that a name asks for and its sentence holds: 0 if it asks for none, None without one."""
        name = naming.name
        words = self.text[frame.sentence[0] : frame.clause[1]] if name.with_ or name.unless else ""
        if any(word in words for word in name.unless):
            return None
        return max((len(word) for word in name.with_ if word in words), default=None) if name.with_ else 0

    def _cost(self, term: Term, naming: Naming, frame: Frame) -> float:
        """How far a term stands from its figure, in clauses; nouns right behind a counter stand near, weak words far."""
        number = frame.number
        cost = _WEAK if naming.name.weak else 0.0
        cost -= _SHORT * (term.end - term.start)
        if term.start >= number.end:
            gap = term.start - number.end
            counts = number.kind in _COUNTED and gap <= _BESIDE
            beside = counts or self._is_attached(number.end, term.start)
            return cost + gap / 100 + (0.0 if beside else _RIGHT + gap / 10)
        marks = sum(self.text.count(mark, term.end, number.start) for mark in ",;:")
        aside = self.text.count(")", term.end, number.start) - self.text.count("(", term.end, number.start)
        return cost + _CLAUSE * (marks + max(aside, 0)) + (number.start - term.end) / 20


def _is_cut(choice: Choice, term: Term) -> bool:
    """Whether a term begins in the end of a full name: 房地产[投资增速]."""
    if choice.span is None or choice.naming.name.weak:
        return False
    start, end = choice.span
    return start < term.start < end < term.end and term.end - term.start < end - start


def _told(naming: Naming, number: Number, met: int) -> float:
    """What a name gains that has conditions of its own: the more the longer the word is that meets them."""
    name = naming.name
    if number.kind == "ratio" and "%" not in naming.units:
        return -_SHORT if name.about else 0.0
    return _TOLD + met / 100 if name.with_ or name.about else 0.0


def _namings_for(term: Term, number: Number, movement: Movement) -> Iterator[tuple[Term, Naming, str]]:
    for naming in term.namings:
        if movement.measure == "mom" and naming.indicator.seasonal and naming.indicator.kind != "index":
            continue  # 生姜环比下降17% is no harvest's
        if (unit := fitting_unit(naming, number, movement)) is not None:
            yield term, naming, unit
