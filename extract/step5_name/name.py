"""Name every figure of an article, carrying names and bases on where the text lets them be understood."""

from __future__ import annotations

from typing import Final, NamedTuple

from extract.models import Measure, Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures import Number
from extract.step4_context import (
    Frame,
    Membership,
    Movement,
    is_plain,
    is_yardstick,
    read_base,
    read_movement,
    read_sign,
)
from extract.step5_name.choose import Choice, Chooser, fitting_unit
from extract.step5_name.items import is_own_rate, item_before, item_of_other
from extract.step5_name.terms import Term, find_terms, naming_of

__all__ = ["Named", "name_figures"]

_MASK: Final = "□"
_ARRIVES: Final = compile_pattern(load_words("measures")["arrives"])
_WHOLES: Final[dict[str, str]] = load_words("wholes")["wholes"]
_OF: Final = compile_pattern(load_words("wholes")["of"])
_FULFILS: Final = compile_pattern(load_words("wholes")["fulfils"])
_SETS: Final[dict[str, list[str]]] = load_words("lists")["sets"]
_MOVES: Final[dict[str, str]] = load_words("measures")["moves"]
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
        self.base: Measure | None = None
        self.first_base: Measure | None = None
        self.told: Measure | None = None
        self.read_to = 0
        self.last: Named | None = None

    def name(self, frame: Frame, membership: Membership | None, like: Named | None) -> Named:
        """The next figure's name."""
        left = self._words(frame)
        self._follow_base(frame, membership)
        movement = self._movement(frame, left, None)
        choice = self._of_all(membership, frame, movement)
        how = "list"
        if choice:
            like = None
        elif like:
            choice, how = self._inherit(like, frame, movement), "inherited"
        if choice is None:
            like = None
            choice, how = self._choose(frame, movement, membership)
        if choice and how in ("own", "list") and self._colours(choice):
            movement = self._movement(frame, left, choice)
        item = like.item if like else self._item(frame, membership, choice, how)
        choice, item = self._whole(frame, movement, choice, item)
        named = Named(frame, movement, choice, item, how)
        if frame.number.kind != "rank" or self.last is None:
            self.last = named
        return named

    def _of_all(self, membership: Membership | None, frame: Frame, movement: Movement) -> Choice | None:
        """What a list without members of its own is of: one of a set that its words name at once, or just its name."""
        if membership is None or membership.words is None or membership.member:
            return None
        return self._one_of_set(frame, membership, movement) or self.chooser.named_in(membership.words, frame, movement)

    def _follow_base(self, frame: Frame, membership: Membership | None) -> None:
        """Keep the base named last in the sentence; a new sentence goes back to the one that the article began with."""
        if self.last and self.last.frame.sentence != frame.sentence:
            self.base = self.first_base
        named = read_base(self.text, max(self.read_to, frame.sentence[0]), frame.number.start)
        self.told = read_base(self.text, *membership.member) if membership and membership.member else None
        named = self.told or named
        self.base = named or self.base
        self.first_base = self.first_base or self.base
        self.read_to = frame.number.end

    def _whole(self, frame: Frame, movement: Movement, choice: Choice | None, item: str) -> tuple[Choice | None, str]:
        """The whole that a part's share or contribution speaks of, with the part as item."""
        if choice is None or movement.measure not in ("share", "contribution"):
            return choice, item
        whole = _WHOLES.get(choice.naming.indicator.code)
        start = max(frame.left, frame.clause[0])
        named_whole = choice.span is not None and _OF.search(self.text, start, max(start, choice.span[0]))
        if whole is None or named_whole or _FULFILS.search(self.text, start, frame.number.start):
            return choice, item
        return choice._replace(naming=naming_of(whole)), item or choice.naming.indicator.zh

    def _words(self, frame: Frame) -> Span:
        return max(frame.left, frame.clause[0]), frame.number.start

    def _colours(self, choice: Choice) -> bool:
        """Whether a name must be known to read the movement: it is one itself, or holds words of one."""
        named = choice.span is not None and not is_plain(self.text[slice(*choice.span)])
        return named or choice.naming.indicator.movement

    def _movement(self, frame: Frame, left: Span, choice: Choice | None) -> Movement:
        """The movement of a figure; a list goes on with that of its first member, and a name says nothing of direction."""
        words = self.text[left[0] : left[1]]
        if frame.continues and self.last:
            return self._continue(self.last.movement, words)
        if self._goes_on(frame, words) or self._compares(frame):
            return self.last.movement  # type: ignore[union-attr]
        if self._arrives(frame, words):
            return self.last.movement  # type: ignore[union-attr]
        name = ""
        if choice and choice.span and left[0] <= choice.span[0] < left[1]:
            name = self.text[slice(*choice.span)]
            start, end = choice.span[0] - left[0], choice.span[1] - left[0]
            words = words[:start] + _MASK * (end - start) + words[end:]
        if choice and choice.naming.indicator.movement and frame.number.kind != "ratio":
            return Movement("level")
        movement = read_movement(frame.number, words, self.text[frame.number.end : frame.right], self.base, name)
        return self._continue(movement, "") if self.told else movement

    def _continue(self, movement: Movement, words: str) -> Movement:
        """The movement of the list so far, on the base of this member and in its own direction: 9.2%和下降3.6%."""
        turned = read_sign(words)
        movement = movement._replace(sign=turned) if turned and movement.measure != "level" else movement
        if movement.measure in ("yoy", "mom") and self.base in ("yoy", "mom"):
            return movement._replace(measure=self.base, base=self.base)
        return movement

    def _compares(self, frame: Frame) -> bool:
        return self.last is not None and is_yardstick(self.text, frame.number)

    def _goes_on(self, frame: Frame, words: str) -> bool:
        """Whether a figure shares the verb of the one before: 新增甲5家、乙2家."""
        last = self.last
        return bool(
            last
            and words.startswith("、")
            and frame.number.kind != "ratio"
            and (last.frame.number.unit, last.frame.sentence) == (frame.number.unit, frame.sentence)
        )

    def _arrives(self, frame: Frame, words: str) -> bool:
        """Whether a figure is where a share went: 占比从8%[提升至]10%."""
        last = self.last
        same = last is not None and (last.frame.number.unit, last.frame.sentence) == (frame.number.unit, frame.sentence)
        return bool(same and frame.number.kind == "ratio" and _ARRIVES.fullmatch(words))

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
        if frame.continues and last and last.choice:
            return self._inherit(last, frame, movement), "inherited"
        if self._compares(frame) and last and last.choice:
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
        if last and last.choice and (found := self._inherit(last, frame, movement)):
            return found, "inherited"
        if found := self.chooser.back(frame, movement):
            return found, "own"
        if self.last and self.last.choice and _CARRIES.match(self.text, frame.sentence[0], frame.sentence[1]):
            found = self._inherit(self.last, frame, movement)
            return found, "inherited"
        return None, "other"

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
            return self.text[slice(*membership.member)]
        if choice and choice.span:
            start = max(frame.sentence[0], frame.left if choice.span[0] >= frame.left else frame.sentence[0])
            return item_before(self.text, start, choice.span[0])
        if how == "inherited" and self.last:
            own = (
                item_before(self.text, max(frame.left, frame.clause[0]), frame.number.start)
                if frame.number.kind != "ratio"
                else ""
            )
            return own or self.last.item
        return item_of_other(self.text, frame, None)


def moved(number: Number) -> Choice | None:
    """The count that 三涨六降 tells: of what rose, or of what fell."""
    code = _MOVES.get(number.surface)
    if code is None:
        return None
    return Choice(naming_of(code), None, number.unit)
