"""Figures that are of no time in particular: what is so every year, what will come some day, what a change began from."""

from __future__ import annotations

from typing import Final

from extract.models import Status
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context import Period, Setting
from extract.step5_name import Named, tells_size

__all__ = ["COUNTING", "begun_in", "end_of", "is_timeless", "summed"]

_WORDS: Final = load_words("measures")["time"]
_YEARLY: Final = compile_pattern(_WORDS["yearly"])
_EVERY_YEAR: Final = compile_pattern(_WORDS["every_year"])
_THEN: Final = compile_pattern(load_words("measures")["status"]["then"])
_SIZE: Final = compile_pattern(_WORDS["size"])
_FROM: Final = compile_pattern(_WORDS["from"])
_TO: Final = compile_pattern(_WORDS["to"])
_BUILT: Final = compile_pattern(_WORDS["built"])
_ONE_PROJECT: Final = compile_pattern(_WORDS["one_project"])
_SINCE: Final[tuple[str, ...]] = tuple(_WORDS["since"])
_PER_YEAR: Final = compile_pattern(_WORDS["per_year"])
_CAPACITY: Final = "production_capacity"
_POWER: Final = "MW"
_LENGTH: Final = "km"
_TOLD: Final = compile_pattern(_WORDS["told"])
_BEHIND: Final = 2
_LOOK: Final = 10
_COUNTS: Final = ("count", "people")
"""Groups of units of what is counted by the piece."""
COUNTING: Final = ("", "count")
"""Kinds of indicators that count such things, or of none."""


def is_timeless(text: str, named: Named, setting: Setting, status: Status) -> bool:
    """Whether a figure has no day of its own, whatever its text speaks of."""
    own = setting.period
    if own and own.is_day and _is_of_project(text, named, own):
        return True
    if named.indicator and named.indicator.code == _CAPACITY and _is_lasting_capacity(text, named, own, status):
        return True
    if (own is None or own.end <= named.frame.clause[0]) and _is_size(text, named):
        return True
    return (
        _is_yearly(text, named, setting, status) or _is_base(text, named, own) or _is_someday(text, named, own, status)
    )


def _is_lasting_capacity(text: str, named: Named, own: Period | None, status: Status) -> bool:
    """Whether a capacity is just that of a works, and not told of a time in its own words: 目前有企业126家;形成年加工[45万吨]的能力.

    What power is installed changes with each station: 10月末装机已超过1300万千瓦.
    """
    if tells_size(text, named.frame):
        return True
    if status != "actual" or named.movement.measure != "level" or named.frame.number.unit == _POWER:
        return False
    return own is None or _TOLD.search(text, own.end, named.frame.number.start) is not None


def _is_of_project(text: str, named: Named, own: Period) -> bool:
    """Whether a figure is the size or the cost of the one project of which an event was told: 6月14日发电,该项目总装机88万千瓦."""
    stock = named.kind == "stock" and named.movement.measure == "level"
    return stock and _ONE_PROJECT.search(text, own.end, named.frame.number.start) is not None


def _is_size(text: str, named: Named) -> bool:
    """Whether a figure is how long, wide or high one work is: 昨日通车。大桥全长[1286米]."""
    level = named.frame.number.unit == _LENGTH and named.movement.measure == "level"
    return level and _SIZE.search(text, named.frame.clause[0], named.frame.number.start) is not None


def begun_in(text: str, named: Named, setting: Setting) -> Period | None:
    """The year of a figure that a change began from, where the sentence told it of another: 税收从[1亿元]增至2亿元."""
    return setting.begun if _is_first(text, named) else None


def end_of(text: str, named: Named, own: Period) -> int | None:
    """The first or the last of several years, by its place, where a figure is what it was at first or what it came to: 由5亿元增至8亿元."""
    if _is_first(text, named):
        return None if own.inferred else 0
    return -1 if _TO.fullmatch(text, named.frame.left, named.frame.number.start) else None


def summed(own: Period, status: Status = "actual") -> Period | None:
    """The span of a flow that is counted up to the end of a year, or will be: that year."""
    if own.first is None or not own.one_day or (own.passing and status == "actual"):
        return None
    if (own.first.month, own.first.day) == (12, 31):
        return own._replace(first=own.first.replace(month=1, day=1))
    return None


def _is_yearly(text: str, named: Named, setting: Setting, status: Status) -> bool:
    """Whether a capacity or turnover is told per year: 年产值近150亿元 is of no year in particular, nor is what it comes to."""
    if named.frame.number.kind in _COUNTS and named.kind in COUNTING:
        return False
    own, stop = setting.period, named.frame.number.start
    if _PER_YEAR.search(text, named.frame.number.start, named.frame.number.end + _BEHIND):
        return True
    if _EVERY_YEAR.search(text, named.frame.clause[0], stop):
        return own is None or own.end < named.frame.clause[0] or own.kind != "dated"
    if own and _is_of_span(text, named, own, status):
        return False
    alike = named.kind != "rate" and named.movement.measure != "yoy"
    flows = own is not None and own.kind == "now" and named.kind == "flow"  # 如今,年加工5万吨,占90%;纺纱7000吨
    goes_on = not named.announced and alike and (own is None or flows or status != "actual")
    start = max(named.frame.sentence[0], own.end if own else 0) if goes_on else named.frame.clause[0]
    start = start if flows else max(start, text.rfind(";", start, stop))
    return _YEARLY.search(text, start, stop) is not None


def _is_of_span(text: str, named: Named, own: Period, status: Status) -> bool:
    """Whether a figure is of the span that its own words tell, and not of every year since something was built then."""
    if own.kind != "dated" or named.kind == "stock" or status not in ("actual", "plan", "forecast"):
        return False
    if _EVERY_YEAR.search(text, own.end, named.frame.number.start):  # 明年完工,届时每年可实现收入1亿元,纳税[2000万元]
        return False
    if status == "forecast" and not own.is_year:  # 上月并网,每年可节约2万吨
        return False
    if own.spans_many_years and text.endswith(_SINCE, own.start, own.end):  # 2003年成立以来,年产500吨
        return _YEARLY.search(text, own.end, named.frame.number.start) is None
    built = status == "actual" and _BUILT.search(text, own.end, named.frame.clause[0])
    return not built and (not own.one_day or summed(own) is not None)


def _is_someday(text: str, named: Named, own: Period | None, status: Status) -> bool:
    """Whether a figure is what will come some day, once something is done: 建成后年产值3亿元,利润[4000万元]."""
    frame = named.frame
    done = last_match(_THEN, text, frame.sentence[0], frame.number.start) if status != "actual" else None
    if done is None or text.find(";", done.end(), frame.number.start) >= 0:
        return False
    return own is None or own.start < done.start()


def _is_base(text: str, named: Named, own: Period | None) -> bool:
    """Whether a figure is what a change began from and has no day of its own: 从[8%]提升至10%."""
    return _is_first(text, named) and (own is None or not own.spans_years or own.inferred)


def _is_first(text: str, named: Named) -> bool:
    """Whether the words before a figure say that a change began there: [从]8%."""
    start = named.frame.number.start
    return _FROM.search(text, max(0, start - _LOOK), start) is not None
