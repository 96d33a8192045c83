"""Every figure of the week in a table by theme, and those to treat with care."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.briefing.selection import theme_place
from dashboard.briefing.words import value_span
from dashboard.components.card import card
from dashboard.components.flags import flag_legend
from dashboard.desk import Desk
from dashboard.figures.marks import source_of
from dashboard.rows import records

__all__ = ["figures_card", "flagged_card"]

_MOST: Final = 80
"""Rows of the table: a briefing is read, not searched."""
_HEADS: Final = {"indicator": "", "who": "", "period": "", "measure": "", "plain_value": "number", "newspaper": ""}


def figures_card(figures: pd.DataFrame, desk: Desk) -> html.Section:
    """The figures under the heads of their themes, in the order of a bulletin."""
    say, rows = desk.say, figures.head(_MOST)
    heads = [html.Th(say(f"table.{key}"), scope="col", className=look) for key, look in _HEADS.items()]
    themes = sorted(rows.groupby("theme"), key=lambda pair: theme_place(str(pair[0])))
    bodies = [_theme(group["theme_title"].iloc[0], group, desk) for _, group in themes]
    table = html.Table([html.Thead(html.Tr(heads)), *bodies], className="plain brief-table")
    cut = html.P(say("briefing.table_cut", n=_MOST), className="note") if len(figures) > _MOST else None
    title, subtitle = say("briefing.table"), say("briefing.table_sub", n=len(figures))
    return card("table", title, subtitle, [table, cut], foot=flag_legend(rows["flags"], say))


def _theme(name: str, group: pd.DataFrame, desk: Desk) -> html.Tbody:
    head = html.Tr(html.Th(name, colSpan=len(_HEADS), scope="rowgroup"), className="group")
    ordered = group.sort_values(["title", "item", "region_code", "end"], na_position="last", kind="stable")
    return html.Tbody([head, *[_row(row, desk) for row in records(ordered)]])


def _row(row: Any, desk: Desk) -> html.Tr:
    item = [html.Span(row.item, className="feed-item")] if row.item else []
    return html.Tr(
        [
            html.Th([row.title, *item], scope="row"),
            html.Td(row.who),
            html.Td(row.period_text),
            html.Td(desk.say.code("measure", row.measure)),
            html.Td(value_span(row, desk), className="number"),
            html.Td(source_of(row, desk.say), className="brief-source"),
        ]
    )


def flagged_card(figures: pd.DataFrame, desk: Desk) -> html.Section:
    """What a reader should check before quoting, with the reasons in words."""
    say, flagged = desk.say, figures[[len(flags) > 0 for flags in figures["flags"]]]
    title = say("briefing.flagged")
    if flagged.empty:
        return card("flagged", title, "", html.P(say("briefing.flagged_none"), className="note"), state="empty")
    items = html.Ul([_flagged(row, desk) for row in records(flagged.head(_MOST))], className="brief-flagged")
    return card("flagged", title, say("briefing.flagged_sub", n=len(flagged)), items)


def _flagged(row: Any, desk: Desk) -> html.Li:
    reasons = desk.say.listed(desk.say.code("flag", flag) for flag in row.flags)
    what = desk.say.dotted([row.who, row.title, row.item, row.period_text])
    return html.Li([html.Span(what), value_span(row, desk), html.Span(reasons, className="brief-reason")])
