"""What a number says of its indicator: level or growth, up or down, on which base; and how exact it claims to be."""

from __future__ import annotations

from functools import cache
from sys import maxsize
from typing import Final, NamedTuple

import regex

from extract.models import Measure, Qualifier
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step3_figures import Number

__all__ = [
    "GAP",
    "MASK",
    "Movement",
    "find_qualifier",
    "is_plain",
    "is_proportion",
    "read_base",
    "read_movement",
    "read_rate",
    "read_sign",
]

_WORDS: Final = load_words("measures")


def _pattern(name: str) -> regex.Pattern[str]:
    return compile_pattern(_WORDS[name])


_DIRECTION: Final = compile_pattern(
    f"(?P<up_again>{_WORDS['up_again']})|(?P<down_again>{_WORDS['down_again']})|(?P<up>{_WORDS['up']})|(?P<down>{_WORDS['down']})"
)
_REACHED: Final = compile_pattern(rf"(?:{_WORDS['reached']})$")
_RATE: Final = compile_pattern(rf"(?:{_WORDS['rate']})(?P<since>[^,;。]*(?:,(?:{_WORDS['bare']}))?)$")
_SIGNED: Final = _pattern("signed")
_RATE_WORD: Final = _pattern("rate")
_RATE_DOWN: Final = _pattern("rate_down")
_BASE: Final = compile_pattern("|".join(f"(?P<{base}>{_WORDS[base]})" for base in ("yoy", "mom", "change")))
_MEAN: Final = _pattern("mean")
_PARTS: Final = frozenset(_WORDS["parts"])
_CONTRIBUTION: Final = _pattern("contribution")
_CONTRIBUTION_DOWN: Final = _pattern("contribution_down")
_FULFILLED: Final = compile_pattern(_WORDS["fulfilled"])
_SHARE: Final = _pattern("share")
GAP: Final = _pattern("gap")
"""Words that set a figure against another region's: what follows them is the yardstick, not the indicator."""
_MULTIPLE_OF: Final = _pattern("multiple_of")
_PROPORTION: Final = _pattern("proportion")
_OF_WHOLE: Final = _pattern("of_whole")
_SHARE_AFTER: Final = _pattern("share_after")
_RATE_AFTER: Final = _pattern("rate_after")
_MOVED: Final = compile_pattern(rf"(?:{_WORDS['moved']})[^,;。\d]{{0,3}}$")
_CLOSES: Final = compile_pattern(_WORDS["closes"])
_THOSE: Final = compile_pattern(_WORDS["those"])
_CLOSED: Final = frozenset(_WORDS["closed"])
_WHOSE: Final = compile_pattern(_WORDS["whose"])
_MOVED_BEHIND: Final = compile_pattern(_WORDS["moved_behind"])
_FALLS: Final = _pattern("down")


_BOUND_AFTER: Final = compile_pattern(_WORDS["status"]["bound_after"])
_BOUND_BEFORE: Final = compile_pattern(_WORDS["status"]["bound_before"])
MASK: Final = "□"
"""Stands for each character of an indicator's name, which says nothing of direction."""


class Movement(NamedTuple):
    """Measure of a number and the sign that its direction gives it; `base` when the text names one."""

    measure: Measure
    sign: int = 1
    base: Measure | None = None

    @property
    def is_growth(self) -> bool:
        """Whether it is growth on the year or on the month before."""
        return self.measure == "yoy" or self.measure == "mom"


def read_base(text: str, start: int = 0, end: int = maxsize) -> Measure | None:
    """The base that is named last in a text between two positions: yoy, mom or change."""
    found = last_match(_BASE, text, start, end)
    return str(found.lastgroup) if found else None  # type: ignore[return-value]


_BY_KIND: Final[dict[str, Measure]] = {"rank": "rank", "moves": "level"}


def read_movement(number: Number, left: str, right: str, base: Measure | None, name: str = "") -> Movement:
    """Measure and sign of a number from the words left of it, with the base that the passage last named.

    `name` is the words, masked in `left`, that name the indicator: they say nothing of direction, but may be a share (税收占比).
    """
    named = "change" if _MEAN.search(left) else read_base(left) or base
    if number.kind in _BY_KIND:
        return Movement(_BY_KIND[number.kind])
    if number.kind == "places":
        own = read_base(left)
        return _moved_by(own, read_sign(left) or 1, own)
    if number.form == "part":
        return Movement("share")
    if number.unit == "pp":
        return _points(left, named)
    if number.unit == "%" and number.kind == "ratio":
        return _ratio(number, left, right, named, name)
    if number.kind == "count" and _THOSE.search(left):
        return Movement("level")
    if number.unit in _CLOSED and _CLOSES.search(left):
        return Movement("change", -1)
    return _amount(left, right, named)


def _ratio(number: Number, left: str, right: str, named: Measure | None, name: str) -> Movement:
    """A percentage is what its words say, or else its name: 投资增速为9.6%."""
    if after := _RATE_AFTER.match(right):
        return Movement(named or "yoy", -1 if after["fall"] else 1, named)
    if _BOUND_AFTER.match(right) and _BOUND_BEFORE.search(left):
        return Movement("level")
    if number.is_multiple and _MULTIPLE_OF.search(left):
        return Movement("share")
    if _OF_WHOLE.search(left) and _SHARE_AFTER.match(right):
        return Movement("share")
    movement = _percentage(number, left, named)
    if _SHARE.search(name) and not _direction(left.rpartition(MASK)[2])[1]:
        return Movement("share")
    if movement.measure != "level":
        return movement
    if _PROPORTION.search(name):  # and what it moved to: 占比提高到58.7%
        return Movement("share")
    if sign := read_rate(name) or read_sign(name):
        return Movement(named or "yoy", sign, named)
    return Movement("share") if _SHARE_AFTER.match(right) or number.surface in _PARTS else movement


def read_rate(words: str) -> int:
    """The sign of the rate of growth that some words name, minus one for 降幅; 0 without one."""
    rate = _RATE_WORD.search(words)
    return _way(rate) if rate else 0


def _way(rate: regex.Match[str]) -> int:
    """Minus one for a word of a rate that falls: 降幅."""
    return -1 if _RATE_DOWN.match(rate.string, rate.start()) else 1


@cache
def is_plain(name: str) -> bool:
    """Whether a name holds no word that speaks of movement: 出口额, but not 增加值 or 降幅."""
    return not any(
        pattern.search(name) for pattern in (_DIRECTION, _SHARE, _PROPORTION, _RATE_WORD, _BASE, _CONTRIBUTION, _MOVED)
    )


def is_proportion(words: str) -> bool:
    """Whether some words speak of a share that stays one wherever it moves: 占比, 比重."""
    return _PROPORTION.search(words) is not None


def _direction(left: str) -> tuple[int, str, int]:
    """Sign, name and end of the last direction in a text; (1, "", 0) without one."""
    last = last_match(_DIRECTION, left, 0, len(left))
    if last is None:
        return 1, "", 0
    way = "up" if str(last.lastgroup).startswith("up") else "down"
    return (1 if way == "up" else -1), way, last.end()


def read_sign(words: str) -> int:
    """The sign of the last direction in some words; 0 without one."""
    sign, way, _ = _direction(words)
    return sign if way else 0


def _points(left: str, base: Measure | None) -> Movement:
    """Points are a change of a rate, or a contribution to a total."""
    sign, _, _ = _direction(left)
    if _CONTRIBUTION.search(left):
        return Movement("contribution", -1 if _CONTRIBUTION_DOWN.search(left) else 1, base)
    return Movement("change", sign, base)


def _percentage(number: Number, left: str, base: Measure | None) -> Movement:
    if number.form == "phrase":
        return Movement(base or "yoy")
    sign, way, end = _direction(left)
    rate = _RATE.search(left)
    share = last_match(_SHARE, left, 0, len(left)) or _FULFILLED.fullmatch(left)
    if share and share.end() >= end:
        return Movement("share")
    if rate and not (way and end > rate.start("since") and _REACHED.search(left, end)):
        return Movement(base or "yoy", -1 if left.startswith("-", rate.start("since")) else _way(rate), base)
    if (way and not _REACHED.search(left, end)) or _SIGNED.search(left):
        return Movement(base or "yoy", sign, base)
    if rate:
        return Movement(base or "yoy", _way(rate), base)
    return Movement("share" if share else "level")


def _amount(left: str, right: str, base: Measure | None) -> Movement:
    """An amount is a level, unless the text says that it came on top: 新增5家, 比上年增加12亿元."""
    moved = _MOVED.search(left)
    if moved is None and _MOVED_BEHIND.match(right):
        return Movement("change", 1, base)
    if moved is None or _REACHED.search(left, moved.start()) or _WHOSE.match(right):
        return Movement("level")
    own = read_base(left) or (base if _BARELY.fullmatch(left) else None)
    return _moved_by(own, -1 if _FALLS.match(left, moved.start()) else 1, base)


def _moved_by(own: Measure | None, sign: int, base: Measure | None) -> Movement:
    """An amount by which something moved: on the year or the month before if its `own` words say so, else from another time."""
    return Movement(own if own == "yoy" or own == "mom" else "change", sign, base)


_BARELY: Final = compile_pattern(_WORDS["barely"])


def _edge(where: str, name: str) -> str:
    return f"(?P<{name}>{_WORDS['qualifier'][where][name]})"


_BEFORE: Final = compile_pattern(
    f"(?:{'|'.join(_edge('before', n) for n in ('about', 'nearly', 'over', 'under'))}){_WORDS['qualifier']['filler']}$"
)
_AFTER: Final = compile_pattern("|".join(_edge("after", n) for n in ("over", "under", "about")))
_NEAR: Final = 8
_FAR: Final = 12
_OF_EACH: Final = compile_pattern(_WORDS["qualifier"]["of_each"])


def find_qualifier(text: str, number: Number, first: Number) -> Qualifier:
    """How exact a number claims to be, from the words that touch it or the first of its list: 接连突破300亿元、[400亿元]."""
    own = _qualifier(text, number)
    if own != "exact" or first.start == number.start or first.more or first.high is not None:
        return own
    each = _OF_EACH.search(text, max(0, first.start - _FAR), first.start)
    return _qualifier(text, first) if each else own


def _qualifier(text: str, number: Number) -> Qualifier:
    if number.high is not None:
        return "range"
    after = _AFTER.match(text, number.end)
    before = _BEFORE.search(text, max(0, number.start - _NEAR), number.start)
    if after and not (before and before.lastgroup == "under"):
        return str(after.lastgroup)  # type: ignore[return-value]
    if before:
        return str(before.lastgroup)  # type: ignore[return-value]
    return "over" if number.more else "exact"
