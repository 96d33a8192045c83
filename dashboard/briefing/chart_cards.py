"""The chosen charts of a week as cards; a week without any shows at least what its papers spoke of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.briefing.charts import Chart, choose_charts
from dashboard.briefing.content import Briefing
from dashboard.briefing.selection import Finding, trusted
from dashboard.components.card import card, graph, guarded
from dashboard.components.tools import source_line
from dashboard.desk import Desk
from dashboard.figures.marks import AXIS, empty_figure, value_text
from dashboard.figures.ranking import draw_ranking
from dashboard.figures.series import draw_series
from dashboard.findings import ranking_finding
from dashboard.rows import TOTAL, records
from dashboard.theme import BLUES, GREYS

__all__ = ["chart_cards"]

_ENOUGH: Final = 2
"""Charts beside which a count of figures by theme would say little."""
_PLOT_PIXELS: Final = 400
_THEMES: Final = 8


def chart_cards(briefing: Briefing, figures: pd.DataFrame, leading: Sequence[Finding], desk: Desk) -> list[Component]:
    """The charts that the week's figures allow, and where these are fewer than two what the papers spoke of."""
    say = desk.say
    chosen = choose_charts(trusted(figures), leading, briefing.known, say)
    builders = {f"chart-{place}": partial(_chart_card, chart, desk) for place, chart in enumerate(chosen, 1)}
    if len(chosen) < _ENOUGH:
        builders["chart-themes"] = partial(_themes_card, figures, desk)
    return [guarded(name, say("briefing.charts"), say, partial(build, name)) for name, build in builders.items()]


def _chart_card(chart: Chart, desk: Desk, name: str) -> html.Section:
    title, subtitle, figure = {"profile": _profile, "ranking": _ranking, "past": _past}[chart.kind](chart, desk)
    return card(name, title, subtitle, graph(name, figure, title), foot=source_line(chart.rows, desk), state="pending")


def _measured(row: Any, chart: Chart, desk: Desk) -> str:
    return desk.say("indicator.measured", measure=desk.say.code("measure", row.measure), unit=chart.scale.label)


def _profile(chart: Chart, desk: Desk) -> tuple[str, str, go.Figure]:
    """One place: its indicators take the place of regions."""
    rows = chart.rows.assign(who=chart.rows["title"], city=chart.rows["title"]).drop_duplicates("title")
    say, first = desk.say, records(chart.rows)[0]
    top = records(rows.sort_values("value", ascending=False))[0]
    value = chart.scale.joined(value_text(top, chart.scale, say))
    subtitle = say.dotted([first.who, _measured(first, chart, desk), first.period_text])
    title = say("briefing.growth", top=top.who, value=value)
    return title, subtitle, draw_ranking(rows, chart.references, chart.scale, say)


def _ranking(chart: Chart, desk: Desk) -> tuple[str, str, go.Figure]:
    say, first = desk.say, records(chart.rows)[0]
    part = "" if first.part == TOTAL else first.part
    subtitle = say.dotted([first.title, part, _measured(first, chart, desk), first.period_text])
    title = ranking_finding(chart.rows, chart.scale, say)
    return title, subtitle, draw_ranking(chart.rows, chart.references, chart.scale, say)


def _past(chart: Chart, desk: Desk) -> tuple[str, str, go.Figure]:
    say, first = desk.say, records(chart.rows)[0]
    title = say("briefing.history", who=first.who, title=first.title)
    subtitle = say.dotted([_measured(first, chart, desk), say.code("basis", first.basis), say("briefing.history_sub")])
    return title, subtitle, draw_series(chart.rows, chart.references, chart.scale, say, width=_PLOT_PIXELS)


def _themes_card(figures: pd.DataFrame, desk: Desk, name: str) -> html.Section:
    counts = figures["theme_title"].value_counts()
    title = desk.say("briefing.themes", theme=counts.index[0], n=counts.iloc[0])
    body = graph(name, _draw_counts(counts.head(_THEMES)), title)
    return card(name, title, desk.say("briefing.themes_sub"), body, foot=source_line(figures, desk), state="pending")


def _draw_counts(counts: pd.Series) -> go.Figure:
    """Horizontal bars, the longest on top, each with its number."""
    rising = counts.iloc[::-1]
    bars = go.Bar(
        x=list(rising),
        y=list(rising.index),
        orientation="h",
        text=[str(n) for n in rising],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": BLUES[6]},
        textfont={"size": 12, "color": GREYS[8]},
    )
    names = {"type": "category", "automargin": True, "showgrid": False, "ticklabelstandoff": 6}
    numbers = {"type": "linear", "range": [0, float(rising.max()) * 1.12], "showticklabels": False, "showgrid": False}
    figure = empty_figure(40 + 28 * len(rising)).add_trace(bars)
    look = {"tickfont": {"size": 13, "color": GREYS[9]}}
    return figure.update_layout(bargap=0.36, margin={"r": 28}, xaxis=AXIS | numbers, yaxis=AXIS | names | look)
