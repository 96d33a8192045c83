"""What stands under every chart: where it comes from, its CSV, and the same rows as a plain table."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.amounts import Scale
from dashboard.components.attributes import attributes
from dashboard.desk import Desk
from dashboard.figures.marks import source_of, value_text
from dashboard.rows import records
from dashboard.state import View

__all__ = ["evidence_button", "filters_in_words", "source_line", "tool_row", "twin"]

_PAPERS: Final = 3
_TWIN_ROWS: Final = 120


def source_line(rows: pd.DataFrame, desk: Desk) -> html.P:
    """Papers, days, number of reports and the filters in words."""
    say = desk.say
    papers = sorted({paper or say("source.unnamed") for paper in rows["newspaper"].fillna("")})
    named = (
        say("source.papers_more", papers=say.listed(papers[:_PAPERS]), n=len(papers))
        if len(papers) > _PAPERS
        else say.listed(papers)
    )
    parts = [
        say("source.papers", papers=named),
        _days_in_words(rows, desk),
        say("source.reports", n=len(rows), documents=rows["document_id"].nunique()),
        *filters_in_words(desk.view, desk),
    ]
    return html.P(say.dotted(parts), className="source")


def _days_in_words(rows: pd.DataFrame, desk: Desk) -> str:
    days = pd.to_datetime(rows["published"]).dropna()
    if days.empty:
        return ""
    first, last = f"{days.min():%Y-%m-%d}", f"{days.max():%Y-%m-%d}"
    return desk.say("source.one_day" if first == last else "source.span", first=first, last=last)


def filters_in_words(view: View, desk: Desk) -> list[str]:
    """What was left out, as a reader would say it."""
    say = desk.say
    return [
        say("source.all_scopes") if view.scope == "all" else say.code("scope", view.scope),
        say("source.all_statuses") if view.status == "all" else say.code("status", view.status),
        *([f"{say('filter.since')} {view.since}"] if view.since else []),
        *([f"{say('filter.until')} {view.until}"] if view.until else []),
        *([say("source.text", text=view.text)] if view.text else []),
        *([say("source.known", day=view.known)] if view.known else []),
    ]


def tool_row(address: str, name: str, title: str, desk: Desk, *, first: Any = None) -> html.Div:
    """A link to this very view, and the CSV of the card.

    Args:
        address: the page's own, such as `/region/330500`.
        name: the card.
        title: what the CSV is called to somebody who only hears the page.
        desk: the reader's request.
        first: a tool that stands before the others.
    """
    page, _, key = address.strip("/").partition("/")
    link = html.A(desk.say("source.permalink"), href=f"{desk.here(address)}#{name}", className="tool")
    button = html.Button(
        desk.say("card.csv"),
        id={"type": "csv", "page": page or "overview", "key": key, "card": name},
        className="tool download",
        n_clicks=0,
        type="button",
        **attributes(aria_label=desk.say("card.csv_of", title=title)),
    )
    return html.Div([html.Div([link, button], className="tool-links"), first], className="tools")


def evidence_button(content: Any, row: Any, desk: Desk, look: str = "link") -> html.Button:
    """A button that opens the sentence behind one report; `assets/evidence.js` listens for it."""
    label = desk.say("card.evidence_of", who=row.who, period=row.period_text)
    return html.Button(
        content, type="button", className=look, **attributes(data_observation=row.observation_id, aria_label=label)
    )


def twin(rows: pd.DataFrame, scale: Scale, desk: Desk) -> html.Details:
    """The rows of a chart as a table that needs no mouse, no colour and no script."""
    say = desk.say
    heads = ["table.who", "table.period", "table.value", "table.raw", "table.newspaper", "card.evidence"]
    names = [say(head, unit=scale.label) for head in heads]
    body = [_twin_row(row, scale, desk) for row in records(rows.head(_TWIN_ROWS))]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    table = html.Table([head, html.Tbody(body)], className="plain")
    return html.Details(
        [html.Summary(say("card.twin"), className="tool"), html.Div(table, className="scroll")], className="twin"
    )


def _twin_row(row: Any, scale: Scale, desk: Desk) -> html.Tr:
    return html.Tr(
        [
            html.Th(row.who, scope="row"),
            html.Td(row.period_text),
            html.Td(value_text(row, scale, desk.say), className="number"),
            html.Td(row.raw),
            html.Td(source_of(row, desk.say)),
            html.Td(evidence_button(desk.say("card.evidence"), row, desk)),
        ]
    )
