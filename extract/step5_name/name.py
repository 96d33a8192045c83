"""Name every figure of an article, carrying names and bases on where the text lets them be understood."""

from __future__ import annotations

from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Membership, Movement, paragraph_start
from extract.step5_name.by_unit import by_unit
from extract.step5_name.carry import carry_on, divides
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.goals import fulfilled, goal
from extract.step5_name.industries import OUTPUTS, of_some_industry, shares_out
from extract.step5_name.item_finder import ItemFinder
from extract.step5_name.items import is_own_rate
from extract.step5_name.kin import cost_of
from extract.step5_name.listed import Lists
from extract.step5_name.memory import Memory
from extract.step5_name.mover import Mover
from extract.step5_name.named import Named
from extract.step5_name.sets import told_by
from extract.step5_name.terms import Term, find_terms
from extract.step5_name.wholes import part_within, whole_of

__all__ = ["Named", "name_figures"]

_OF_MONEY: Final = frozenset({"money", "ratio"})
_AMOUNTS_TO: Final = compile_pattern(load_words("lists")["amounts_to"])
_NUMBER_OF: Final = compile_pattern(load_words("lists")["number_of"])
_CAUSE: Final = compile_pattern(load_words("lists")["cause"])
_COUNTED: Final = ("count", "people")
_GROWS: Final = ("yoy", "mom", "change", "contribution")
_ALL_GREW: Final = compile_pattern(load_words("lists")["all_grew"])
_CARRIES: Final = compile_pattern(load_words("lists")["carries"])


def name_figures(text: str, frames: list[Frame], memberships: dict[int, Membership], names: list[Span]) -> list[Named]:
    """Named figures in order; words inside the `names` of organisations name none."""
    mute = [*(found.span() for found in _CAUSE.finditer(text)), *names]
    terms = find_terms(text, dict.fromkeys(frame.sentence for frame in frames))
    namer = _Namer(text, [term for term in terms if not any(start <= term.start < end for start, end in mute)])
    named: dict[int, Named] = {}
    for index, frame in enumerate(frames):
        membership = memberships.get(index)
        like = named[membership.like.number.start] if membership and membership.like else None
        named[frame.number.start] = namer.name(frame, membership, like)
    return list(named.values())


class _Namer:
    """Remembers, figure by figure, what a later one may inherit."""

    def __init__(self, text: str, terms: list[Term]) -> None:
        self.text = text
        self.chooser = Chooser(text, terms)
        self.mover = Mover(text)
        self.memory = Memory(text)
        self.lists = Lists(self.chooser, self.memory)
        self.items = ItemFinder(self.chooser, self.memory, self.mover)
        self.run: Frame | None = None
        """The first figure of the list that is being told."""

    def name(self, frame: Frame, membership: Membership | None, like: Named | None) -> Named:
        """The next figure's name."""
        self.run = self.run if frame.continues and self.run else frame
        self.mover.follow(frame, membership)
        movement = self.mover.read(frame)
        choice, how, like = self._listed(frame, movement, membership, like)
        if choice is None and like is None:
            chosen = self._choose(frame, movement, membership)
            choice, how = carry_on(self.chooser, self.memory, frame, movement, *chosen)
        unsure = choice is None or choice.naming.name.weak
        unsure = unsure or (how == "inherited" and self.memory.last_in(frame) is None)
        if unsure and (told := by_unit(self.chooser, frame, sized=choice is not None)):
            choice, how = told, "other" if choice else how
        movement = self._coloured(frame, movement, choice, how)
        frame, choice = self._priced(frame, choice)
        item = like.item if like else self.items.find(frame, membership, choice, how)
        if choice:
            choice, item = self._whole(frame, movement, choice, item)
        named = Named(frame, movement, choice, item, how)
        self.memory.remember(named)
        if self.memory.last is named:
            self.mover.remember(frame, movement)
        return named

    def _listed(
        self, frame: Frame, movement: Movement, membership: Membership | None, like: Named | None
    ) -> tuple[Choice | None, str, Named | None]:
        """What its list says that a figure is of, and the figure of a list before whose item it shares."""
        if told := self.lists.of_all(membership, frame, movement):
            return told, "list", None
        if like and (told := self.lists.measured_anew(self.run or frame, movement)):
            return told, "own", like
        told = self.memory.inherit(like, frame, movement)
        goes_with = like and (told or not any(before.choice for before in self.memory.here(frame)))
        return told, "inherited", like if goes_with else None  # 事故56起、死亡81人,分别下降26%和[41%]

    def _whole(self, frame: Frame, movement: Movement, choice: Choice, item: str) -> tuple[Choice, str]:
        """What a share or a contribution is of, and the part as item."""
        start = self.mover.words(self.run or frame)[0]
        within = part_within(self.chooser, frame, movement, choice)
        choice, item = within or whole_of(self.memory, start, frame, movement, choice, item)
        last = self.memory.last_in(frame)
        told = last and last.movement.is_growth and movement.measure == "contribution"
        return choice, item or (last.item if last and told else "")  # 食品价格上涨6%,拉动CPI上升[2个百分点]

    def _coloured(self, frame: Frame, movement: Movement, choice: Choice | None, how: str) -> Movement:
        """The movement once the name is known: a name may hold words of movement, or be a movement itself."""
        if choice and how in ("own", "list") and self.mover.coloured_by(choice):
            movement = self.mover.read(frame, choice)
        told = how == "inherited" and movement.base and movement.is_growth  # 收入2亿元,同比增加[814万元]
        if choice and choice.naming.indicator.movement and frame.number.kind != "ratio" and not told:
            movement = Movement("level")
        if choice and how == "inherited" and choice.is_index:
            movement = self.mover.go_on(frame, movement)
        return movement

    def _priced(self, frame: Frame, choice: Choice | None) -> tuple[Frame, Choice | None]:
        """A plain amount beside a price per something is counted per the same: 甲区每平方米9800元,乙区只有[9260元]."""
        price = self.memory.prices.priced(frame, choice) if choice else None
        if choice is None or price is None or price.choice is None:
            return frame, choice
        number = frame.number.counted_per(price.frame.number.per)
        naming = price.choice.naming if choice.is_index else choice.naming
        return frame._replace(number=number), choice._replace(naming=naming, unit=number.unit)

    def _choose(self, frame: Frame, movement: Movement, membership: Membership | None) -> tuple[Choice | None, str]:
        last = self.memory.last_in(frame)
        told = told_by(self.chooser, frame, movement)
        if told or frame.number.kind == "moves":  # 三涨六降[一平]: what stayed as it was has no name
            return told, "own" if told else "other"
        if membership and membership.member and _NUMBER_OF.fullmatch(self.text, *membership.member):
            return self.memory.counted(frame, movement), "list"
        if membership and (found := self.lists.of_member(frame, movement, membership, self.run or frame)):
            return found, "list"
        before = self.memory.last if self.mover.compares(frame) else last
        if before and before.choice and (self._goes_on(frame) or self._is_next_part(frame, movement)):
            return self.memory.inherit(before, frame, movement), "inherited"
        if found := fulfilled(self.memory, frame, movement):
            return found, "inherited"
        if found := self.chooser.own(frame, movement) or self.chooser.subject(frame, movement):
            return found, "own"
        if last and (grown := self._grown(frame, movement, membership, last)):
            return grown
        if found := self.chooser.choose(frame, movement):
            return found, "own"
        if self._is_of_none_before(frame, movement, membership, last):
            return None, "other"
        return self._from_before(frame, movement, membership, last)

    def _grown(
        self, frame: Frame, movement: Movement, membership: Membership | None, last: Named
    ) -> tuple[Choice | None, str] | None:
        """What a rate of growth without a name of its own is of: what the figure before told, if words behind that name nothing else."""
        if frame.number.kind != "ratio" or movement.measure not in _GROWS:
            return None
        if last.frame.number.kind != "ratio" and (found := self._grew(frame, movement)):
            return found, "own"
        owner = self.memory.owner if movement.is_growth else None
        owner = owner or (self.memory.above_parts(frame) if last.choice is None else None)
        if found := self.memory.inherit(owner, frame, movement) or self.memory.inherit(last, frame, movement):
            return found, "inherited"
        nameless = last.is_nameless_level and not (membership and membership.member)
        return (None, "inherited") if nameless else None

    def _grew(self, frame: Frame, movement: Movement) -> Choice | None:
        """What the words behind a count say that grew, of which the next clauses tell the rates: 14户[产值]比去年增长,其中某厂增长[5%]."""
        if _ALL_GREW.search(self.text, frame.left, frame.own) is None:
            return None
        found = self.chooser.named_in((frame.left, frame.own), frame, movement)
        return found if found and not found.naming.name.weak else None

    def _is_of_none_before(
        self, frame: Frame, movement: Movement, membership: Membership | None, last: Named | None
    ) -> bool:
        """Whether a nameless figure is of nothing told before: a member of a list in a unit of its own, or a rate with its own name."""
        if membership and membership.member and membership.position and not frame.continues:
            return True
        may_be_rate = last and last.choice and "%" in last.choice.naming.units
        return movement.measure in ("level", "share") and not may_be_rate and is_own_rate(self.text, frame)

    def _is_next_part(self, frame: Frame, movement: Movement) -> bool:
        """Whether a row says only once what grew, and here just whose growth it is: 甲县投资增长12%,[乙县]10%."""
        if not self.mover.part(frame):
            return False
        found = self.chooser.own(frame, movement)
        if found is None or found.span is None or found.span[1] != frame.number.start:
            return True
        if found.naming.indicator.code in OUTPUTS:
            return shares_out(self.memory.last, found)
        return found.naming.name.weak

    def _goes_on(self, frame: Frame) -> bool:
        """Whether a figure can only be of what the one before is of: a list's next, a yardstick or a part of it."""
        return frame.continues or self.mover.compares(frame) or divides(self.text, self.memory.last, frame)

    def _from_before(
        self, frame: Frame, movement: Movement, membership: Membership | None, last: Named | None
    ) -> tuple[Choice | None, str]:
        """The name of an earlier figure or term of the sentence, or of the sentence before when this one carries it on."""
        counted = frame.number.kind == "count" and self.text.startswith("、", frame.left)
        if counted and last and last.choice is None:
            return None, "other"
        if found := self._amount_of(frame, movement, last):
            return found, "own"
        told = goal(self.memory, frame, movement) or self._cost_of(frame, movement, last)
        told = told or self.memory.inherit(last, frame, movement)
        if found := told or self.memory.parallel(frame, movement, here=True):
            return found, "inherited"
        found = self.chooser.back(frame, movement)
        if found and not self._taken(found, frame, last):
            return found, "own"
        if found := self._topic(frame, movement):
            return found, "inherited"
        if self.memory.last and self.memory.last.choice and _CARRIES.match(self.text, *frame.sentence):
            return self.memory.inherit(self.memory.last, frame, movement), "inherited"
        found = self.memory.of_paragraph(frame, movement) or self.memory.parallel(frame, movement, here=False)
        found = found or of_some_industry(self.memory, frame, movement, membership)
        return found, "inherited" if found else "other"

    def _taken(self, found: Choice, frame: Frame, last: Named | None) -> bool:
        """Whether a name is that of a figure before, which counts other things: 交通事故8起,死亡[8人],伤[7人]."""
        if last is None:
            return False
        if last.choice is None:
            return last.frame.number.kind == frame.number.kind == "people"
        other = last.choice.naming == found.naming and not found.naming.counters
        return other and self.memory.counts_otherwise(last, frame)

    def _amount_of(self, frame: Frame, movement: Movement, last: Named | None) -> Choice | None:
        """What the words before a nameless count, or a weight, say of the money that it comes to: 发放贷款316笔、[6320万元]."""
        if last is None or frame.number.kind != "money":
            return None
        if last.frame.number.kind in _OF_MONEY or (last.choice and last.frame.number.kind in _COUNTED):
            return None
        joined = _AMOUNTS_TO.fullmatch(self.text, last.frame.number.end, frame.number.start)
        return self.chooser.named_in((last.frame.own, last.frame.number.start), frame, movement) if joined else None

    def _cost_of(self, frame: Frame, movement: Movement, last: Named | None) -> Choice | None:
        """What things that were just counted cost, where the article told that of others: 产业项目3个、[7.5亿元]."""
        told = self.memory.full.get(cost_of(last.indicator.code)) if last and last.indicator else None
        if last is None or told is None or frame.number.kind != "money":
            return None
        joined = _AMOUNTS_TO.fullmatch(self.text, last.frame.number.end, frame.number.start)
        return self.memory.inherit(told, frame, movement) if joined else None

    def _topic(self, frame: Frame, movement: Movement) -> Choice | None:
        """What the sentences without figures right before this one speak of: 各市财政收入全部增长。甲市完成[8亿元]."""
        last = self.memory.last.frame.sentence[1] if self.memory.last else 0
        start = max(last, paragraph_start(self.text, frame.sentence[0]))
        told = self.text[start : frame.sentence[0]]
        if not told.strip() or not self.memory.is_bare(frame):
            return None
        return self.chooser.told_in((start, frame.sentence[0]), frame, movement)
