"""Lines that stand somewhere on a scanned page, put into the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from statistics import median
from typing import Final, NamedTuple

__all__ = ["Line", "in_reading_order"]

_GUTTER: Final = 0.9
"""Least width of the white strip between two columns, in heights of a line; words of one line stand closer."""
_SKEW: Final = 0.2
"""Share of its height by which a line may reach into its neighbours: a scan is never quite straight."""
_APART: Final = 1.0
"""By how many heights of a line a paragraph is moved in, or a block is moved down."""
_OTHER_SIZE: Final = 1.4
"""Ratio of heights from which two lines are set in different sizes, as headline and text are."""

_Edges = Callable[["Line"], tuple[float, float]]


class Line(NamedTuple):
    """Text and the box around it; coordinates grow to the right and downwards, in any one unit."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """The size of the type."""
        return self.bottom - self.top


def in_reading_order(lines: Iterable[Line]) -> str:
    """The text of a page: column after column, an empty line before each block, headline and indented paragraph."""
    return "\n\n".join(_text_of(rows) for rows in _blocks(list(lines)))


def _blocks(lines: list[Line]) -> Iterator[list[list[Line]]]:
    """Blocks in reading order, each as its rows: cut along gutters where there are any, else at the widest gap."""
    waiting = [lines]
    while waiting:
        part = waiting.pop()
        columns = _split(part, _sides, _GUTTER * median(line.height for line in part)) if part else []
        rows = _split(part, _ends, 0)
        if len(columns) > 1:
            waiting += reversed(columns)
        elif len(rows) > 1 and not all(_is_one_line(row) for row in rows):
            waiting += reversed(_at_widest_gap(rows))
        elif rows:
            yield rows


def _sides(line: Line) -> tuple[float, float]:
    return line.left, line.right


def _ends(line: Line) -> tuple[float, float]:
    return line.top + _SKEW * line.height, line.bottom - _SKEW * line.height


def _split(lines: list[Line], edges: _Edges, gap: float) -> list[list[Line]]:
    """Groups of lines between which a strip as wide as `gap` is empty."""
    groups: list[list[Line]] = []
    reach = float("-inf")
    for line in sorted(lines, key=edges):
        start, end = edges(line)
        if start - reach >= gap:
            groups.append([])
        groups[-1].append(line)
        reach = max(reach, end)
    return groups


def _is_one_line(row: list[Line]) -> bool:
    """Whether boxes follow each other as the words of one line do, neither far apart nor one above the other."""
    return all(abs(right.left - left.right) < _GUTTER * left.height for left, right in pairwise(sorted(row)))


def _at_widest_gap(rows: list[list[Line]]) -> list[list[Line]]:
    gaps = [_top(below) - _bottom(above) for above, below in pairwise(rows)]
    place = gaps.index(max(gaps)) + 1
    return [list(chain.from_iterable(rows[:place])), list(chain.from_iterable(rows[place:]))]


def _top(row: list[Line]) -> float:
    return min(line.top for line in row)


def _bottom(row: list[Line]) -> float:
    return max(line.bottom for line in row)


def _text_of(rows: list[list[Line]]) -> str:
    margin = min(line.left for row in rows for line in row)
    parts = [_words(rows[0])]
    for above, below in pairwise(rows):
        parts += ["\n\n" if _begins(above, below, margin) else "\n", _words(below)]
    return "".join(parts)


def _words(row: list[Line]) -> str:
    if _is_one_line(row):
        return " ".join(line.text for line in sorted(row))
    return "\n".join(line.text for line in sorted(row, key=_ends))


def _begins(above: list[Line], below: list[Line], margin: float) -> bool:
    """Whether something new begins below: a paragraph moved in, another size of type, a gap."""
    sizes = sorted(max(line.height for line in row) for row in (above, below))
    apart = _APART * sizes[0]
    moved = min(line.left for line in below) - margin > apart or _top(below) - _bottom(above) > apart
    return moved or sizes[1] > _OTHER_SIZE * sizes[0]
