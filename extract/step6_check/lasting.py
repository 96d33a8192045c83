"""What just is as it is, taken at no time: the area of a park, what one project costs in all."""

from __future__ import annotations

from typing import Final

from extract.models import Status
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Period, goes_into_parts, is_of_noun
from extract.step5_name import Named

__all__ = ["is_beside", "is_founded", "is_lasting", "is_single", "is_told_beside", "is_total_of_several"]

_WORDS: Final = load_words("measures")["time"]
_TAKEN: Final = compile_pattern(_WORDS["taken"])
_GROWN: Final = compile_pattern(_WORDS["grown"])
_BEGAN_TOO: Final = compile_pattern(_WORDS["began_too"])
_FOUNDED: Final = compile_pattern(_WORDS["founded"])
_TOTAL: Final = compile_pattern(_WORDS["total"])
_SEVERAL: Final = compile_pattern(_WORDS["several"])
_THIS_ONE: Final = compile_pattern(_WORDS["this_one"])
_OWN_TOTAL: Final = compile_pattern(_WORDS["own_total"])
_STOP: Final = "。"


def is_total_of_several(text: str, named: Named) -> bool:
    """Whether a figure is what several projects are planned to cost in all, told when they are begun: 计划总投资8亿元."""
    if not named.announced or is_single(text, named, "actual"):
        return False
    return _TOTAL.search(text, named.frame.left, named.frame.number.start) is not None


def is_lasting(text: str, named: Named, status: Status) -> bool:
    """Whether a stock is just what something is, taken at no time: the area of a park, what one project costs in all."""
    indicator = named.indicator
    if indicator is None or indicator.kind != "stock" or indicator.balance or status == "plan":
        return False
    frame = named.frame
    start = 0 if frame.heading else frame.sentence[0]
    taken = _TAKEN.search(text, start, frame.number.start) or _GROWN.match(text, frame.number.end)
    several = _SEVERAL.search(text, start, frame.number.start)
    this = _THIS_ONE.search(text, frame.own, frame.number.start)
    of_one = named.announced and (this is not None or (is_of_noun(text, frame) and not several))
    return named.movement.measure == "level" and (of_one or not taken)


def is_single(text: str, named: Named, status: Status) -> bool:
    """Whether a figure is what one project costs or covers in all."""
    return named.announced and is_lasting(text, named, status)


def is_told_beside(text: str, named: Named, own: Period) -> bool:
    """Whether a time is only told beside what a project is in all: when it was begun, or the year in which it came."""
    frame = named.frame
    costs = is_of_noun(text, frame) and _TOTAL.search(text, frame.left, frame.number.start)
    began = _BEGAN_TOO.match(text, own.end)
    told = own.is_day or (own.kind == "event" and frame.number.kind == "money")
    return told or bool(began or costs or _FOUNDED.match(text, own.end))


def is_founded(text: str, named: Named, own: Period, status: Status) -> bool:
    """Whether a size is that of what came to be in the year told before it: 2015年,某市场成立,占地[6万平方米]."""
    return own.is_year and is_lasting(text, named, status) and _FOUNDED.match(text, own.end) is not None


def is_beside(text: str, named: Named, period: Period) -> bool:
    """Whether what stands at no time can still be of one: that of the sentence before; of a project's, if it is part of what had it."""
    first = named.frame.sentence[0]
    own = _OWN_TOTAL.search(text, named.frame.own, named.frame.number.start)
    single = named.announced and (own or not goes_into_parts(text, first))
    return not single and period.start < named.frame.number.start and text.count(_STOP, period.end, first) <= 1
