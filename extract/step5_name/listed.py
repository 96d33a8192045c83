"""What a list says that its figures are of."""

from __future__ import annotations

from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Membership, Movement
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.industries import OUTPUTS, is_bare_industry
from extract.step5_name.memory import Memory
from extract.step5_name.sets import one_of_set

__all__ = ["Lists"]

_GROWS: Final = ("yoy", "mom", "change", "contribution")
_KIND_OF_GOODS: Final = compile_pattern(load_words("lists")["kind_of_goods"])
_GOODS: Final = "retail_sales"


class Lists:
    """The lists of one article, asked figure by figure; `run` is the first figure of the one that is being told."""

    def __init__(self, chooser: Chooser, memory: Memory) -> None:
        self.chooser = chooser
        self.memory = memory

    def of_all(self, membership: Membership | None, frame: Frame, movement: Movement) -> Choice | None:
        """What a list without members of its own is of: one of a set that its words name at once, or just its name."""
        if membership is None or membership.words is None or membership.member:
            return None
        return one_of_set(self.chooser, frame, membership, movement) or self.chooser.named_in(
            membership.words, frame, movement
        )

    def measured_anew(self, run: Frame, movement: Movement) -> Choice | None:
        """The full name of its own of a row of amounts behind another: 总投资分别为3亿元和2亿元,[中央投资]1亿元、7000万元."""
        if run.number.kind == "ratio":
            return None
        found = self.chooser.own(run, movement)
        return None if found is None or found.naming.name.weak else found

    def of_member(self, frame: Frame, movement: Movement, membership: Membership, run: Frame) -> Choice | None:
        """What a list says of its member: one of a set, its own name, or the whole of which it is a nameless part: 分行业看,不锈钢、…."""
        if found := one_of_set(self.chooser, frame, membership, movement):
            return found
        if membership.member is None:
            return None
        if kind := self._of_goods(membership.member, frame, movement):
            return kind
        found = self.chooser.choose(frame, movement, membership.member, membership.tail)
        if found is None and movement.measure in _GROWS and self.memory.has_parts_in(frame):
            return self.memory.rises(frame, movement, named=False) or self.memory.inherit(
                self.memory.last, frame, movement
            )
        return found and (self._measured_otherwise(found, frame, movement, membership, run) or found)

    def _of_goods(self, member: Span, frame: Frame, movement: Movement) -> Choice | None:
        """What the article told of all goods, for the growth of a kind of them: 零售额增长……,[饮料类]、烟酒类分别增长5%、6%."""
        grows = (
            movement.is_growth and frame.number.kind == "ratio" and _KIND_OF_GOODS.search(self.chooser.text, *member)
        )
        return self.memory.inherit(self.memory.full.get(_GOODS), frame, movement) if grows else None

    def _measured_otherwise(
        self, found: Choice, frame: Frame, movement: Movement, membership: Membership, run: Frame
    ) -> Choice | None:
        """What a list of industries is measured in, where that is not their output: 一、二产业分别完成[投资]4亿元、8亿元."""
        moves = movement.measure == "contribution"  # 菱镁、装备分别上拉规上工业9.3、3.3个百分点
        output = found.naming.indicator.code in OUTPUTS
        weak = found.naming.name.weak and frame.number.kind != "ratio" and not output  # 肉牛、羊分别出栏2万头、9000只
        if not (moves or weak or output) or membership.tail is None:
            return None
        told = self.chooser.named_in((membership.tail[1], run.number.start), frame, movement)
        told = told or self._shared_by_industries(found, frame, movement, membership)
        if told is None or (weak and told.naming.name.weak):
            return None
        return told if moves or weak or told.naming.indicator.code not in OUTPUTS else None

    def _shared_by_industries(
        self, found: Choice, frame: Frame, movement: Movement, membership: Membership
    ) -> Choice | None:
        """What stands once behind the last of some industries: 房地产业、水利业[贷款]分别增加7亿元、2亿元."""
        if not (membership.member and found.span and is_bare_industry(self.chooser.text, found)):
            return None
        told = self.chooser.shared(frame, movement, membership.member, membership.tail)
        alike = told and told.span and self.chooser.text[told.span[0] - 1] == self.chooser.text[found.span[1] - 1]
        return told if alike else None
