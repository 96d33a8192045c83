"""Who reported most: horizontal bars from zero, growth on both sides of it, the parent city as a line."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.amounts import Scale
from dashboard.figures.marks import AXIS, bounds, empty_figure, hover, is_hollow, value_axis, value_text, whiskers
from dashboard.rows import records
from dashboard.texts import Speech
from dashboard.theme import BLUES, GREYS, ORANGES

__all__ = ["draw_ranking"]

_ROW_PIXELS: Final = (27, 42)
"""Least and most height of a bar with its gap."""
_WANTED_PIXELS: Final = 300
_MARGIN_PIXELS: Final = 64
_BESIDE_WHISKER: Final = "\N{NO-BREAK SPACE}" * 7


def draw_ranking(rows: pd.DataFrame, references: pd.DataFrame, scale: Scale, say: Speech) -> go.Figure:
    """Bars sorted from the largest down.

    Args:
        rows: one prepared report a region, all of one period.
        references: reports of parent regions for the same period, drawn as lines; only for comparable measures.
        scale: unit in which values are written; a signed scale makes the bars diverge in blue and orange.
        say: language.
    """
    rows = rows.sort_values("value", kind="stable")
    low, high = bounds(pd.concat([rows, references]) if len(references) else rows, zero=True, pad=0.16)
    figure = empty_figure(_height(len(rows)))
    figure.add_trace(_bars(rows, high - low, scale, say))
    figure.add_trace(_bands(rows))
    figure.update_layout(
        barmode="overlay",
        bargap=0.28,
        hovermode="y",
        margin={"t": 34 if len(references) else 12, "r": 44},
        xaxis=value_axis(low, high, scale),
        yaxis=_name_axis(rows, say),
    )
    for order, reference in enumerate(records(references.sort_values("value"))):
        _add_reference(figure, reference, scale, say, order)
    return figure


def _height(bars: int) -> int:
    least, most = _ROW_PIXELS
    return _MARGIN_PIXELS + bars * min(most, max(least, _WANTED_PIXELS // bars))


def _name_axis(rows: pd.DataFrame, say: Speech) -> dict[str, Any]:
    """One place a line; two lines may bear one name."""
    return AXIS | {
        "type": "category",
        "tickmode": "array",
        "tickvals": list(rows["line"]),
        "ticktext": [_name(row, say, named_city=len(rows["city"].unique()) > 1) for row in records(rows)],
        "automargin": True,
        "showgrid": False,
        "ticklabelstandoff": 6,
        "tickfont": {"size": 13, "color": GREYS[9]},
    }


def colour_of(value: float, scale: Scale) -> str:
    """Blue for a figure and for a rise, orange for a fall."""
    return ORANGES[5] if scale.signed and value < 0 else BLUES[6]


def _bars(rows: pd.DataFrame, span: float, scale: Scale, say: Speech) -> go.Bar:
    colours = [colour_of(value, scale) for value in rows["value"]]
    hollow = [is_hollow(qualifier) for qualifier in rows["qualifier"]]
    fills = ["#ffffff" if empty else colour for empty, colour in zip(hollow, colours, strict=True)]
    return go.Bar(
        x=rows["value"],
        y=rows["line"],
        orientation="h",
        customdata=[[id_] for id_ in rows["observation_id"]],
        text=[_label(row, scale, say) for row in records(rows)],
        textposition="outside",
        cliponaxis=False,
        textfont={"size": 12, "color": GREYS[8]},
        hoverinfo="text",
        hovertext=[hover(row, scale, say) for row in records(rows)],
        marker={"color": fills, "line": {"color": colours, "width": 1.5}},
        error_x=whiskers(rows["qualifier"], span, GREYS[7]),
    )


def _label(row: Any, scale: Scale, say: Speech) -> str:
    """The value beside its bar; growth carries an arrow, so that colour is never alone."""
    arrow = ("▲ " if row.value > 0 else "▼ " if row.value < 0 else "") if scale.signed else ""
    aside = _BESIDE_WHISKER if row.qualifier in {"over", "under"} else ""
    return f"{aside}{arrow}{value_text(row, scale, say)}"


def _bands(rows: pd.DataFrame) -> go.Bar:
    """The stretch from the lower to the upper end of printed ranges."""
    ranges = rows[rows["value_high"].notna()]
    return go.Bar(
        x=ranges["value_high"] - ranges["value"],
        base=ranges["value"],
        y=ranges["line"],
        orientation="h",
        marker={"color": [colour_of(value, scale=Scale(1, "")) for value in ranges["value"]]},
        opacity=0.3,
        hoverinfo="skip",
    )


def _name(row: Any, say: Speech, *, named_city: bool) -> str:
    """A region's name; its city in grey before it where several stand together, its status where it is not a fact."""
    before = escape(row.city) if named_city and row.city != row.who else ""
    after = "" if row.status == "actual" else say.code("status", row.status)
    grey = [f"<span style='color:{GREYS[6]}'>{text}</span>" if text else "" for text in (before, after)]
    return " ".join(part for part in (grey[0], escape(row.who), grey[1]) if part)


def _add_reference(figure: go.Figure, row: Any, scale: Scale, say: Speech, order: int) -> None:
    """A dashed line at a parent region's value, named above the bars; neighbours take turns in height."""
    figure.add_vline(x=row.value, line={"color": GREYS[5], "width": 1, "dash": "dash"}, layer="below")
    figure.add_annotation(
        x=row.value,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2 + 13 * (order % 2),
        showarrow=False,
        text=f"{escape(row.who)} {value_text(row, scale, say)}",
        font={"size": 12, "color": GREYS[7]},
    )
