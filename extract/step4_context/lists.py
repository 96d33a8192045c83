"""Lists told with 分别: which member of the list each figure belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context.frames import Frame, goes_on

__all__ = ["Membership", "find_memberships"]

_WORDS: Final = load_words("lists")
_FOREMOST: Final = compile_pattern(_WORDS["foremost"])
_EACH: Final = compile_pattern(_WORDS["each"])
_BOTH: Final = compile_pattern(_WORDS["both"])
_AND: Final = compile_pattern(_WORDS["and"])
_LEAD: Final = compile_pattern(f"^.*(?:{_WORDS['lead']})")
_TAIL: Final = compile_pattern(_WORDS["tail"])
_BESIDE: Final = compile_pattern(_WORDS["beside"])
_BASES: Final = compile_pattern(_WORDS["bases"])
_BASES_OF_ONE: Final = compile_pattern(_WORDS["bases_of_one"])
_SET: Final = compile_pattern(f"(?:{'|'.join(_WORDS['sets'])})[^,;。、\\d]*$")
_GREW: Final = compile_pattern(_WORDS["grew"])
_JOINT: Final = compile_pattern(f"、|{_WORDS['and']}")
_SHARES_OF: Final = compile_pattern(_WORDS["shares_of"])
_REACHED: Final = compile_pattern(f"(?:{_WORDS['amounted']})+$")
_TWO: Final = ("one", "other")
_INDUSTRY: Final = compile_pattern(_WORDS["bare_industry"])
_COMMA: Final = ","
_MARKS: Final = frozenset(",;:")
"""What stands between the figure before and the first member."""
_NEAR: Final = 10
_POINTS: Final = "pp"
_CLOSED: Final = ")"
_RATIO: Final = "ratio"
_DURATION: Final = "duration"
"""Kind of figures that a base may hold: 与去年7天假期相比,分别增长."""


class Membership(NamedTuple):
    """A figure's place in its list: the words of its own `member`, if they could be told, and the `tail` that serves all."""

    member: Span | None
    tail: Span | None
    position: int
    size: int
    like: Frame | None = None
    """The figure whose indicator, item and region it shares: 出口8亿元、进口4亿元,分别增长5%、6%."""
    words: Span | None = None
    """What stands before 分别 and may name all figures of the list at once: 城乡居民收入分别增长5%、6%."""


def find_memberships(text: str, frames: list[Frame]) -> dict[int, Membership]:
    """Memberships by index of the frame; a list without members of its own takes up the figures before it, one by one."""
    found: dict[int, Membership] = {}
    for first, last in _groups(text, frames):
        size = last - first
        word = last_match(_EACH, text, frames[first].left, frames[first].number.start)
        if size < 2:
            continue
        members: list[Span] = []
        tail: Span | None = None
        if opens := word or _GREW.search(text, frames[first].own, frames[first].number.start):
            members, tail = _members(text, frames[first].left if word else frames[first].own, opens.start(), size)
            members = _wholes(text, word.end(), frames[first], size) or members if word else members
        else:
            members, tail = _row_of_names(text, frames[first:last])
        if len(members) == size:
            found |= {first + i: Membership(members[i], tail, i, size) for i in range(size)}
        elif word is None and _tells_set(text, frames[first]):
            found |= {first + i: Membership(None, None, i, size) for i in range(size)}
        elif word is not None and (both := _both_told(text, frames, first, size)):
            found |= {first + i: Membership(both[i], None, i, size) for i in range(size)}
        elif word is not None or _follows_list(text, frames, found, first, size):
            words = (frames[first].left, word.start()) if word else None
            like = _taken_up(text, frames, first, size)
            found |= {first + i: _echo(found, frames, like, i, size, words) for i in range(size)}
    return found


def _wholes(text: str, start: int, frame: Frame, size: int) -> list[Span]:
    """As many things as the figures behind are shares of: 分别占[全省出口额、进口额]的10.8%和1.7%."""
    of = _SHARES_OF.fullmatch(text, start, frame.number.start)
    members = _enumerated(text, *of.span("wholes"), size)[0] if of else []
    return members if len(members) == size else []


def _row_of_names(text: str, frames: list[Frame]) -> tuple[list[Span], Span | None]:
    """The members of a row that is told in as many names as bare figures: 进口、出口[8亿元和12亿元]."""
    pairs = pairwise(frames)
    bare = all(_JOINT.fullmatch(text, one.number.end, other.number.start) for one, other in pairs)
    if not bare or frames[0].number.unit == _POINTS:  # 高于全国、全省1.6和1.2个百分点
        return [], None
    start, end = frames[0].own, frames[0].number.start
    reached = _REACHED.search(text, start, end)
    end = reached.start() if reached else end
    joints = [joint.group() for joint in _JOINT.finditer(text, start, end)]
    told = joints.count("、") + 1
    if told == len(frames) or (told == len(frames) - 1 == len(joints)):
        return _enumerated(text, start, end, len(frames))
    return [], None


def _both_told(text: str, frames: list[Frame], first: int, size: int) -> list[Span]:
    """The members of a list that the figure before told at once: 预算收入、税收[双双突破]100亿元,分别增长15%和19%."""
    before = frames[first - 1] if first else None
    if before is None or before.sentence != frames[first].sentence:
        return []
    both = last_match(_BOTH, text, before.own, before.number.start)
    members = _enumerated(text, before.own, both.start(), size)[0] if both else []
    return members if len(members) == size else []


def _taken_up(text: str, frames: list[Frame], first: int, size: int) -> range | None:
    """The figures that a list takes up: as many right before it, every second of them, or the row's first ones: 前三市分别增长."""
    stop = first
    while stop and frames[stop - 1].number.kind == _DURATION:
        stop -= 1
    like = range(stop - size, stop)
    if _FOREMOST.search(text, frames[first].left, frames[first].number.start):
        while like.start > 0 and frames[like.start].continues:
            like = range(like.start - 1, like.stop - 1)
    if like.start < 0 or not _may_take_up(text, frames[first], frames[like.start : like.stop]):
        return None
    return _every_second(frames, first, size) or like


def _may_take_up(text: str, frame: Frame, before: list[Frame]) -> bool:
    """Whether the figures before a list are of one sentence with it and of what it can be of."""
    if before[0].sentence != frame.sentence or _BASES_OF_ONE.search(text, frame.own, frame.number.start):
        return False
    if len({other.number.kind == _RATIO for other in before}) > 1:
        return False  # 出口增长34%,较2019年增长[41.5%];进口[2080亿元],分别增长46.8%和43.4%
    if frame.number.kind != _RATIO and len({other.number.kind for other in before}) > 1:
        return False  # 甲县3个、30亿元,乙县、丙县均为6个,总投资分别为[19亿元]
    # 比全国(5.0%)、全省(5.2%)分别高[1.5个]、1.3个百分点
    return frame.number.unit != _POINTS or not any(text.startswith(_CLOSED, other.number.end) for other in before)


def _every_second(frames: list[Frame], first: int, size: int) -> range | None:
    """Every second figure before a list where they come in pairs: 甲4家店[销售额17亿元],乙6家店[销售额8亿元],分别增长."""
    start = first - 2 * size
    if start < 0 or frames[start].sentence != frames[first].sentence:
        return None
    counted, told = ({frames[i].number.unit for i in range(start + k, first, 2)} for k in (0, 1))
    return range(start + 1, first, 2) if len(counted) == len(told) == 1 and counted != told else None


def _tells_set(text: str, frame: Frame) -> bool:
    """Whether a name that stands for several indicators stands right before a list: 城乡居民收入2.3万元和1.1万元."""
    return _SET.search(text, frame.left, frame.number.start) is not None


def _follows_list(text: str, frames: list[Frame], found: dict[int, Membership], first: int, size: int) -> bool:
    """Whether a list of growth rates stands right behind a list of as many levels, or of as many others."""
    gap = text[frames[first].left : frames[first].number.start]
    before = frames[first - size + 1 : first]
    return (
        first >= size
        and len(gap) <= _NEAR
        and all(_side_by_side(text, frame) for frame in before)
        and (not _side_by_side(text, frames[first - size]) or _opens_list(found.get(first - size), size))
    )


def _opens_list(membership: Membership | None, size: int) -> bool:
    return membership is not None and (membership.position, membership.size) == (0, size)


def _side_by_side(text: str, frame: Frame) -> bool:
    """Whether a figure stands in one row with the one before: 销售8亿元、[税收2亿元]."""
    return frame.continues or _BESIDE.fullmatch(text, frame.left, frame.number.start) is not None


def _echo(
    found: dict[int, Membership], frames: list[Frame], like: range | None, position: int, size: int, words: Span | None
) -> Membership:
    """A membership that takes up the figure at its position of those in `like`, with that one's members."""
    if like is None:
        return Membership(None, None, position, size, None, words)
    earlier = found.get(like[position])
    member, tail = (earlier.member, earlier.tail) if earlier and earlier.member else (None, None)
    return Membership(member, tail, position, size, frames[like[position]], words)


def _groups(text: str, frames: list[Frame]) -> list[tuple[int, int]]:
    """Runs of figures that carry on one list, as half-open index ranges."""
    groups = []
    first = 0
    for index in range(1, len(frames) + 1):
        if index == len(frames) or not (frames[index].continues or _is_counted_otherwise(text, frames, first, index)):
            groups.append((first, index))
            first = index
    return groups


def _is_counted_otherwise(text: str, frames: list[Frame], first: int, index: int) -> bool:
    """Whether a figure is the next of a list that tells each of its members in a unit of its own: 游客、消费分别达80万人次、[5亿元]."""
    return (
        frames[index].sentence == frames[first].sentence
        and goes_on(text, frames[index - 1].number, frames[index].number)
        and _EACH.search(text, frames[first].own, frames[first].number.start) is not None
    )


def _members(text: str, start: int, end: int, size: int) -> tuple[list[Span], Span]:
    """The last `size` members of the enumeration before `end`, and the words after it: those of the last clause, if it has so many."""
    start += text[start] in _MARKS
    if size == len(_TWO) and (bases := _BASES.search(text, start, end)):
        return [bases.span(name) for name in _TWO], (end, end)
    clause = max(text.rfind(mark, start, end) for mark in _MARKS) + 1
    found = _enumerated(text, clause, end, size) if clause > start else None
    if found and len(found[0]) == size:
        return found
    return _one_a_clause(text, start, end, size) or _enumerated(text, start, end, size)


def _one_a_clause(text: str, start: int, end: int, size: int) -> tuple[list[Span], Span] | None:
    """Industries of which each has a clause, so that a name may hold commas of its own kind: [金属制品业],[电力、热力供应业]增加值."""
    cuts = [start, *(i + 1 for i in range(start, end) if text[i] == _COMMA), end + 1][-size - 1 :]
    names = [_INDUSTRY.match(text, a, b - 1) for a, b in pairwise(cuts)]
    spans = [name.span() for name in names if name]
    if len(spans) < size or any(span[1] != b - 1 for span, b in zip(spans[:-1], cuts[1:-1], strict=True)):
        return None
    return [_without_lead(text, spans[0]), *spans[1:]], (spans[-1][1], end)


def _enumerated(text: str, start: int, end: int, size: int) -> tuple[list[Span], Span]:
    """The last `size` members between two positions, and the words after them."""
    tail = _TAIL.search(text, start, end)
    stop = tail.start() if tail and text.find("、", tail.start(), end) < 0 else end
    cuts = [start, *(i + 1 for i in range(start, stop) if text[i] == "、"), stop + 1]
    spans = [(a, b - 1) for a, b in pairwise(cuts)]
    if len(spans) < size and (joint := last_match(_AND, text, *spans[-1])):
        spans[-1:] = [(spans[-1][0], joint.start()), (joint.end(), spans[-1][1])]
    spans = spans[-size:]
    if spans:
        spans[0] = _without_lead(text, spans[0])
    return [span for span in spans if span[0] < span[1]], (stop, end)


def _without_lead(text: str, span: Span) -> Span:
    lead = _LEAD.match(text[span[0] : span[1]])
    return span[0] + (lead.end() if lead else 0), span[1]
