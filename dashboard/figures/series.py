"""How a figure moved, region by region: dots, joined only where one period follows the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go

from dashboard.amounts import Scale
from dashboard.figures.labels import Plot, place_labels
from dashboard.figures.marks import AXIS, bounds, empty_figure, hover, symbol_of, value_axis, whiskers
from dashboard.periods import follows
from dashboard.rows import prefer, records
from dashboard.texts import Speech
from dashboard.theme import GREYS, SERIES

__all__ = ["city_colours", "draw_series"]

Day = TypeVar("Day", int, dt.date)

_HEIGHT, _LOW_HEIGHT, _MARGINS = 400, 260, 50
"""Pixels; a few dots need no tall chart."""


def draw_series(
    rows: pd.DataFrame, context: pd.DataFrame, scale: Scale, say: Speech, *, width: float = 500
) -> go.Figure:
    """Dots by region over time, each region named beside its last dot.

    Args:
        rows: prepared reports of one figure, item and kind of period.
        context: the same for parent regions, drawn behind in grey; may be empty.
        scale: unit in which values are written.
        say: language.
        width: about how many pixels the plot will have, to place the names.
    """
    shown = pd.concat([context, rows]) if len(context) else rows
    low, high = bounds(shown, zero=scale.signed)
    ends = (high, low) if (rows["measure"] == "rank").all() else (low, high)  # the first place stands on top
    height = _HEIGHT if len(shown) > 3 else _LOW_HEIGHT
    figure = empty_figure(height)
    groups = [*_groups(context, grey=True), *_groups(rows, grey=False)]
    for group, colour in groups:
        figure.add_trace(_dots(group, colour, high - low, scale, say, dashed=colour == GREYS[5]))
    for band in _bands(groups):
        figure.add_trace(band)
    days = _time_range(shown)
    lasts = [(prefer(group).sort_values("end").iloc[-1], colour) for group, colour in groups]
    figure.update_layout(
        xaxis=_time_axis(shown, days, say),
        yaxis=value_axis(low, high, scale) | {"range": list(ends)},
        annotations=place_labels(shown, lasts, Plot(width, height - _MARGINS, days, ends)),
    )
    return figure


def city_colours(rows: pd.DataFrame) -> dict[str, str]:
    """Colours that stand for cities; empty where every region has its own."""
    if not _shares_colours(rows):
        return {}
    return {city: SERIES[index % len(SERIES)] for index, city in enumerate(sorted(rows["city"].unique()))}


def _shares_colours(rows: pd.DataFrame) -> bool:
    return len(rows["city"].unique()) > 1 and len(rows["line"].unique()) > len(SERIES)


def _groups(rows: pd.DataFrame, *, grey: bool) -> Iterator[tuple[pd.DataFrame, str]]:
    """One frame a series in order of time, with its colour; a colour stands for one city where several are shown."""
    if rows.empty:
        return
    cities, series = city_colours(rows), sorted(rows["line"].unique())
    for key, group in rows.groupby("line"):
        colour = cities.get(group["city"].iloc[0]) or SERIES[series.index(key) % len(SERIES)]
        yield group.sort_values(["end", "published"]), GREYS[5] if grey else colour


def _dots(group: pd.DataFrame, colour: str, span: float, scale: Scale, say: Speech, *, dashed: bool) -> go.Scatter:
    """All reports of one series: preferred ones full and joined where consecutive, other reports of a period faint."""
    reports = records(group)
    others = [step for row in reports if not row.preferred for step in (row, None)]
    path = [*others, *_broken([row for row in reports if row.preferred])]
    qualifiers = pd.Series(["" if row is None else row.qualifier for row in path])
    symbols = ["circle" if row is None else symbol_of(row) for row in path]
    return go.Scatter(
        x=[None if row is None else row.end for row in path],
        y=[None if row is None else row.value for row in path],
        customdata=[None if row is None else [row.observation_id] for row in path],
        hovertext=["" if row is None else hover(row, scale, say) for row in path],
        hoverinfo="text",
        mode="lines+markers",
        connectgaps=False,
        name=escape(group["who"].iloc[0]),
        line={"color": colour, "width": 1.5, "dash": "dot" if dashed else "solid"},
        marker={
            "size": [9 if row and row.preferred else 6 for row in path],
            "color": colour,
            "opacity": 1,
            "symbol": symbols,
            "line": {"width": [2 if symbol.endswith("open") else 1 for symbol in symbols], "color": "#ffffff"},
        },
        error_y=whiskers(qualifiers, span, colour),
        cliponaxis=False,
    )


def _broken(points: Sequence[Any]) -> Iterator[Any]:
    """The points with a gap between two that do not follow one another."""
    for before, point in zip([None, *points], points, strict=False):
        if before is not None and not follows(before.end, point.end, point.basis):
            yield None
        yield point


def _bands(groups: list[tuple[pd.DataFrame, str]]) -> Iterator[go.Scatter]:
    """A translucent bar from the lower to the upper end of each printed range."""
    for group, colour in groups:
        ranges = group[group["value_high"].notna()]
        if len(ranges):
            yield go.Scatter(
                x=[day for end in ranges["end"] for day in (end, end, None)],
                y=[
                    y
                    for low, high in zip(ranges["value"], ranges["value_high"], strict=True)
                    for y in (low, high, None)
                ],
                mode="lines",
                line={"color": colour, "width": 9},
                opacity=0.3,
                hoverinfo="skip",
            )


def _time_range(rows: pd.DataFrame) -> tuple[dt.date, dt.date]:
    """First and last day of the axis: room on the right for names, and never less than a season in all."""
    first, last = min(rows["end"]), max(rows["end"])
    span = max((last - first).days, 120)
    return first - dt.timedelta(days=span * 0.06), last + dt.timedelta(days=span * 0.17)


def _time_axis(rows: pd.DataFrame, days: tuple[dt.date, dt.date], say: Speech) -> dict[str, Any]:
    """A date axis with a tick at the end of each year, or at each reported month where all lies within two years."""
    first, last = min(rows["end"]), max(rows["end"])
    is_yearly = rows["basis"].iloc[0] == "year"
    if is_yearly or (last - first).days > 730:
        ticks = [dt.date(year, 12, 31) for year in _thinned(range(first.year, last.year + 1))]
    else:
        ticks = list(_thinned(sorted(set(rows["end"]))))
    key = "period.axis_year" if is_yearly else "period.axis_month"
    texts = [say(key, year=day.year, month=day.month, month_name=say(f"month.m{day.month}")) for day in ticks]
    return AXIS | {
        "type": "date",
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": texts,
        "showgrid": False,
        "range": list(days),
        "showline": True,
        "linecolor": GREYS[3],
    }


def _thinned(values: Sequence[Day], most: int = 9) -> Sequence[Day]:
    """At most `most` of the values, evenly spaced and always with the last."""
    step = -(-len(values) // most)
    return values[::-1][::step][::-1]
