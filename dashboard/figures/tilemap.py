"""Counties as tiles of one size where they lie on the map, coloured by a rate or a growth."""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from dashboard.amounts import Scale, ticks
from dashboard.figures.marks import AXIS, empty_figure, hover, value_text
from dashboard.rows import records
from dashboard.texts import Speech
from dashboard.theme import BLUES, GREYS, ORANGES

__all__ = ["draw_tiles", "place_tiles"]

TILES: Final = Path(__file__).parent.with_name("tiles.csv")
_FEWEST_COLUMNS: Final = 6
_BREADTH: Final = 1.4
"""How much wider than high a plain grid of many tiles is."""
_TILE: Final = 0.94
Colours = list[list[Any]]
_DIVERGING: Final[Colours] = [
    [0.0, ORANGES[5]],
    [0.25, ORANGES[2]],
    [0.5, GREYS[0]],
    [0.75, BLUES[2]],
    [1.0, BLUES[6]],
]
_RISING: Final[Colours] = [[0.0, BLUES[1]], [0.5, BLUES[4]], [1.0, BLUES[7]]]
_FALLING: Final[Colours] = [[0.0, ORANGES[6]], [0.5, ORANGES[3]], [1.0, ORANGES[1]]]


@cache
def _places() -> dict[str, tuple[int, int]]:
    """Row and column by region code, north at the top."""
    with TILES.open(encoding="utf-8", newline="") as lines:
        return {entry["code"]: (int(entry["row"]), int(entry["col"])) for entry in csv.DictReader(lines)}


def place_tiles(codes: list[str]) -> dict[str, tuple[int, int]]:
    """A place for every region code: on the map where the layout knows all of them, else a plain grid in code order."""
    if not all(code in _places() for code in codes):
        breadth = max(_FEWEST_COLUMNS, math.ceil(math.sqrt(_BREADTH * len(codes))))
        return {code: divmod(index, breadth) for index, code in enumerate(sorted(codes))}
    rows = _compact(_places()[code][0] for code in codes)
    columns = _compact(_places()[code][1] for code in codes)
    return {code: (rows[_places()[code][0]], columns[_places()[code][1]]) for code in codes}


def _compact(used: Any) -> dict[int, int]:
    """New numbers for the lines in use, so that empty lines between them take no room."""
    return {line: index for index, line in enumerate(sorted(set(used)))}


def draw_tiles(regions: pd.DataFrame, rows: pd.DataFrame, scale: Scale, say: Speech) -> go.Figure:
    """One tile a county; a county without a report is hatched, never the lowest colour.

    Args:
        regions: `code` and `name` of every county of the area.
        rows: one prepared report a county, all of one period.
        scale: unit in which values are written; a signed scale is coloured around zero.
        say: language.
    """
    places = place_tiles(list(regions["code"]))
    names = dict(zip(regions["code"], regions["name"], strict=True))
    depth, width = (max(place[axis] for place in places.values()) + 1 for axis in (0, 1))
    figure = empty_figure(min(640, max(230, 88 * depth + 60)))
    silent = [code for code in places if code not in set(rows["region_code"])]
    figure.add_trace(_silent_tiles(silent, places, names, say))
    figure.add_trace(_spoken_tiles(rows, places, scale, say))
    figure.add_trace(_legend(rows, scale))
    hidden = AXIS | {"showgrid": False, "showticklabels": False, "type": "linear"}
    figure.update_layout(
        barmode="overlay",
        bargap=0,
        xaxis=hidden | {"range": [-0.6, width - 0.4]},
        yaxis=hidden | {"range": [depth - 0.4, -0.6], "scaleanchor": "x", "scaleratio": 1},
    )
    return figure


def _bars(codes: list[str], places: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """Tiles as bars, because only bars can be hatched."""
    return {
        "x": [places[code][1] for code in codes],
        "base": [places[code][0] - _TILE / 2 for code in codes],
        "y": [_TILE] * len(codes),
        "width": _TILE,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "hoverinfo": "text",
        "insidetextfont": {"size": 12},
    }


def _silent_tiles(codes: list[str], places: dict[str, tuple[int, int]], names: dict[str, str], say: Speech) -> go.Bar:
    return go.Bar(
        **_bars(codes, places) | {"insidetextfont": {"size": 12, "color": GREYS[6]}},
        text=[names[code][:2] for code in codes],
        hovertext=[f"<b>{names[code]}</b><br>{say('chart.no_report')}" for code in codes],
        marker={
            "color": "#ffffff",
            "line": {"color": GREYS[3], "width": 1},
            "pattern": {"shape": "/", "fgcolor": GREYS[3], "bgcolor": "#ffffff", "size": 7, "solidity": 0.18},
        },
    )


def _colours(values: pd.Series, scale: Scale) -> tuple[float, float, Colours]:
    """Lowest and highest value of the colours, and the colours: around zero only where both signs occur."""
    low, high = float(values.min()), float(values.max())
    if scale.signed and low < 0 < high:
        reach = max(-low, high)
        return -reach, reach, _DIVERGING
    return low, high, _FALLING if scale.signed and high <= 0 else _RISING


def _spoken_tiles(rows: pd.DataFrame, places: dict[str, tuple[int, int]], scale: Scale, say: Speech) -> go.Bar:
    low, high, colours = _colours(rows["value"], scale)
    shares = [(value - low) / (high - low or 1.0) for value in rows["value"]]
    return go.Bar(
        **_bars(list(rows["region_code"]), places),
        customdata=[[id_] for id_ in rows["observation_id"]],
        text=[f"{row.region[:2]}<br>{value_text(row, scale, say)}" for row in records(rows)],
        hovertext=[hover(row, scale, say) for row in records(rows)],
        marker={"color": sample_colorscale(colours, shares), "line": {"color": GREYS[3], "width": 1}},
    )


def _legend(rows: pd.DataFrame, scale: Scale) -> go.Scatter:
    """A colour bar, held by a mark that is not there."""
    low, high, colours = _colours(rows["value"], scale)
    values, texts = ticks(low, high, scale, wanted=3)
    bar = {
        "orientation": "h",
        "thickness": 8,
        "len": 0.6,
        "y": -0.02,
        "yanchor": "top",
        "outlinewidth": 0,
        "tickvals": values,
        "ticktext": texts,
        "tickangle": 0,
        "tickfont": {"size": 12, "color": GREYS[6]},
    }
    marker = {
        "color": [low],
        "colorscale": colours,
        "cmin": low,
        "cmax": high,
        "showscale": low < high,
        "colorbar": bar,
    }
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, hoverinfo="skip")
