"""Name every figure of an article, carrying names and bases on where the text lets them be understood."""

from __future__ import annotations

from typing import Final, NamedTuple

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures import Number
from extract.step4_context import (
    Frame,
    Membership,
    Movement,
)
from extract.step5_name.choose import Choice, Chooser, fitting_unit
from extract.step5_name.items import is_own_rate, item_before, item_of_other, without_regions
from extract.step5_name.mover import Mover
from extract.step5_name.terms import Term, find_terms, naming_of

__all__ = ["Named", "name_figures"]

_WHOLES: Final[dict[str, str]] = load_words("wholes")["wholes"]
_OF: Final = compile_pattern(load_words("wholes")["of"])
_OF_REGION: Final = compile_pattern(load_words("wholes")["of_region"])
_FULFILS: Final = compile_pattern(load_words("wholes")["fulfils"])
_SETS: Final[dict[str, list[str]]] = load_words("lists")["sets"]
_MOVES: Final[dict[str, str]] = load_words("measures")["moves"]
_PARTS: Final = compile_pattern(load_words("lists")["parts"])
_BARE: Final = compile_pattern(load_words("lists")["bare"])
_FAMILIES: Final = [frozenset(family) for family in load_words("lists")["families"].values()]
_LINKS: Final[str] = load_words("lists")["links"]
_SHORT: Final[dict[str, dict[str, list[str]]]] = load_words("lists")["short"]
_CARRIES: Final = compile_pattern(load_words("lists")["carries"])


class Named(NamedTuple):
    """A figure with its movement and name; `choice` is None when no rule names it."""

    frame: Frame
    movement: Movement
    choice: Choice | None
    item: str
    how: str
    """own, list, inherited or other: how the name was found."""

    @property
    def nameless_duration(self) -> bool:
        """Whether it is a length of time that measures nothing we know: an ordinary expression of time."""
        return self.choice is None and self.frame.number.kind == "duration"


def name_figures(text: str, frames: list[Frame], memberships: dict[int, Membership]) -> list[Named]:
    """Named figures in order."""
    namer = _Namer(text, find_terms(text, dict.fromkeys(frame.sentence for frame in frames)))
    named: list[Named] = []
    for index, frame in enumerate(frames):
        membership = memberships.get(index)
        like = named[membership.like] if membership and membership.like is not None else None
        named.append(namer.name(frame, membership, like))
    return named


class _Namer:
    """Remembers, figure by figure, what a later one may inherit."""

    def __init__(self, text: str, terms: list[Term]) -> None:
        self.text = text
        self.chooser = Chooser(text, terms)
        self.mover = Mover(text)
        self.told: list[Named] = []
        self.paragraph: list[Named] = []
        self.above: list[Named] = []
        """What the paragraph before told."""
        self.full: dict[str, Named] = {}
        """The last figure of each indicator that the article has named in full."""
        self.last: Named | None = None
        self.run: Frame | None = None
        """The first figure of the list that is being told."""

    def name(self, frame: Frame, membership: Membership | None, like: Named | None) -> Named:
        """The next figure's name."""
        self.run = self.run if frame.continues and self.run else frame
        self.mover.follow(frame, membership)
        movement = self.mover.read(frame)
        choice = self._of_all(membership, frame, movement)
        how = "list"
        if choice:
            like = None
        elif like:
            choice, how = self._inherit(like, frame, movement), "inherited"
        if choice is None:
            like = None
            choice, how = self._carried(frame, movement, *self._choose(frame, movement, membership))
        if choice and how in ("own", "list") and self.mover.coloured_by(choice):
            movement = self.mover.read(frame, choice)
        if choice and how == "inherited" and choice.naming.indicator.kind == "index":
            movement = self.mover.go_on(frame, movement)
        item = like.item if like else self._item(frame, membership, choice, how)
        choice, item = self._whole(frame, movement, choice, item)
        named = Named(frame, movement, choice, item, how)
        self._remember(named)
        return named

    def _remember(self, named: Named) -> None:
        """Keep what was told in this sentence; a rank stands beside what it ranks and leaves nothing to later figures."""
        if self.told and self.told[-1].frame.sentence != named.frame.sentence:
            self.told = []
        if self.paragraph and "\n" in self.text[self.paragraph[-1].frame.number.end : named.frame.number.start]:
            self.above, self.paragraph = self.paragraph, []
        self.told.append(named)
        self.paragraph.append(named)
        if named.choice and named.how == "own" and not named.choice.naming.name.weak:
            self.full[named.choice.naming.indicator.code] = named
        if named.frame.number.kind != "rank" or self.last is None:
            self.last = named
            self.mover.remember(named.frame, named.movement)

    def _of_all(self, membership: Membership | None, frame: Frame, movement: Movement) -> Choice | None:
        """What a list without members of its own is of: one of a set that its words name at once, or just its name."""
        if membership is None or membership.words is None or membership.member:
            return None
        return self._one_of_set(frame, membership, movement) or self.chooser.named_in(membership.words, frame, movement)

    def _whole(self, frame: Frame, movement: Movement, choice: Choice | None, item: str) -> tuple[Choice | None, str]:
        """The whole that a part's share or contribution speaks of, with the part as item."""
        if choice is None or movement.measure not in ("share", "contribution"):
            return choice, item
        whole = _WHOLES.get(choice.naming.indicator.code)
        run = self.run or frame
        start = max(run.left, run.clause[0])
        named_whole = choice.span is not None and _OF.search(self.text, start, max(start, choice.span[0]))
        named_whole = named_whole or _OF_REGION.search(self.text, start, frame.number.start)
        if whole is None or named_whole or _FULFILS.search(self.text, start, frame.number.start):
            return choice, item
        return choice._replace(naming=naming_of(whole)), item or choice.naming.indicator.zh

    def _choose(self, frame: Frame, movement: Movement, membership: Membership | None) -> tuple[Choice | None, str]:
        last = self.last if self.last and self.last.frame.sentence == frame.sentence else None
        if frame.number.kind == "moves":
            return moved(frame.number), "own"
        if membership and (found := self._one_of_set(frame, membership, movement)):
            return found, "list"
        if (
            membership
            and membership.member
            and (found := self.chooser.choose(frame, movement, membership.member, membership.tail))
        ):
            return found, "list"
        if last and last.choice and (frame.continues or self.mover.compares(frame)):
            return self._inherit(last, frame, movement), "inherited"
        if found := self.chooser.own(frame, movement):
            return found, "own"
        grows = frame.number.kind == "ratio" and movement.measure in ("yoy", "mom", "change", "contribution")
        if grows and last and last.choice and (found := self._inherit(last, frame, movement)):
            return found, "inherited"
        if found := self.chooser.choose(frame, movement):
            return found, "own"
        may_be_rate = last and last.choice and "%" in last.choice.naming.units
        if movement.measure == "level" and not may_be_rate and is_own_rate(self.text, frame):
            return None, "other"
        return self._from_before(frame, movement, last)

    def _carried(self, frame: Frame, movement: Movement, choice: Choice | None, how: str) -> tuple[Choice | None, str]:
        """The name of the sentence before where this one goes on with its parts and names them but weakly: 其中,金融业增长5%."""
        if choice and choice.naming.name.weak and (full := self._in_full(choice, frame, movement)):
            return full._replace(span=choice.span), how
        far = choice is not None and choice.span is not None and choice.span[0] < frame.clause[0]
        if choice and (kin := self._of_family(choice, frame, movement)):
            return kin, how
        if (choice is None or choice.naming.name.weak or far) and (index := self._of_index(frame, movement)):
            return (index._replace(span=choice.span), how) if choice else (index, "inherited")
        if choice is None or not choice.naming.name.weak or frame.number.kind != "ratio":
            return choice, how
        if index := self.chooser.index_before(frame, movement):
            return index._replace(span=choice.span), how
        told = self.last
        if told is None or told.choice is None:
            return choice, how
        priced = choice.naming.indicator.kind == "index" and told.movement.measure == movement.measure
        beside = priced and told.frame.sentence == frame.sentence
        next_to = told.frame.sentence[1] == frame.sentence[0] and _PARTS.match(self.text, frame.sentence[0])
        goes_on = beside or (next_to and not told.choice.naming.name.weak)
        found = self._inherit(told, frame, movement) if goes_on else None
        return (found._replace(span=choice.span) if found else choice), how

    def _one_of_set(self, frame: Frame, membership: Membership, movement: Movement) -> Choice | None:
        """The indicator at this position when words such as 三次产业增加值 name several at once."""
        words = self.text[frame.sentence[0] : frame.number.start]
        for name, codes in _SETS.items():
            if len(codes) == membership.size and name in words:
                naming = naming_of(codes[membership.position])
                unit = fitting_unit(naming, frame.number, movement)
                return Choice(naming, None, unit) if unit is not None else None
        return None

    def _from_before(self, frame: Frame, movement: Movement, last: Named | None) -> tuple[Choice | None, str]:
        """The name of an earlier figure or term of the sentence, or of the sentence before when this one carries it on."""
        counted = frame.number.kind == "count" and self.text.startswith("、", frame.left)
        if counted and last and last.choice is None:
            return None, "other"
        for earlier in (last, self._parallel(frame)):
            if earlier and earlier.choice and (found := self._inherit(earlier, frame, movement)):
                return found, "inherited"
        if found := self.chooser.back(frame, movement):
            return found, "own"
        if self.last and self.last.choice and _CARRIES.match(self.text, frame.sentence[0], frame.sentence[1]):
            found = self._inherit(self.last, frame, movement)
            return found, "inherited"
        if self._is_bare(frame) and (found := self._of_paragraph(frame, movement)):
            return found, "inherited"
        return None, "other"

    def _of_family(self, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
        """The indicator of the sentence before where this one tells its parts with words that also name a kindred one."""
        last = self.last
        if last is None or last.choice is None or not _are_kin(choice, last.choice):
            return None
        if not _PARTS.match(self.text, frame.sentence[0]):
            return None
        found = self._inherit(last, frame, movement)
        return found._replace(span=choice.span) if found else None

    def _of_index(self, frame: Frame, movement: Movement) -> Choice | None:
        """The price index that the figure before told in its paragraph: what rises or falls then are its parts."""
        before = self.paragraph[-1] if self.paragraph else None
        if before is None or before.choice is None or "\n" in self.text[before.frame.number.end : frame.number.start]:
            return None
        moves = frame.number.kind == "ratio" and movement.measure in ("yoy", "mom")
        index = before.choice.naming.indicator.kind == "index" and before.movement.measure in (
            "yoy",
            "mom",
            "contribution",
        )
        return self._inherit(before, frame, movement) if moves and index else None

    def _in_full(self, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
        """The indicator that the article named in full before, where a bare noun (收入, 投资) stands for it."""
        short = _SHORT.get(self.text[slice(*choice.span)]) if choice.span else None
        if short is None:
            return None
        words = self.text[max(frame.left, frame.clause[0]) : frame.right]
        if any(word in words for word in short["without"]):
            return None
        full = max((self.full[code] for code in short["for"] if code in self.full), key=_place, default=None)
        return self._inherit(full, frame, movement) if full else None

    def _is_bare(self, frame: Frame) -> bool:
        """Whether only a region and words without a meaning of their own stand before a figure."""
        words = self.text[max(frame.left, frame.clause[0]) : frame.number.start]
        return _BARE.fullmatch(without_regions(words.lstrip(_LINKS))) is not None

    def _of_paragraph(self, frame: Frame, movement: Movement) -> Choice | None:
        """The name of the last figure here or in the paragraph above that measures the same, a level in the same unit.

        What goes into the parts of something leaves no name behind.
        """
        for named in reversed([*self.above, *self.paragraph]):
            same = frame.number.kind == "ratio" or named.frame.number.unit == frame.number.unit
            if (
                same
                and not _PARTS.match(self.text, named.frame.sentence[0])
                and (found := self._inherit(named, frame, movement))
            ):
                return found
        return None

    def _parallel(self, frame: Frame) -> Named | None:
        """The last figure of the sentence that has a name and the same unit: 甲园区5亿元,第八位;乙园区[3亿元]."""
        same = (
            named
            for named in reversed(self.told)
            if named.choice and named.frame.number.unit == frame.number.unit and named.frame.number.kind != "ratio"
        )
        return next(same, None)

    def _inherit(self, last: Named, frame: Frame, movement: Movement) -> Choice | None:
        if last.choice is None:
            return None
        if last.choice.naming.indicator.kind == "count" and movement.measure in ("mom", "contribution"):
            return None
        unit = fitting_unit(last.choice.naming, frame.number, movement)
        return Choice(last.choice.naming, None, unit) if unit is not None else None

    def _item(self, frame: Frame, membership: Membership | None, choice: Choice | None, how: str) -> str:
        if choice and choice.naming.name.item:
            return choice.naming.name.item
        if (
            membership
            and membership.member
            and how != "other"
            and not (choice and choice.span and membership.member[0] <= choice.span[0] < membership.member[1])
        ):
            return without_regions(self.text[slice(*membership.member)])
        if choice and choice.span:
            behind = choice.span[0] >= frame.number.end
            start = frame.number.end if behind else frame.left if choice.span[0] >= frame.left else frame.sentence[0]
            return item_before(self.text, start, choice.span[0])
        if how == "inherited" and self.last:
            own = (
                item_before(self.text, max(frame.left, frame.clause[0]), frame.number.start)
                if frame.number.kind != "ratio"
                else ""
            )
            return own or self.last.item
        return item_of_other(self.text, frame, None)


def _are_kin(one: Choice, other: Choice) -> bool:
    codes = {one.naming.indicator.code, other.naming.indicator.code}
    return any(codes <= family for family in _FAMILIES)


def _place(named: Named) -> int:
    return named.frame.number.start


def moved(number: Number) -> Choice | None:
    """The count that 三涨六降 tells: of what rose, or of what fell."""
    code = _MOVES.get(number.surface)
    if code is None:
        return None
    return Choice(naming_of(code), None, number.unit)
