"""Numbers that are told by more than digits and a unit: 翻一番, 三涨六降, 第二, 前移5位, 持平, 8.7:36.6:54.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures.number import Number
from extract.step3_figures.numerals import parse_chinese

__all__ = ["count_of", "find_phrases"]

_TOLD: Final = load_words("numbers")
_DOUBLING: Final = regex.compile(
    r"翻(?:了|上)?(?:将?近|约|差不多|大约)?(?P<times>[一两二三四五六七八九]|\d)?番多?|翻了?倍(?!数|率)"
)
_MOVE: Final = regex.compile(r"(?<=[\d一二三四五六七八九十两])[涨升降跌平]")
_MOVES: Final = regex.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[涨升降跌平](?=\d|[一二两三四五六七八九十”,。;:)])"
)
_PROPORTION: Final = regex.compile(
    r"(?<![\d.:])(?P<one>\d{1,2}(?:\.\d+)?):(?P<two>\d{1,2}(?:\.\d+)?):(?P<three>\d{1,2}(?:\.\d+)?)(?![\d.:])"
)
_OF_SECTORS: Final = compile_pattern(_TOLD["parts"]["before"])
_PARTS: Final[list[str]] = _TOLD["parts"]["names"]
_ROUNDING: Final = 0.5
_PLACE: Final = regex.compile(
    r"第(?P<place>\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})(?:(?<=\d)[至到~-]\d{1,3}(?=[位名]))?(?P<tail>[位名](?!员))?"
    r"|(?<=第\d{1,3}[、和])(?P<next>\d{1,3})[位名](?!员)" + rf"|{_TOLD['from_place']}|{_TOLD['to_place']}"
)
_LEVEL: Final = compile_pattern(_TOLD["steady"])
_TOP: Final = compile_pattern(_TOLD["top"])
_IDIOM: Final = 2
"""Sum of 一升一降, which counts nothing."""
_SHIFTED: Final = compile_pattern(_TOLD["shifted"])
_AGAINST: Final = compile_pattern(_TOLD["against"])
_FAR: Final = 40


def find_phrases(text: str) -> list[Number]:
    """All such numbers of a clean text."""
    return [*_doublings(text), *_moves(text), *_places(text), *_steady(text), *_proportions(text), *_against(text)]


def _steady(text: str) -> list[Number]:
    """持平: no change at all."""
    return [Number(*match.span(), 0.0, "%", "ratio", "phrase", surface=match[0]) for match in _LEVEL.finditer(text)]


def _doublings(text: str) -> list[Number]:
    """翻一番 and 翻倍 are +100 %, 翻两番 +300 %."""
    return [
        Number(
            *match.span(),
            (2.0 ** count_of(match["times"] or "一") - 1) * 100,
            "%",
            "ratio",
            "phrase",
            more=match[0].endswith("多"),
            surface="番",
        )
        for match in _DOUBLING.finditer(text)
    ]


def _moves(text: str) -> list[Number]:
    """三涨六降: how many of the items that a sentence speaks of rose and fell.

    Only pairs count: 三涨 alone is a name, and 一升一降 an idiom.
    """
    if not _MOVE.search(text):
        return []
    found = [
        Number(*m.span(), count_of(m["count"]), "item", "moves", "phrase", surface=m[0][-1])
        for m in _MOVES.finditer(text)
    ]
    rows: list[list[Number]] = []
    for number in found:
        if rows and rows[-1][-1].end == number.start:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for row in rows if len(row) > 1 and sum(n.value for n in row) > _IDIOM for number in row]


def _places(text: str) -> Iterator[Number]:
    """第二, 第3位, 从97位升至83位: a rank if the context says so, else an ordinal; 居首位 is the first; 前移5位 is a move by so many."""
    for match in _PLACE.finditer(text):
        yield Number(
            *match.span(),
            count_of(next(filter(None, match.group("place", "next", "from", "to")))),
            "rank",
            "rank",
            "phrase",
        )
    for match in _TOP.finditer(text):
        yield Number(*match.span(), 1.0, "rank", "rank", "phrase")
    for match in _SHIFTED.finditer(text):
        yield Number(*match.span(), count_of(match["by"]), "rank", "places", "phrase")


def _proportions(text: str) -> Iterator[Number]:
    """8.7:36.6:54.7: what share of the economy each of its three sectors has."""
    for match in _PROPORTION.finditer(text):
        values = [float(match[name]) for name in ("one", "two", "three")]
        whole = abs(sum(values) - 100) < _ROUNDING
        if whole and _OF_SECTORS.search(text, max(0, match.start() - _FAR), match.start()):
            for name, value, part in zip(("one", "two", "three"), values, _PARTS, strict=True):
                yield Number(*match.span(name), value, "%", "ratio", "part", surface=part)


def _against(text: str) -> Iterator[Number]:
    """1.89:1 behind the name of a ratio."""
    for match in _AGAINST.finditer(text):
        yield Number(*match.span(), float(match["value"]), "index", "index", "phrase")


def count_of(text: str) -> float:
    """The value of a plain numeral in digits or Chinese."""
    return float(text) if text.isdigit() else parse_chinese(text)
