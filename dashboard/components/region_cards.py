"""The cards of a region's page, and the links to the regions around it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pandas as pd
from dash import html

from dashboard.amounts import is_growth
from dashboard.components.attributes import attributes
from dashboard.components.card import card, guarded
from dashboard.components.entries import UNNAMED, themes
from dashboard.components.table_cards import mixed_table_card, table_foot
from dashboard.components.values import growth_value, plain_value
from dashboard.desk import Desk
from dashboard.figures.spark import draw_spark
from dashboard.rows import records
from dashboard.summary import Line, summarise

__all__ = ["family", "region_cards"]

Axis = tuple[dt.date, dt.date]


def family(region: pd.Series, regions: pd.DataFrame, desk: Desk) -> tuple[html.Nav, html.Div]:
    """The regions above, as a path; the regions alongside and below, as rows of links."""
    known = {one.code: one for one in records(regions)}
    above: list[Any] = []
    while parent := known.get(above[0].parent_code if above else region["parent_code"]):
        above.insert(0, parent)
    links = [html.A(one.name, href=desk.link(f"/region/{one.code}")) for one in above]
    path = html.Nav(links, className="path", **attributes(aria_label=desk.say("region.parents")))
    alongside = regions[(regions["parent_code"] == region["parent_code"]) & (regions["code"] != region["code"])]
    below = regions[regions["parent_code"] == region["code"]]
    rows = [
        _link_row(key, group, desk)
        for key, group in (("region.siblings", alongside), ("region.children", below))
        if len(group)
    ]
    return path, html.Div(rows, className="family")


def _link_row(key: str, group: pd.DataFrame, desk: Desk) -> html.Nav:
    """Links in the order of codes; regions without any figure are faint, not hidden."""
    links = [
        html.A(row.name, href=desk.link(f"/region/{row.code}"), className="chip" if row.n else "chip faint")
        for row in records(group.sort_values("code"))
    ]
    return html.Nav([html.Span(desk.say(key), className="family-name"), *links], **attributes(aria_label=desk.say(key)))


def region_cards(rows: pd.DataFrame, indicators: pd.DataFrame, desk: Desk, code: str) -> list[Any]:
    """One line an indicator, by theme; then every report."""
    return [
        guarded(
            "indicators",
            desk.say("region.indicators"),
            desk.say,
            partial(_indicators_card, rows, indicators, desk, code),
        ),
        guarded("table", desk.say("indicator.table"), desk.say, partial(_table_card, rows, indicators, desk, code)),
    ]


def _indicators_card(rows: pd.DataFrame, indicators: pd.DataFrame, desk: Desk, code: str) -> html.Section:
    say = desk.say
    lines = {line.indicator: line for line in summarise(rows[rows["indicator"] != UNNAMED])}
    ends = [end for line in lines.values() for end in (report.end for report in line.history)]
    axis = (min(ends), max(ends)) if ends else None
    bodies = [
        html.Tbody(
            [
                html.Tr(html.Th(name, colSpan=5, scope="rowgroup"), className="group"),
                *[_line(row, lines[row.code], axis, desk) for row in records(group) if row.code in lines],
            ],
            key=theme,
        )
        for theme, name, group in themes(indicators[indicators["code"].isin(list(lines))], desk)
    ]
    table = html.Div(html.Table([_head(axis, desk), *bodies], className="plain lines"), className="scroll")
    title = say("region.indicators")
    return card(
        "indicators",
        title,
        say("region.indicators_sub"),
        table,
        foot=table_foot(rows, desk, f"/region/{code}", "indicators", title),
        wide=True,
    )


def _head(axis: Axis | None, desk: Desk) -> html.Thead:
    """Column heads; the strips of dots share one time axis, written once here."""
    say = desk.say
    years = f" {axis[0].year}\N{EN DASH}{axis[1].year}" if axis else ""
    names = [("indicator", ""), ("last", "number"), ("period", ""), ("yoy", "number")]
    cells = [html.Th(say(f"region.{key}"), scope="col", className=name) for key, name in names]
    return html.Thead(html.Tr([*cells, html.Th(say("region.history") + years, scope="col", className="history")]))


def _line(indicator: Any, line: Line, axis: Axis | None, desk: Desk) -> html.Tr:
    say, last = desk.say, line.last
    part = [html.Span(last.item, className="feed-item")] if last.item else []
    name = html.A(say.pick(indicator.zh, indicator.en), href=desk.link(f"/indicator/{indicator.code}"))
    return html.Tr(
        [
            html.Th([name, *part], scope="row"),
            html.Td(plain_value(last, desk), className="number"),
            html.Td(last.period_text, className="when"),
            html.Td(growth_value(line.growth, desk) if line.growth else "", className="number"),
            html.Td(_spark(line, axis, desk), className="history"),
        ],
        key=indicator.code,
    )


def _spark(line: Line, axis: Axis | None, desk: Desk) -> Any:
    if axis is None or not line.history:
        return ""
    picture = draw_spark(line.history, *axis, signed=is_growth(line.last.measure))
    return html.Img(src=picture, alt=desk.say("region.spark_alt", n=len(line.history)), className="spark")


def _table_card(rows: pd.DataFrame, indicators: pd.DataFrame, desk: Desk, code: str) -> html.Section:
    titles = {row.code: desk.say.pick(row.zh, row.en) for row in records(indicators)}
    titled = rows.assign(title=[titles.get(indicator, indicator) for indicator in rows["indicator"]])
    return mixed_table_card(titled, rows["region"].iloc[0], len(rows), desk, f"/region/{code}")
