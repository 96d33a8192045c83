"""The whole that a part's share or contribution speaks of."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context import Frame, Movement, goes_into_parts
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.industries import WHOLES
from extract.step5_name.memory import Memory
from extract.step5_name.named import Named
from extract.step5_name.sets import SECTORS
from extract.step5_name.terms import naming_of

__all__ = ["part_within", "whole_of"]

_WORDS: Final = load_words("wholes")
_ELSE: Final[dict[str, str]] = _WORDS["else"]
_WHEN_TOLD: Final[list[str]] = _WORDS["when_told"]
_OF: Final = compile_pattern(_WORDS["of"])
_OF_REGION: Final = compile_pattern(_WORDS["of_region"])
_FULFILS: Final = compile_pattern(_WORDS["fulfils"])
_WITHIN: Final = compile_pattern(_WORDS["within"])
_STRUCTURE: Final = compile_pattern(_WORDS["structure"])
_SECTOR_CODES: Final = frozenset(part for part, whole in WHOLES.items() if whole == SECTORS)
_OF_ECONOMY: Final = compile_pattern(_WORDS["of_economy"])
_AMONG: Final = compile_pattern(load_words("lists")["among"])


def part_within(chooser: Chooser, frame: Frame, movement: Movement, choice: Choice) -> tuple[Choice, str] | None:
    """The whole that a clause names before its part, with the part as item: 财政总收入[中]税收占87%."""
    if movement.measure != "share" or choice.span is None or choice.span[0] >= frame.number.start:
        return None
    if choice.naming.indicator.unit == "%":  # 外送电量中清洁能源占38%
        return None
    within = last_match(_WITHIN, chooser.text, frame.sentence[0], choice.span[0])
    whole = chooser.named_in((frame.sentence[0], within.start()), frame, movement) if within else None
    if whole is None or within is None or whole.span is None or whole.span[1] != within.start():
        return None
    return whole, chooser.text[slice(*choice.span)]


def whole_of(
    memory: Memory, start: int, frame: Frame, movement: Movement, choice: Choice, item: str
) -> tuple[Choice, str]:
    """The whole that a part's share or contribution speaks of, with the part as item; the words that move it begin at `start`.

    So are the points by which a sector's share of the economy moved: 三次产业比重……,二产[回落2个百分点].
    """
    if _is_of_economy(memory.text, frame, movement, choice):
        return choice._replace(naming=naming_of(SECTORS)), item or choice.naming.indicator.zh
    if movement.measure not in ("share", "contribution") or frame.number.is_multiple:
        return choice, item
    if goes_into_parts(memory.text, frame.sentence[0]) and not _AMONG.match(memory.text, frame.sentence[0]):
        return choice, item
    own = choice.naming.indicator.code
    whole = WHOLES.get(own)
    if whole and (moved := _moved_alike(memory.last_in(frame), whole, movement)):
        return moved, item or choice.naming.indicator.zh
    if choice.span is None and whole in _WHEN_TOLD and not memory.has_told(whole):
        return choice, item
    if whole and (part := _part_of_last(memory, frame, movement)):
        return part, item or choice.naming.indicator.zh
    if _names_whole(memory.text, start, frame, choice) or (whole and item):
        return choice, item
    told = _told(memory, whole or own)
    return (
        (choice, item) if told == own else (choice._replace(naming=naming_of(told)), item or choice.naming.indicator.zh)
    )


def _is_of_economy(text: str, frame: Frame, movement: Movement, choice: Choice) -> bool:
    """Whether a share is one of the whole economy, or points tell by how much a sector's moved: 三次产业比重……,二产回落[2个百分点]."""
    if movement.measure in ("share", "contribution"):
        return movement.measure == "share" and _OF_ECONOMY.search(text, frame.own, frame.number.start) is not None
    by_points = frame.number.unit == "pp" and choice.naming.indicator.code in _SECTOR_CODES
    return by_points and _STRUCTURE.search(text, frame.sentence[0], frame.number.start) is not None


def _told(memory: Memory, whole: str) -> str:
    """The whole of which an article tells, be it only the wider one: 大口径财政收入5682万元,税收收入占比[85%]."""
    wider = _ELSE.get(whole, "")
    return wider if memory.has_told(wider) and not memory.has_told(whole) else whole


def _names_whole(text: str, start: int, frame: Frame, choice: Choice) -> bool:
    """Whether the words from `start` name the whole themselves, or a plan that was fulfilled: 占出口总值的, 占全部税收的."""
    span = choice.span
    if span and (_OF.search(text, start, max(start, span[0])) or _OF.match(text, *span)):
        return True
    return any(pattern.search(text, start, frame.number.start) for pattern in (_OF_REGION, _FULFILS))


def _moved_alike(last: Named | None, whole: str, movement: Movement) -> Choice | None:
    """What the part told before moved, where the next one moves it too: 拉动经济增长12.7个百分点;服务业拉动[0.8个]."""
    if last is None or last.indicator is None or movement.measure != "contribution":
        return None
    alike = last.movement.measure == movement.measure and last.indicator.code == whole
    return last.choice if alike else None


def _part_of_last(memory: Memory, frame: Frame, movement: Movement) -> Choice | None:
    """What the figure before told, where this one is a part's share of it: 销售额8亿元,其中出口占[三成]."""
    last = memory.last_in(frame)
    if last is None or last.choice is None or movement.measure != "share":
        return None
    told = last.movement.measure == "level" and last.frame.number.kind != "ratio"
    parts = goes_into_parts(memory.text, last.frame.number.end + 1)
    return memory.inherit(last, frame, movement) if told and parts else None
