"""What the name of an industry stands for: its output, or its part of what was told of all industries."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Membership, Movement, goes_into_parts, paragraph_start, sentence_start
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.memory import Memory
from extract.step5_name.named import Named, place_of

__all__ = [
    "OUTPUTS",
    "WHOLES",
    "if_shared",
    "is_bare_industry",
    "of_industry",
    "of_some_industry",
    "of_topic",
    "shares_out",
    "some_industry",
]

_WORDS: Final = load_words("lists")
OUTPUTS: Final = frozenset(_WORDS["outputs"])
_COLON: Final = ":"
_SHARED: Final = frozenset(_WORDS["shared"])
_SOME_INDUSTRY: Final = compile_pattern(_WORDS["some_industry"])
WHOLES: Final[dict[str, str]] = load_words("wholes")["wholes"]
"""Of an indicator the one that it is a part of."""
_BARE_INDUSTRY: Final = compile_pattern(_WORDS["bare_industry"])


def if_shared(choice: Choice | None) -> Choice | None:
    """A name that all industries, or the three sectors, can share."""
    return choice if choice and choice.naming.indicator.code in _SHARED else None


def of_industry(memory: Memory, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
    """What the sentence, or the one whose parts this tells, has told of all industries: 用电增长8%,其中制造业增长[6%]."""
    last = _last_alike(memory, frame)
    if last is None or last.choice is None or choice.naming.indicator.code not in OUTPUTS:
        return None
    if if_shared(last.choice) is None:
        return None
    here = last.frame.sentence == frame.sentence
    parts = memory.has_parts_in(frame) or (last is not memory.last and goes_into_parts(memory.text, frame.sentence[0]))
    grows = frame.number.kind == "ratio" and movement.measure in ("yoy", "mom", "change", "share", "contribution")
    same = any(
        named.frame.number.unit == frame.number.unit
        for named in memory.paragraph
        if named.choice and named.choice.naming == last.choice.naming and named.frame.sentence == last.frame.sentence
    )
    return memory.inherit(last, frame, movement) if (here or parts) and (grows or same) else None


def _last_alike(memory: Memory, frame: Frame) -> Named | None:
    """The last figure; for an amount that stands beside a count, the last amount: 投资811亿元。分类看,制造业98个、[516亿元]."""
    last = memory.last
    if last is None or frame.number.kind != "money" or last.frame.number.kind != "count":
        return last
    return next((n for n in reversed(memory.paragraph) if n.frame.number.unit == frame.number.unit), last)


def of_some_industry(memory: Memory, frame: Frame, movement: Movement, membership: Membership | None) -> Choice | None:
    """What the article last named in full of all industries, for the growth of one that no name knows, be it one of a list."""
    grows = frame.number.kind == "ratio" and movement.is_growth
    member = membership and membership.member
    if not grows or not _SOME_INDUSTRY.fullmatch(memory.text, *(member or (frame.own, frame.number.start))):
        return None
    named = [memory.full[code] for code in (*OUTPUTS, *_SHARED) if code in memory.full]
    return memory.inherit(max(named, key=place_of, default=None), frame, movement)


def some_industry(text: str, frame: Frame) -> str:
    """The industry that is all a rate's own words name; empty for none."""
    found = _SOME_INDUSTRY.fullmatch(text, frame.own, frame.number.start)
    return found["part"] if found else ""


def of_topic(chooser: Chooser, frame: Frame, movement: Movement, choice: Choice) -> Choice | None:
    """What the sentence, or the one before, says of all industries without a figure: 多数行业用电下降,纺织业下降[6%]."""
    if choice.span is None or choice.naming.indicator.code not in OUTPUTS:
        return None
    start = frame.sentence[0]
    colon = chooser.text.rfind(_COLON, start, choice.span[0])
    if frame.number.kind != "ratio":  # 三次产业投资增长较快:一产[17亿元]
        return if_shared(chooser.named_in((start, colon), frame, movement)) if colon >= 0 else None
    above = max(sentence_start(chooser.text, start - 1), paragraph_start(chooser.text, start))
    here = if_shared(chooser.named_in((start, choice.span[0]), frame, movement))
    return here or if_shared(chooser.told_in((above, start), frame, movement))


def shares_out(last: Named | None, choice: Choice) -> bool:
    """Whether what was told last has a part for the industry that a name also is: investment has one for 一产, GDP has 一产 itself."""
    told = last.indicator.code if last and last.indicator else ""
    whole = WHOLES.get(choice.naming.indicator.code)
    return told in (_SHARED | OUTPUTS) and (whole is None or whole not in (told, WHOLES.get(told)))


def is_bare_industry(text: str, choice: Choice) -> bool:
    """Whether a name is only that of an industry, which has output, investment and much else: 第三产业."""
    return choice.span is not None and _BARE_INDUSTRY.fullmatch(text, *choice.span) is not None
