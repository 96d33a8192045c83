"""Which part of its indicator a figure is of: the words before its name, of its list, or of the figure before."""

from __future__ import annotations

from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Membership
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.industries import some_industry
from extract.step5_name.items import (
    all_summed,
    is_part,
    item_before,
    item_of_member,
    item_of_other,
    object_after,
    part_in,
    quoted_across,
    without_regions,
    without_sum,
)
from extract.step5_name.memory import Memory
from extract.step5_name.mover import Mover

__all__ = ["ItemFinder"]

_SHARES: Final = compile_pattern(load_words("wholes")["shares"])
_EACH: Final = compile_pattern(load_words("items")["each"])
_GREW: Final = compile_pattern(load_words("items")["grew"])
_FAMILIES: Final[list[list[str]]] = load_words("items")["families"]
_ALL: Final = compile_pattern(load_words("items")["all"])
_AMONG: Final[str] = load_words("lists")["among"]
_GROUP: Final = compile_pattern(load_words("items")["group"])
_RANK: Final = "city_rank"
_COUNTED: Final = ("count", "people")


class ItemFinder:
    """The items of an article's figures, asked one by one."""

    def __init__(self, chooser: Chooser, memory: Memory, mover: Mover) -> None:
        self.text = chooser.text
        self.chooser = chooser
        self.memory = memory
        self.mover = mover

    def find(self, frame: Frame, membership: Membership | None, choice: Choice | None, how: str) -> str:
        """The part that a figure is of, with the one that its name or an average stands for: 规上工业[亩均]税收, [日均]发送旅客."""
        item = self._part(frame, membership, choice, how).removeprefix(_AMONG)
        each = _EACH.search(self.text, frame.own, frame.number.start)
        own = (choice.naming.name.item if choice else "") or (each[0] if each else "")
        item = item if own in item else item + own
        group = self._group(frame, membership, choice)
        if not group:
            return item
        return group if group.endswith(item) else group + _GROUP.sub("", item)

    def _group(self, frame: Frame, membership: Membership | None, choice: Choice | None) -> str:
        """The counties together, or the city without them, that a named figure is of: 全市71亿元,其中[市本级]12亿元."""
        if choice is None or choice.naming.indicator.code == _RANK or (membership and membership.like):
            return ""
        found = _GROUP.search(self.text, frame.own, frame.number.start)
        return found[0] if found else ""

    def _part(self, frame: Frame, membership: Membership | None, choice: Choice | None, how: str) -> str:
        if frame.number.form == "part":
            return frame.number.surface
        if (
            membership
            and membership.member
            and how != "other"
            and not self.mover.own_base
            and not (choice and choice.span and membership.member[0] <= choice.span[0] < membership.member[1])
        ):
            member = item_of_member(self.text, *membership.member)
            return "" if choice and member in choice.naming.indicator.zh else member
        if choice and (name := self._bracketed(frame, choice)):
            return name
        if choice and choice.span:
            listed = membership is not None and membership.member is not None
            return self._beside(frame, choice, choice.span, listed=listed) or self._shared(frame, choice)
        if how == "inherited" and self.memory.last:
            if frame.number.kind == "ratio":
                own = without_regions(self.mover.part(frame) or self._grown(frame))
            else:
                own = item_before(self.text, frame.own, frame.number.start)
            return own if is_part(own) else self.memory.item_like(choice)
        if choice is None or (how == "other" and frame.number.kind in _COUNTED):
            return item_of_other(self.text, frame)
        return item_before(self.text, frame.own, frame.number.start)

    def _bracketed(self, frame: Frame, choice: Choice) -> str:
        """The part behind whose name an amount stands in brackets: 贷款集中在[制造业](4.9万亿元)、[批发业](4.3万亿元)."""
        start = frame.number.start - 1
        if frame.number.kind == "ratio" or not self.text.startswith("(", start) or start == frame.left:
            return ""
        left = max(frame.left, choice.span[1] if choice.span else 0)
        part = item_before(self.text, left, start) if left < start else ""
        return without_regions(part)

    def _beside(self, frame: Frame, choice: Choice, span: Span, *, listed: bool) -> str:
        """The part that stands in or beside the name of a figure; `listed` if that is of one member of a list."""
        if quoted := quoted_across(self.text, *span):
            return quoted
        if item := object_after(self.text, *span, frame.number.start):
            return item
        behind = span[0] >= frame.number.end
        start = frame.number.end if behind else frame.left if span[0] >= frame.left else frame.sentence[0]
        before = item_before(self.text, start, span[0])
        before = without_sum(before) if listed else all_summed(self.text, start, before, span[0])
        return before + (choice.naming.name.item or part_in(self.text[slice(*span)], choice.naming.indicator.code))

    def _grown(self, frame: Frame) -> str:
        """What a rate's own words say that grew: 其中[酒业]增长5.1%."""
        found = _GREW.fullmatch(self.text, frame.own, frame.number.start)
        return found["part"] if found else some_industry(self.text, frame)

    def _shared(self, frame: Frame, choice: Choice) -> str:
        """Whose share it is: 民营企业进出口占外贸总值的[九成], or what the figure before is of: 74亿元,占外贸总值的[七成].

        So is a price told behind what it rose by: 鸡蛋每公斤涨0.8元,卖到[7.8元].
        """
        code = choice.naming.indicator.code
        for term in self.chooser.within(frame.own, choice.span[0] if choice.span else frame.own):
            if _SHARES.match(self.text, term.end) and any(naming.indicator.code == code for naming in term.namings):
                return item_before(self.text, frame.own, term.start) + part_in(self.text[term.start : term.end], code)
        last = self.memory.last_in(frame)
        if last is None or last.indicator is None:
            return ""
        if _are_kin(code, last.indicator.code):
            return "" if _ALL.search(self.text, last.frame.number.end, frame.number.start) else last.item
        shares = _SHARES.match(self.text, frame.own, frame.number.start)
        moved = choice.is_index and last.movement.measure == "change"
        return last.item if last.indicator.code == code and (shares or moved) else ""


def _are_kin(code: str, other: str) -> bool:
    """Whether two indicators tell of one thing: animals sold and kept, a crop sown and harvested."""
    return code != other and any(code in family and other in family for family in _FAMILIES)
