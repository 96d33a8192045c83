"""Names beside dots, moved until they cover neither one another nor a dot."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
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
_SHIFTS: Final = tuple(sorted((step * 5.0 for step in range(-12, 13)), key=abs))


class Box(NamedTuple):
    """A rectangle in pixels, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: Box) -> bool:
        """Whether the two share any area."""
        return self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top


def place_labels(rows: pd.DataFrame, lasts: Iterable[tuple[pd.Series, str]], layout: Any) -> list[dict[str, Any]]:
    """Annotations that name the last dot of each series.

    Args:
        rows: all dots, to keep clear of.
        lasts: the last report of each series and its colour.
        layout: layout of the figure, with the ranges of both axes.
    """
    taken = [_dot(*_pixels(end, value, layout)) for end, value in zip(rows["end"], rows["value"], strict=True)]
    labels = []
    for last, colour in sorted(lasts, key=lambda pair: (pair[0]["end"], pair[0]["value"]), reverse=True):
        text = last["who"] if len(last["who"]) <= _LONGEST else f"{last['who'][: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
        x, y = _pixels(last["end"], last["value"], layout)
        shift = min(_SHIFTS, key=lambda step: (_hits(_text(x, y + step, text), taken), abs(step)))
        taken.append(_text(x, y + shift, text))
        labels.append({
            "x": last["end"], "y": last["value"], "text": escape(text), "showarrow": False, "xanchor": "left",
            "xshift": _GAP, "yshift": shift, "font": {"size": 12, "color": GREYS[7] if colour == GREYS[5] else colour},
        })  # fmt: skip
    return labels


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
