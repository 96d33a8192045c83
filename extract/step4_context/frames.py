"""Where each figure stands: its sentence, its clause and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step3_figures import Number

__all__ = [
    "MARK",
    "Frame",
    "find_frames",
    "goes_into_parts",
    "goes_on",
    "is_example",
    "is_of_noun",
    "is_yardstick",
    "opens_clause",
    "paragraph_end",
    "paragraph_start",
    "sentence_end",
    "sentence_start",
]

MARK: Final = compile_pattern(load_words("layout")["clause_mark"])
"""Between the clauses of a sentence."""
_NEAR: Final = 40
_AVERAGE: Final = compile_pattern(load_words("measures")["average"])
_BASE: Final = compile_pattern(load_words("measures")["base_rate"])
_WIDER: Final = compile_pattern(load_words("measures")["wider"])
_YEAR_BEFORE: Final = compile_pattern(load_words("measures")["year_before"])
_MOVES: Final = compile_pattern(load_words("measures")["base_moves"])
_STOP: Final = "。"
_OPENERS: Final[str] = load_words("regions")["openers"]
_CONNECTOR: Final = compile_pattern(load_words("lists")["connector"])
_OF_NOUN: Final = compile_pattern(load_words("items")["of_noun"])
_EXAMPLES: Final = compile_pattern(load_words("lists")["examples"])
_PARTS: Final = compile_pattern(load_words("lists")["parts"])


class Frame(NamedTuple):
    """One figure and the spans around it, all in the clean text."""

    number: Number
    sentence: Span
    clause: Span
    """Between the marks `,;:` around the number, the marks inside other numbers aside."""
    left: int
    """Where the words that are its own begin: after the previous figure or at the sentence's start."""
    right: int
    """Where they end: at the next figure or the end of the clause."""
    first: Number
    """The first figure of the list that it carries on: [2.8%]、2.4%和1.2%; itself if it carries on none."""
    heading: bool
    """Whether it stands in a headline."""

    @property
    def continues(self) -> bool:
        """Whether it only carries on a list: 2.8%、[2.4%]和[1.2%]."""
        return self.first.start < self.number.start

    @property
    def own(self) -> int:
        """Where its own words begin within its clause."""
        return max(self.left, self.clause[0])


def opens_clause(text: str, start: int) -> bool:
    """Whether a clause begins at a position."""
    return start == 0 or text[start - 1] in _OPENERS


def goes_into_parts(text: str, start: int) -> bool:
    """Whether a sentence that begins at a position goes into the parts of what the one before told: 其中, 分产业看."""
    return _PARTS.match(text, start) is not None


def is_of_noun(text: str, frame: Frame) -> bool:
    """Whether a figure belongs to the noun right behind it, or behind another: 投资[10亿元]的, 投资[10亿元]、年产2万吨的某项目."""
    return _OF_NOUN.match(text, frame.number.end) is not None


def is_example(text: str, end: int) -> bool:
    """Whether a name that ends at a position only begins that of an example of what is counted: [甲县]某基地等项目5个."""
    return _EXAMPLES.match(text, end) is not None


def paragraph_start(text: str, position: int) -> int:
    """Where the paragraph around a position begins."""
    return text.rfind("\n", 0, position) + 1


def paragraph_end(text: str, position: int) -> int:
    """Where the paragraph around a position ends."""
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def sentence_start(text: str, position: int) -> int:
    """Where the sentence around a position begins."""
    return max(text.rfind(_STOP, 0, position) + 1, paragraph_start(text, position))


def sentence_end(text: str, position: int) -> int:
    """Where the sentence around a position ends."""
    end = text.find(_STOP, position)
    return min(end, paragraph_end(text, position)) if end >= 0 else paragraph_end(text, position)


def is_yardstick(text: str, number: Number) -> bool:
    """Whether a figure is only one that another was just set against, as that of all others or of the time before.

    高于全省平均水平([8.2%]); 4894元(全国[5963元]、全省[4881元]); 比上年同期([8.2%])加快; 比1—4月的[2.1%]加快; 增长11.6%,上年同期为[3.2%];
    占39.6%,而全国平均为[37.9%].
    """
    near = max(0, number.start - _NEAR)
    if number.unit == "%" and _YEAR_BEFORE.search(text, near, number.start):
        return True
    if number.unit == "%" and _WIDER.search(text, near, number.start):
        return True
    if number.unit == "%" and _MOVES.match(text, number.end) and _BASE.search(text, near, number.start):
        return True
    return text.find("(", near, number.start) >= 0 and _AVERAGE.search(text, near, number.start) is not None


def find_frames(text: str, sentences: Iterable[Span], body_start: int, numbers: list[Number]) -> list[Frame]:
    """Frames of all figures in order."""
    frames: list[Frame] = []
    index = 0
    for sentence in sentences:
        first = index
        while index < len(numbers) and numbers[index].start < sentence[1]:
            index += 1
        if index > first:
            frames += _sentence_frames(text, sentence, sentence[0] < body_start, numbers[first:index])
    return frames


def _sentence_frames(text: str, sentence: Span, heading: bool, numbers: list[Number]) -> list[Frame]:
    spans = [(number.start, number.end) for number in numbers]
    marks = [m.start() for m in MARK.finditer(text, *sentence) if not any(a <= m.start() < b for a, b in spans)]
    frames: list[Frame] = []
    for i, number in enumerate(numbers):
        before = max((mark + 1 for mark in marks if mark < number.start), default=sentence[0])
        after = min((mark for mark in marks if mark >= number.end), default=sentence[1])
        previous = numbers[i - 1] if i else None
        left = previous.end if previous else sentence[0]
        right = min(after, numbers[i + 1].start) if i + 1 < len(numbers) else after
        first = frames[-1].first if previous and _continues(text, previous, number) else number
        frames.append(Frame(number, sentence, (before, after), left, right, first, heading))
    return frames


def _continues(text: str, previous: Number, number: Number) -> bool:
    if previous.form == number.form == "part":
        return number.start == previous.end + 1
    same = previous.unit == number.unit or (previous.kind, number.kind) == ("money", "money")
    return same and goes_on(text, previous, number)


def goes_on(text: str, previous: Number, number: Number) -> bool:
    """Whether only a mark or a word that joins two figures of one list stands between them."""
    return _CONNECTOR.fullmatch(text, previous.end, number.start) is not None
