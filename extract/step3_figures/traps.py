"""Numbers that are no figures, each with the reason."""

from __future__ import annotations

from typing import Final

import regex

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures.number import Number

__all__ = ["why_not"]

_WORDS: Final = load_words("traps")


def _alternatives(group: str, form: str) -> regex.Pattern[str]:
    parts = (f"(?P<{reason}>{pattern})" for reason, pattern in _WORDS[group].items())
    return compile_pattern(form.format("|".join(parts)))


_BEFORE: Final = _alternatives("before", "(?:{})$")
_BEFORE_BARE: Final = _alternatives("before_bare", "(?:{})$")
_BEFORE_CHINESE: Final = _alternatives("before_chinese", "(?:{})$")
_CHINESE: Final = _WORDS["chinese"]
_COUNTED: Final = compile_pattern(_CHINESE["counted"])
_AFTER_NOUN: Final = compile_pattern(_CHINESE["after_noun"])
_ENDS: Final = compile_pattern(_CHINESE["ends"])
_BARE_SCALE: Final = compile_pattern(_CHINESE["bare"])
_MEASURED: Final = compile_pattern(_WORDS["bare_scale"]["before"])
_SIZED: Final = compile_pattern(_WORDS["bare_scale"]["class"])
_AFTER: Final = _alternatives("after", "(?:{})")
_OF_CLASS: Final = "class_threshold"
_EXACT: Final = compile_pattern(r"\d\d[1-9]|\.\d\d")
"""In an amount too little rounded to name a class: 总投资逾[106亿元]的14个项目."""
_ABOVE: Final = _WORDS["above"]
_PAID: Final = compile_pattern(_ABOVE["paid"])
_GROWN: Final = compile_pattern(_ABOVE["grown"])
_CLASS: Final = compile_pattern(_WORDS["class_of_count"]["after"])
_CLASS_BEFORE: Final = compile_pattern(_WORDS["class_of_count"]["before"])
_OF_EACH: Final = compile_pattern(_WORDS["each"]["before"])
_SLOGAN: Final = compile_pattern(_WORDS["moves"]["goal"])
_RANKED: Final = compile_pattern(_WORDS["rank"]["before"])
_NOT_RANK: Final = compile_pattern(_WORDS["rank"]["not_after"])
_QUOTED: Final = compile_pattern(r"[“‘][^“”‘’,。;\n]{0,10}$")
_CLOSED: Final = compile_pattern(r"[^“”‘’,。;!?\n]{0,10}[”’]")
_INDEXED: Final = compile_pattern(_WORDS["index"]["before"])
_TOOK: Final = compile_pattern(_CHINESE["took"])
_REAL_CHINESE: Final = compile_pattern(_CHINESE["real"])
_COUNTING: Final = compile_pattern(_CHINESE["counting"])
_OF_INDEX: Final = compile_pattern(_WORDS["index"]["of"])
_HOURS: Final = 24
_LONG: Final = 16
_FAR: Final = 32
_QUOTATION: Final = 12


def why_not(text: str, number: Number) -> str:
    """The reason why a number is no figure; empty when it is one."""
    start, end = number.start, number.end
    if number.kind == "trap":
        return number.unit
    if number.kind == "rank":
        return _why_no_rank(text, number)
    if number.form == "part" or number.kind in ("moves", "places"):
        return "programme_name" if _SLOGAN.match(text, end) else ""
    before = _BEFORE.search(text, max(0, start - _LONG), start)
    if before:
        return str(before.lastgroup)
    after = _AFTER.match(text, end)
    if after and not (after.lastgroup == _OF_CLASS and _is_told_above(text, number)):
        return str(after.lastgroup)
    if _is_quoted(text, start, end):
        return "programme_name"
    if (_may_be_class(text, number) and _CLASS.match(text, end)) or _is_of_each(text, number):
        return _OF_CLASS
    if time := _time_of(text, number):
        return time
    if number.form == "chinese":
        return _why_not_chinese(text, number)
    return "" if number.unit else _why_no_unit(text, number)


def _is_told_above(text: str, number: Number) -> bool:
    """Whether a number before 以上 and a noun counts that or is its share, and not the size of its class: 培育[3家]以上企业.

    Money counted out is no class either: GDP达[1924.34亿元] 34个行业增长.
    """
    if number.kind == "money" and _EXACT.search(text, number.start, number.end):
        return True
    if not text.startswith(_ABOVE["word"], number.end):
        return False
    if number.kind == "ratio":
        grown = _GROWN.search(text, max(0, number.start - _LONG), number.start)
        return not (grown or _PAID.match(text, number.end))
    return number.surface in _ABOVE["counters"]


def _may_be_class(text: str, number: Number) -> bool:
    """Whether a number may only tell the size of what is counted behind it: 超[亿元]企业, [3000亩至5000亩]的园区4个."""
    if number.kind != "money":
        return number.high is not None and number.kind != "ratio"
    if number.high is not None:
        return True
    exact = _EXACT.search(text, number.start, number.end)
    return not exact and bool(_CLASS_BEFORE.search(text, max(0, number.start - 3), number.start))


def _is_of_each(text: str, number: Number) -> bool:
    """Whether a number is only what each of several things passes, which are counted before it."""
    counted = number.kind in ("money", "people", "mass")
    return counted and _OF_EACH.search(text, max(0, number.start - _FAR), number.start) is not None


def _time_of(text: str, number: Number) -> str:
    """Whether a number is a day of the month, or an hour where no index is told: 忙到[8点]."""
    if number.surface == _CHINESE["day"] and number.kind == "duration":
        return "date"
    hours = number.surface == _WORDS["index"]["hour"] and number.value <= _HOURS and number.value == int(number.value)
    return "clock" if hours and not _OF_INDEX.search(text, max(0, number.start - _LONG), number.start) else ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    near = max(0, start - _QUOTATION)
    opened = text.rfind("“", near, start) >= 0 or text.rfind("‘", near, start) >= 0
    return opened and bool(_QUOTED.search(text, near, start) and _CLOSED.match(text, end))


def _why_not_chinese(text: str, number: Number) -> str:
    """A Chinese numeral before a counter is mostly an article (一家) or opens a list (三项); a large one is a figure."""
    if before := _BEFORE_CHINESE.search(text, max(0, number.start - _LONG), number.start):
        return str(before.lastgroup)
    printed = text[number.start : number.end - len(number.surface)]
    if _BARE_SCALE.fullmatch(printed):
        if _SIZED.match(text, number.end):
            return _OF_CLASS
        if not _MEASURED.search(text, max(0, number.start - 4), number.start):
            return "class_name"
    if number.kind in ("money", "ratio", "energy", "mass", "area", "volume"):
        few = printed == _CHINESE["one"] and not _TOOK.search(text, max(0, number.start - 1), number.start)
        return "indefinite" if few and number.surface in _CHINESE["articles"] else ""
    if number.surface in _WORDS["words"]["places"]:
        return "list_count"
    if _AFTER_NOUN.search(text, max(0, number.start - 4), number.start) and _ENDS.match(text, number.end):
        return ""
    if printed != _CHINESE["one"] and _COUNTED.search(text, max(0, number.start - 2), number.start):
        return ""
    real = _REAL_CHINESE.search(printed) and printed not in _WORDS["words"]["idioms"]
    return "" if number.more or real else "list_count"


def _why_no_unit(text: str, number: Number) -> str:
    """A bare number is a figure only as an index (PMI为50.2) or when it counts in 万 or 亿 (200万网友)."""
    before = _BEFORE_BARE.search(text, max(0, number.start - _LONG), number.start)
    if before:
        return str(before.lastgroup)
    if _INDEXED.search(text, max(0, number.start - _LONG), number.start):
        return ""
    printed = text[number.start : number.end]
    if _COUNTING.search(printed):
        return ""
    return "phone" if len(printed) >= 7 and printed.isdigit() else "no_unit"


def _why_no_rank(text: str, number: Number) -> str:
    if _NOT_RANK.match(text, number.end):
        return "ordinal"
    return "" if _RANKED.search(text, max(0, number.start - _LONG), number.start) else "ordinal"
