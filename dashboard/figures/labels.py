"""Names beside dots, moved until they cover neither one another nor a dot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.theme import GREYS

__all__ = ["Plot", "place_labels"]

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


class Plot(NamedTuple):
    """A plot area; on a wider screen than assumed the names only gain room."""

    width: float
    height: float
    """Pixels."""
    days: tuple[dt.date, dt.date]
    values: tuple[float, float]
    """First and last of each axis."""

    def at(self, day: dt.date, value: float) -> tuple[float, float]:
        """Pixels from the lower left corner."""
        (first, last), (low, high) = self.days, self.values
        return (day - first) / (last - first) * self.width, (value - low) / (high - low) * self.height


def place_labels(rows: pd.DataFrame, lasts: Iterable[tuple[pd.Series, str]], plot: Plot) -> list[dict[str, Any]]:
    """Annotations that name the last dot of each series.

    Args:
        rows: all dots, to keep clear of.
        lasts: the last report of each series and its colour.
        plot: where a day and a value lie.
    """
    taken = [_dot(*plot.at(end, value)) for end, value in zip(rows["end"], rows["value"], strict=True)]
    labels: list[dict[str, Any]] = []
    columns = groupby(
        sorted(lasts, key=lambda pair: plot.at(pair[0]["end"], pair[0]["value"]), reverse=True),
        lambda pair: pair[0]["end"],
    )
    for _, column in columns:
        labels += _place_column(list(column), taken, plot)
    return labels


def _place_column(lasts: Sequence[tuple[pd.Series, str]], taken: list[Box], plot: Plot) -> list[dict[str, Any]]:
    """Names of the dots above one another, from the top down in the order of their values; `taken` grows."""
    points = [plot.at(last["end"], last["value"]) for last, _ in lasts]
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


def _dot(x: float, y: float) -> Box:
    return Box(x - 5, y - 5, x + 5, y + 5)


def _text(x: float, y: float, text: str) -> Box:
    return Box(x + _GAP, y - _LINE / 2, x + _GAP + _LETTER * len(text), y + _LINE / 2)


def _hits(box: Box, taken: Iterable[Box]) -> int:
    return sum(box.covers(other) for other in taken)
