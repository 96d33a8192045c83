"""Lists told with 分别: which member of the list each figure belongs to."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from extract.models import Span
from extract.step4_context.frames import Frame

__all__ = ["Membership", "find_memberships"]

_EACH: Final = regex.compile(r"分别|依次")
_AND: Final = regex.compile(r"以及|[和及与]")
_LEAD: Final = regex.compile(r"^.*(?:[,;:。(]|其中|的[是为有]|包括|今年|全年|[月年度]|(?:全|我|本)[市县省区州旗])")
_TAIL: Final = regex.compile(r"(?:[,(]|等?\p{Han}{0,2}(?:同比|环比|较|比)|三者|两者|产品?产量|总?量)[^、]*$")


class Membership(NamedTuple):
    """A figure's place in its list: the words of its own `member`, if they could be told, and the `tail` that serves all."""

    member: Span | None
    tail: Span | None
    position: int
    size: int


def find_memberships(text: str, frames: list[Frame]) -> dict[int, Membership]:
    """Memberships by index of the frame; a second 分别 without members of its own takes those of the first."""
    found: dict[int, Membership] = {}
    known: list[Span] = []
    tail: Span = (0, 0)
    for first, last in _groups(frames):
        size = last - first
        word = _last(_EACH, text, frames[first].left, frames[first].number.start)
        if word is None and not (len(known) == size and frames[first].sentence == frames[first - 1].sentence):
            continue
        if size < 2 and not (word and known and len(known) == size):
            continue
        if word is not None:
            members, own_tail = _members(text, frames[first].left, word.start(), size)
            known, tail = (members, own_tail) if len(members) == size else (known, tail)
        told = len(known) == size
        found |= {first + i: Membership(known[i] if told else None, tail if told else None, i, size) for i in range(size)}
    return found


def _groups(frames: list[Frame]) -> list[tuple[int, int]]:
    """Runs of figures that carry on one list, as half-open index ranges."""
    groups = []
    first = 0
    for index in range(1, len(frames) + 1):
        if index == len(frames) or not frames[index].continues:
            groups.append((first, index))
            first = index
    return groups


def _last(pattern: regex.Pattern[str], text: str, start: int, end: int) -> regex.Match[str] | None:
    last = None
    for last in pattern.finditer(text, start, end):
        pass
    return last


def _members(text: str, start: int, end: int, size: int) -> tuple[list[Span], Span]:
    """The last `size` members of the enumeration before `end`, and the words after it."""
    tail = _TAIL.search(text, start, end)
    stop = tail.start() if tail and text.find("、", tail.start(), end) < 0 else end
    cuts = [start, *(i + 1 for i in range(start, stop) if text[i] == "、"), stop + 1]
    spans = [(a, b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
    if len(spans) < size and (joint := _last(_AND, text, *spans[-1])):
        spans[-1:] = [(spans[-1][0], joint.start()), (joint.end(), spans[-1][1])]
    spans = spans[-size:]
    if spans:
        lead = _LEAD.match(text[spans[0][0] : spans[0][1]])
        spans[0] = (spans[0][0] + (lead.end() if lead else 0), spans[0][1])
    return [span for span in spans if span[0] < span[1]], (stop, end)
