"""What every figure shares: layout, tick text, the look of approximation, and what a mark says when touched."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.amounts import Scale, amount, printed_decimals, ticks
from dashboard.texts import Speech
from dashboard.theme import FONT, GREYS

__all__ = [
    "AXIS",
    "bounds",
    "empty_figure",
    "hover",
    "is_hollow",
    "source_of",
    "symbol_of",
    "value_axis",
    "value_text",
    "whiskers",
]

AXIS: Final[dict[str, Any]] = {
    "showline": False,
    "zeroline": False,
    "gridcolor": GREYS[2],
    "gridwidth": 1,
    "fixedrange": True,
    "tickfont": {"size": 12, "color": GREYS[6]},
    "ticks": "",
    "title": None,
}
_WHISKER: Final = 0.035
"""Length of a one-sided whisker as a share of the axis: 'over' and 'under' name a side, not a distance."""


def empty_figure(height: int) -> go.Figure:
    """A figure with the house layout and no mark yet."""
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
            "showlegend": False,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 12, "color": GREYS[8]},
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": "#ffffff",
                "bordercolor": GREYS[3],
                "align": "left",
                "font": {"family": FONT, "size": 13, "color": GREYS[9]},
            },
        }
    )


def is_hollow(qualifier: str) -> bool:
    """Whether the paper rounded: about, nearly."""
    return qualifier in {"about", "nearly"}


def symbol_of(row: Any) -> str:
    """Hollow where the paper rounded, a diamond where it speaks of what has not happened yet."""
    shape = "circle" if row.status == "actual" else "diamond"
    return f"{shape}-open" if is_hollow(row.qualifier) else shape


def whiskers(qualifiers: pd.Series, span: float, colour: str) -> dict[str, Any]:
    """Error bars that point to the side left open: up for over, down for under; `span` is the length of the axis."""
    length = span * _WHISKER
    return {
        "type": "data",
        "symmetric": False,
        "thickness": 1.5,
        "width": 5,
        "color": colour,
        "array": [length if qualifier == "over" else 0 for qualifier in qualifiers],
        "arrayminus": [length if qualifier == "under" else 0 for qualifier in qualifiers],
        "visible": bool(qualifiers.isin(["over", "under"]).any()),
    }


def bounds(rows: pd.DataFrame, *, zero: bool, pad: float = 0.08) -> tuple[float, float]:
    """Lowest and highest value to show with room around them; `zero` keeps zero in sight."""
    values = pd.concat([rows["value"], rows["value_high"].astype(float).dropna()])
    low, high = float(values.min()), float(values.max())
    if zero or low == high or (low > 0 and low < 0.6 * high):
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low or abs(high) or 1.0) * pad
    return (low - room if low != 0 else 0.0), (high + room if high != 0 else 0.0)


def value_axis(low: float, high: float, scale: Scale) -> dict[str, Any]:
    """A linear axis with tick text of our own and a firm line at zero."""
    values, texts = ticks(low, high, scale)
    has_negatives = low < 0 <= high
    return AXIS | {
        "type": "linear",
        "range": [low, high],
        "tickmode": "array",
        "tickvals": values,
        "ticktext": texts,
        "zeroline": has_negatives,
        "zerolinecolor": GREYS[5],
        "zerolinewidth": 1,
    }


def value_text(row: Any, scale: Scale, say: Speech) -> str:
    """The value with its qualifier, its range and its sign, its unit left to the title; `row` is a named tuple."""
    decimals = printed_decimals(row.value, row.raw, scale.factor)
    number = amount(row.value, scale, decimals)
    if row.qualifier == "range" and pd.notna(row.value_high):
        number = f"{number}–{amount(row.value_high, scale, decimals)}"
    return say(f"qualifier.{row.qualifier}", number=number)


def hover(row: Any, scale: Scale, say: Speech) -> str:
    """Who, when, how much, and which paper said so; names come from newspapers, so they are escaped."""
    lines = [
        say.dotted([f"<b>{escape(row.who)}</b>", escape(row.period_text), _status_in_words(row, say)]),
        f"<b>{scale.joined(value_text(row, scale, say))}</b>",
        escape(source_of(row, say)),
    ]
    return "<br>".join([*lines, say("chart.click")])


def _status_in_words(row: Any, say: Speech) -> str:
    return "" if row.status == "actual" else say.code("status", row.status)


def source_of(row: Any, say: Speech) -> str:
    """Newspaper and day of one report, as far as they are known."""
    day = "" if pd.isna(row.published) else f"{pd.Timestamp(row.published):%Y-%m-%d}"
    return f"{row.newspaper or say('source.unnamed')} {day}".strip()
