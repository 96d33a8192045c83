"""A readable copy of a page in which every character still knows where it stood."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

import numpy as np
import regex

from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["Clean", "clean"]

_WIDE: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {
    0x3000: 0x20, 0xA0: 0x20, 0xFEFF: 0x20, 0x200B: 0x20, 0xFE6A: 0x25, 0xFF05: 0x25, 0xFF61: 0x3002,
    0x2014: 0x2D, 0x2013: 0x2D, 0x2212: 0x2D, 0x2015: 0x2D, 0x2500: 0x2D, 0x301C: 0x7E, 0x223C: 0x7E, 0x223D: 0x7E, 0xFF5E: 0x7E,
    0xFE30: 0x3A, 0xFE55: 0x3A, 0x2236: 0x3A, 0x300C: 0x201C, 0x300D: 0x201D, 0x2022: 0xB7, 0x30FB: 0xB7,
}  # fmt: skip
"""One character for one character, so that no offset moves."""
_VARIANTS: Final = {ord(one): ord(plain) for one, plain in load_words("ocr")["variants"].items()}
_PLAIN: Final = np.arange(2**16, dtype="<u2")
_PLAIN[[*_WIDE, *_VARIANTS]] = [*_WIDE.values(), *_VARIANTS.values()]
"""The same as a table of all UTF-16 units: ten times as fast as `str.translate`."""

_GAP: Final = regex.compile(
    r"(?<![A-Za-z0-9%])\s++|\s++(?![A-Za-z0-9])|[ ]*+\n\s*+"
    + r"| (?<=(?<!\S)[\d.] )(?=[\d.](?: [\d.])*+ \p{Han}(?!\S))"
    + r"|,(?<=(?<![\d.,])\d{1,3}(?:,\d{3})*,)(?=\d{3}(?!\d))"
    + r"|\.(?<=\d\.)(?=\.\d)"
    + f"|{load_words('layout')['furniture']}"
)
"""What the print put in: white space (but not between Latin words or two numbers of a row), marks between thousands,
a point set twice (14..3%), jump lines, ornaments.

A number of a spaced-out headline is one number: 近 2 2 0 0 亿 元.
"""

_REPEAT: Final = compile_pattern(r"(?<![^\n])([^\n]{4,40})\1(?![^\n])")
"""A caption printed twice by its shadow."""


_MISREAD: Final = compile_pattern(load_words("ocr")["digits"])
_LIKE: Final = load_words("ocr")["like"]


class Clean(NamedTuple):
    """Text with the origin of its runs: run `i` starts at `starts[i]` here and at `origins[i]` in the page."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the page of the non-empty span `start`–`end` here."""
        starts, origins = self.starts, self.origins
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1, first) - 1
        return origins[first] + start - starts[first], origins[last] + end - starts[last]


def widen(text: str) -> str:
    """The same text with full-width digits, letters and marks in their plain form, character by character.

    Letters that stand for digits in a misread number (1O.5) become digits.
    """
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    plain: bytes = _PLAIN[units].tobytes()
    return _MISREAD.sub(_as_digit, plain.decode("utf-16-le", "surrogatepass"))


def _as_digit(match: regex.Match[str]) -> str:
    digit: str = _LIKE[match[0]]
    return digit


def clean(pieces: list[tuple[int, int]], text: str) -> Clean:
    """Join pieces of a widened page, one a paragraph, with a line break between them and the print's gaps taken out."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for start, end in pieces:
        if parts:
            parts.append("\n")
            starts.append(length)
            origins.append(start - 1)
            length += 1
        for left, right in _runs(text, start, end):
            parts.append(text[left:right])
            starts.append(length)
            origins.append(left)
            length += right - left
    return Clean("".join(parts), tuple(starts), tuple(origins))


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of a piece that stay when gaps, ornaments and doubled captions go."""
    repeat = _REPEAT.fullmatch(text, start, end)
    if repeat:
        end = repeat.end(1)
    runs = []
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > start:
            runs.append((start, gap.start()))
        start = gap.end()
    if end > start:
        runs.append((start, end))
    return runs
