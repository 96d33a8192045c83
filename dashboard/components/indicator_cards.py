"""The cards of an indicator page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.comparison import Comparison, most_told
from dashboard.components.card import card, graph, guarded
from dashboard.components.table import ROW_LIMIT, observation_grid
from dashboard.components.table_cards import table_foot
from dashboard.components.tools import source_line, tool_row, twin
from dashboard.desk import Desk
from dashboard.figures.ranking import draw_ranking
from dashboard.figures.series import city_colours, draw_series
from dashboard.figures.tilemap import draw_tiles
from dashboard.findings import ranking_finding, series_finding, silent_note, subtitle, tiles_finding

__all__ = ["elsewhere", "indicator_cards"]

_PLOT_PIXELS: Final = {True: 1040, False: 500}
"""Width of the plot over time: the whole page, or half of it beside a ranking alone."""
_MOST_LINES: Final = 16
_MOST_PARENTS: Final = 4
_MOST_BARS: Final = 30
_MANY_TILES: Final = 40
"""What an eye can still tell apart; the table and the CSV hold all."""
Builder = Callable[[Comparison, Desk, str, str], html.Section]


def indicator_cards(comparison: Comparison, desk: Desk, code: str, name: str) -> list[Any]:
    """Series, ranking, map and table, as far as the reports allow."""
    builders: dict[str, Builder] = {}
    if len(comparison.series):
        builders["series"] = _series_card
    if comparison.is_rankable:
        builders["ranking"] = _ranking_card
    if comparison.is_mappable:
        builders["tiles"] = _tiles_card
    builders["table"] = _table_card
    return [
        guarded(card_name, desk.say(f"indicator.{card_name}"), desk.say, partial(build, comparison, desk, code, name))
        for card_name, build in builders.items()
    ]


def elsewhere(everything: pd.DataFrame, desk: Desk, address: str) -> list[Any]:
    """Where nothing matches: whose figures and of what status there are, each a link."""
    counts = everything.groupby(["scope", "status"]).size().sort_values(ascending=False)
    links = []
    for scope, status in counts.index:
        name = desk.say.dotted([desk.say.code("scope", scope), desk.say.code("status", status)])
        label = desk.say("filter.option", name=name, n=counts[scope, status])
        links.append(html.A(label, href=desk.link(address, scope=scope, status=status), className="chip"))
    return [desk.say("card.empty_but"), *links] if links else [desk.say("card.empty_hint")]


def _foot(
    name: str, rows: pd.DataFrame, title: str, comparison: Comparison, desk: Desk, code: str, legend: list[html.Span]
) -> list[Any]:
    """Legend, sources, table twin and CSV."""
    return [
        html.P(legend, className="legend"),
        source_line(rows, desk),
        tool_row(f"/indicator/{code}", name, title, desk, first=twin(rows, comparison.scale, desk)),
    ]


def _city_legend(rows: pd.DataFrame) -> list[html.Span]:
    """Which colour is which city, where a colour stands for one."""
    colours = city_colours(rows[rows["level"] == "county"])
    return [html.Span([html.I(style={"background": colour}), city]) for city, colour in colours.items()]


def _marks_in_use(rows: pd.DataFrame, desk: Desk, *, signed: bool = False, parents: bool = False) -> list[html.Span]:
    """Legend entries for the marks that the rows really need."""
    qualifiers: Final = set(rows["qualifier"])
    needed = {
        "legend_hollow": qualifiers & {"about", "nearly"},
        "legend_whisker": qualifiers & {"over", "under"},
        "legend_band": qualifiers & {"range"},
        "legend_diamond": set(rows["status"]) - {"actual"},
        "legend_rise": signed and (rows["value"] > 0).any(),
        "legend_fall": signed and (rows["value"] < 0).any(),
        "legend_context": parents,
    }
    return [html.Span(desk.say(f"chart.{mark}")) for mark, is_needed in needed.items() if is_needed]


def _series_card(comparison: Comparison, desk: Desk, code: str, name: str) -> html.Section:
    rows = comparison.frames()["series"]
    title = series_finding(comparison.series, comparison.scale, desk.say)
    wide = comparison.is_mappable or not comparison.is_rankable
    drawn, parents = most_told(comparison.series, _MOST_LINES), most_told(comparison.context, _MOST_PARENTS)
    figure = draw_series(drawn, parents, comparison.scale, desk.say, width=_PLOT_PIXELS[wide])
    cut = _cut_note("series_cut", comparison.series["line"].nunique(), _MOST_LINES, desk)
    legend = [*_city_legend(drawn), *_marks_in_use(drawn, desk, parents=len(parents) > 0)]
    return card(
        "series",
        title,
        subtitle(comparison, name, desk.say),
        [graph("series", figure, title), cut],
        foot=_foot("series", rows, title, comparison, desk, code, legend),
        state="pending",
        wide=wide,
    )


def _ranking_card(comparison: Comparison, desk: Desk, code: str, name: str) -> html.Section:
    rows = comparison.frames()["ranking"]
    title = ranking_finding(comparison.ranking, comparison.scale, desk.say)
    parents = comparison.references if len(comparison.references) <= _MOST_PARENTS else comparison.references.iloc[:0]
    figure = draw_ranking(comparison.ranking.head(_MOST_BARS), parents, comparison.scale, desk.say)
    silence = silent_note(comparison, desk.say) if desk.view.scope == "region" else ""
    cut = _cut_note("ranking_cut", len(comparison.ranking), _MOST_BARS, desk)
    legend = _marks_in_use(rows, desk, signed=comparison.scale.signed)
    notes = [cut, html.P(silence, className="note"), *_map_hint(comparison, desk, code)]
    return card(
        "ranking",
        title,
        subtitle(comparison, name, desk.say, period=comparison.ranking["period_text"].iloc[0]),
        [graph("ranking", figure, title), *notes],
        foot=_foot("ranking", rows, title, comparison, desk, code, legend),
        state="pending",
        wide=_has_wide_map(comparison),
    )


def _has_wide_map(comparison: Comparison) -> bool:
    """Whether the map takes the whole width, and the ranking above it then does too."""
    return comparison.is_mappable and len(comparison.area) > _MANY_TILES


def _cut_note(key: str, n: int, most: int, desk: Desk) -> html.P | None:
    """Said where a chart leaves something out."""
    return html.P(desk.say(f"indicator.{key}", all=n, n=most), className="note") if n > most else None


def _map_hint(comparison: Comparison, desk: Desk, code: str) -> list[html.P]:
    """Where there is no map, why, and the way to one."""
    if not comparison.fits_a_map:
        return [html.P(desk.say("indicator.too_wide"), className="note")]
    growth = next((value for value, _ in comparison.choice.options["figure"] if value.startswith("yoy:")), "")
    if comparison.is_mappable or not growth or comparison.choice.measure != "level":
        return []
    link = html.A(desk.say("measure.yoy"), href=desk.link(f"/indicator/{code}", figure=growth))
    return [html.P([desk.say("indicator.no_map"), link], className="note")]


def _tiles_card(comparison: Comparison, desk: Desk, code: str, name: str) -> html.Section:
    rows = comparison.ranking
    title = tiles_finding(comparison, desk.say)
    figure = draw_tiles(comparison.area, rows, comparison.scale, desk.say)
    legend = [html.Span(desk.say("chart.legend_hatched"))] if len(comparison.silent) else []
    return card(
        "tiles",
        title,
        subtitle(comparison, name, desk.say, period=rows["period_text"].iloc[0]),
        graph("tiles", figure, title),
        foot=_foot("tiles", rows, title, comparison, desk, code, legend),
        state="pending",
        wide=_has_wide_map(comparison),
    )


def _table_card(comparison: Comparison, desk: Desk, code: str, name: str) -> html.Section:
    rows, say = comparison.table, desk.say
    cut = html.P(say("indicator.truncated", n=ROW_LIMIT), className="note") if len(rows) > ROW_LIMIT else None
    return card(
        "table",
        say("indicator.table"),
        say("indicator.table_sub", what=subtitle(comparison, name, say, level=False), n=len(rows)),
        [observation_grid("table", rows, comparison.scale, desk), cut],
        foot=table_foot(rows, desk, f"/indicator/{code}", "table", say("indicator.table")),
        wide=True,
        state="pending",
    )
