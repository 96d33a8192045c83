"""Whether what a figure tells has happened, is planned, foreseen, or the bound of a rule."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from extract.models import Span, Status
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context.frames import sentence_start

__all__ = ["find_status", "is_left_behind", "plan_goes_on"]

_WORDS: Final = load_words("measures")["status"]
_STATUS: Final = compile_pattern(
    "|".join(f"(?P<{key}>{_WORDS[key]})" for key in ("forecast", "can", "limit", "plan", "then", "done"))
)
_STATUS_NEAR: Final = compile_pattern("|".join(f"(?P<{key}>{words})$" for key, words in _WORDS["near"].items()))
_FULFILLED: Final = compile_pattern(_WORDS["fulfilled"])
_PERCENT: Final = compile_pattern(_WORDS["percent"])
_FIGURE: Final = compile_pattern(_WORDS["figure"])
_REACH: Final = 16
_NEAR: Final = 8
_AFRESH: Final = compile_pattern(_WORDS["afresh"])
_PAST: Final = compile_pattern(_WORDS["past"])
_BOUND: Final = compile_pattern(_WORDS["bound"])
_QUOTED: Final = compile_pattern(_WORDS["quoted"])
_LAST: Final = "\U0010ffff"


def find_status(text: str, sentence: Span, number: Span, end: int) -> Status:
    """Whether a figure has happened: the last word before it in its sentence that says so decides; else what follows."""
    words = _status_words(text[slice(*sentence)])
    done = _FULFILLED.search(text, sentence[0], number[0]) if _PERCENT.search(text, *number) else None
    place = bisect_right(words, ((done.start() if done else number[0]) - sentence[0], _LAST)) - 1
    while place >= 0 and _is_over(text, sentence[0], words[place], number[0]):
        place -= 1
    told = _meaning(words, place)
    if (
        told == "plan"
        and place
        and words[place - 1][1] == "forecast"
        and _COMES.match(text, sentence[0] + words[place][0])
    ):
        told = "forecast"
    if (
        told == "limit"
        and any(word[1] == "plan" for word in words[:place])
        and _BOUND.search(text, number[0] - _REACH, number[0])
    ):
        told = "plan"
    near = None if done else _STATUS_NEAR.search(text, max(sentence[0], number[0] - _REACH), number[0])
    fulfilled = near and near.lastgroup == "done" and told == "plan"
    if near and (place < 0 or sentence[0] + words[place][0] <= near.start() or fulfilled):
        told = str(near.lastgroup)
    status: Status = "actual" if told in ("", "done") else told  # type: ignore[assignment]
    return "plan" if status == "actual" and _AHEAD.match(text, number[1], end) else status


def is_left_behind(text: str, number: Span) -> bool:
    """Whether a figure is what something is now, which a plan leaves behind: 由[40家]整合到30家以内."""
    told = _FROM.search(text, max(0, number[0] - _NEAR), number[0]) is not None
    return told and _MOVES.match(text, number[1]) is not None


def _meaning(words: list[tuple[int, str]], place: int) -> str:
    """What a word of status comes to: what can be is planned behind a plan, else foreseen: 投产后,[年可]实现产值2亿元."""
    if place < 0:
        return ""
    if words[place][1] != "can":
        return words[place][1].replace("then", "plan")
    before = next((meaning for _, meaning in reversed(words[:place]) if meaning != "can"), "")
    return "plan" if before in ("plan", "then") else "forecast"


def plan_goes_on(text: str, sentence: Span, number: int) -> bool:
    """Whether a sentence that says nothing of status itself goes on with a plan: 计划播种555万亩。分作物看,早稻[21.6万亩]."""
    if any(end <= number - sentence[0] for end, _ in _status_words(text[slice(*sentence)])):
        return False
    start = sentence_start(text, sentence[0] - 1)
    told = next((end for end, meaning in _status_words(text[start : sentence[0]]) if meaning == "plan"), None)
    if told is None or _FIGURE.search(text, start, start + told):  # 动工项目9个,年度计划投资3亿元。从类别看,……
        return False
    return find_status(text, (start, sentence[0]), (sentence[0], sentence[0]), sentence[0]) == "plan"


def _is_over(text: str, sentence: int, word: tuple[int, str], number: int) -> bool:
    """Whether a word of status reached only to a semicolon: one about the time after, or a plan told after other figures."""
    end = sentence + word[0]
    if _QUOTED.search(text, end, number):
        return True
    if word[1] not in ("then", "plan", "forecast", "can", "limit") or text.find(";", end, number) < 0:
        return False
    if word[1] == "plan" and _PAST.search(text, end, number):
        return True
    if word[1] == "limit":
        return _BOUND.search(text, end - _NEAR, end) is not None or _AFRESH.search(text, end, number) is not None
    return word[1] == "then" or _FIGURE.search(text, sentence, end) is not None


@lru_cache(maxsize=2)
def _status_words(sentence: str) -> list[tuple[int, str]]:
    """End and meaning of the words of status in a sentence, in order; its figures are asked for one after another."""
    return [(match.end(), str(match.lastgroup)) for match in _STATUS.finditer(sentence)]


_FROM: Final = compile_pattern(load_words("measures")["time"]["from"])
_MOVES: Final = compile_pattern(_WORDS["moves"])
"""Behind what something is now and is planned to leave: 由[40家]整合到30家以内."""
_COMES: Final = compile_pattern(_WORDS["comes"])
_AHEAD: Final = compile_pattern(_WORDS["ahead"])
