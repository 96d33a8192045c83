"""A strip of dots small enough for a table row, as an SVG picture that needs no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final
from urllib.parse import quote

from dashboard.periods import follows
from dashboard.theme import BLUES, GREYS, ORANGES

__all__ = ["draw_spark"]

_WIDTH: Final = 168
_HEIGHT: Final = 26
_PAD: Final = 5


def draw_spark(reports: Sequence[Any], first: dt.date, last: dt.date, *, signed: bool) -> str:
    """An SVG data address: one dot a period, joined where consecutive, the last one larger.

    Args:
        reports: named tuples of one line and one kind of period, in order of time.
        first: day at the left edge, the same for every strip of a table.
        last: day at the right edge.
        signed: whether a line marks zero and falls are orange.
    """
    values = [report.value for report in reports]
    low, high = min([*values, 0.0] if signed else values), max([*values, 0.0] if signed else values)
    edges = first.toordinal(), last.toordinal()
    xs = [_between(report.end.toordinal(), *edges, _PAD, _WIDTH - _PAD) for report in reports]
    ys = [_between(value, low, high, _HEIGHT - _PAD, _PAD) for value in values]
    zero = [_zero(_between(0.0, low, high, _HEIGHT - _PAD, _PAD))] if signed else []
    parts = [*zero, *_joins(reports, xs, ys), *_dots(values, xs, ys, signed)]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">{"".join(parts)}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def _between(value: float, low: float, high: float, start: float, end: float) -> float:
    """`value` carried from [low, high] to [start, end]; a single value lies in the middle."""
    return (start + end) / 2 if high == low else start + (value - low) / (high - low) * (end - start)


def _zero(y: float) -> str:
    return f'<line x1="0" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GREYS[3]}"/>'


def _joins(reports: Sequence[Any], xs: Sequence[float], ys: Sequence[float]) -> list[str]:
    return [
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{next_x:.1f}" y2="{next_y:.1f}" stroke="{GREYS[4]}" stroke-width="1.5"/>'
        for (x, y, before), (next_x, next_y, after) in pairwise(zip(xs, ys, reports, strict=True))
        if follows(before.end, after.end, before.basis)
    ]


def _dots(values: Sequence[float], xs: Sequence[float], ys: Sequence[float], signed: bool) -> list[str]:
    radii = [2.2] * (len(xs) - 1) + [3.5]
    colours = [ORANGES[5] if signed and value < 0 else BLUES[6] for value in values]
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'
        for x, y, radius, colour in zip(xs, ys, radii, colours, strict=True)
    ]
