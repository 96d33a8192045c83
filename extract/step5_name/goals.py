"""Goals, and what was done towards them, which their own words leave unnamed."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Movement
from extract.step5_name.choose import Choice
from extract.step5_name.memory import Memory

__all__ = ["fulfilled", "goal"]

_GOAL: Final = compile_pattern(load_words("lists")["goal"])
_DONE: Final = compile_pattern(load_words("lists")["whole"]["done"])
_OF_PARTS: Final = frozenset(load_words("lists")["whole"]["of_parts"])


def goal(memory: Memory, frame: Frame, movement: Movement) -> Choice | None:
    """What the sentence before told first, where a figure is only called the goal: 收入7亿元,研发投入2亿元。目标是[9亿元]."""
    if not memory.paragraph or not _GOAL.search(memory.text, frame.own, frame.number.start):
        return None
    last = memory.paragraph[-1].frame
    same = [n for n in memory.here(last) if n.movement.measure == "level" and n.frame.number.unit == frame.number.unit]
    named = same[-1 if last.sentence == frame.sentence else 0] if same else None  # 收入目标15亿元,奋斗目标[16亿元]
    return memory.inherit(named, frame, movement)


def fulfilled(memory: Memory, frame: Frame, movement: Movement) -> Choice | None:
    """What was told as done before, where a sum is only said to be: 完成投资22亿元……甲类项目总投资45亿元,完成[6亿元]."""
    if frame.number.kind != "money" or not _DONE.fullmatch(memory.text, frame.own, frame.number.start):
        return None
    if not any(named.frame.number.kind == "count" for named in memory.here(frame)):
        return None  # of one project
    for named in reversed(memory.lately()):
        span = named.choice.span if named.choice else None
        if span and memory.text[slice(*span)] in _OF_PARTS:
            return memory.inherit(named, frame, movement)
    return None
