"""Names beside dots, moved until they cover neither one another nor a dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.theme import GREYS

__all__ = ["place_labels"]

_PLOT: Final = (500.0, 350.0)
"""Width and height of the plot in pixels where it is narrow; where it is wider the names only gain room."""
_LINE: Final = 15.0
_LETTER: Final = 12.5
_GAP: Final = 8.0
_LONGEST: Final = 14
_STEPS: Final = tuple(step * 5.0 for step in range(-9, 10))


class Box(NamedTuple):
    """A rectangle in pixels, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


def place_labels(rows: pd.DataFrame, lasts: Iterable[tuple[pd.Series, str]], layout: Any) -> list[dict[str, Any]]:
    """Annotations that name the last dot of each series.

    Args:
        rows: all dots, to keep clear of.
        lasts: the last report of each series and its colour.
        layout: layout of the figure, with the ranges of both axes.
    """
    taken = [_dot(*_pixels(end, value, layout)) for end, value in zip(rows["end"], rows["value"], strict=True)]
    labels: list[dict[str, Any]] = []
    columns = groupby(
        sorted(lasts, key=lambda pair: (pair[0]["end"], pair[0]["value"]), reverse=True), lambda pair: pair[0]["end"]
    )
    for _, column in columns:
        labels += _place_column(list(column), taken, layout)
    return labels


def _place_column(lasts: Sequence[tuple[pd.Series, str]], taken: list[Box], layout: Any) -> list[dict[str, Any]]:
    """Names of the dots above one another, from the top down in the order of their values; `taken` grows."""
    points = [_pixels(last["end"], last["value"], layout) for last, _ in lasts]
    labels, ceiling = [], float("inf")
    for (last, colour), (x, y), wanted in zip(lasts, points, _spread([y for _, y in points]), strict=True):
        text = last["who"] if len(last["who"]) <= _LONGEST else f"{last['who'][: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
        heights = [min(wanted + step, ceiling - _LINE) for step in _STEPS]
        height = min(heights, key=lambda at: (_hits(_text(x, at, text), taken), abs(at - wanted)))
        ceiling = height
        taken.append(_text(x, height, text))
        labels.append(
            {
                "x": last["end"],
                "y": last["value"],
                "text": escape(text),
                "showarrow": False,
                "xanchor": "left",
                "xshift": _GAP,
                "yshift": height - y,
                "font": {"size": 12, "color": GREYS[7] if colour == GREYS[5] else colour},
            }
        )
    return labels


def _spread(heights: Sequence[float]) -> list[float]:
    """Falling heights moved as little as possible, so that neighbours are a line apart and crowds keep their middle."""
    blocks: list[list[float]] = []
    for height in heights:
        blocks.append([height])
        while len(blocks) > 1 and _bottom(blocks[-2]) - _LINE < _top(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    return [_top(block) - _LINE * index for block in blocks for index in range(len(block))]


def _top(block: Sequence[float]) -> float:
    return sum(block) / len(block) + _LINE * (len(block) - 1) / 2


def _bottom(block: Sequence[float]) -> float:
    return _top(block) - _LINE * (len(block) - 1)


def _pixels(day: Any, value: float, layout: Any) -> tuple[float, float]:
    first, last = (pd.Timestamp(edge) for edge in layout.xaxis.range)
    low, high = layout.yaxis.range
    across = (pd.Timestamp(day) - first) / (last - first)
    return float(across) * _PLOT[0], (value - low) / (high - low) * _PLOT[1]


def _dot(x: float, y: float) -> Box:
    return Box(x - 5, y - 5, x + 5, y + 5)


def _text(x: float, y: float, text: str) -> Box:
    return Box(x + _GAP, y - _LINE / 2, x + _GAP + _LETTER * len(text), y + _LINE / 2)


def _hits(box: Box, taken: Iterable[Box]) -> int:
    return sum(box.covers(other) for other in taken)
