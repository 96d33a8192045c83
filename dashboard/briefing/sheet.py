"""The sheet of a week: masthead, what leads, charts, every figure, doubts, and where all of it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.briefing.chart_cards import chart_cards
from dashboard.briefing.colophon import colophon_card
from dashboard.briefing.content import Briefing
from dashboard.briefing.lists import figures_card, flagged_card
from dashboard.briefing.quotation import clip, quote
from dashboard.briefing.selection import Finding, headlines, named, pair_growth, trusted
from dashboard.briefing.words import value_span
from dashboard.components.card import card, guarded
from dashboard.desk import Desk
from dashboard.figures.marks import source_of
from dashboard.rows import prefer
from extract.step8_store import queries

__all__ = ["leading_findings", "regional", "sheet"]

_HEADLINES: Final = 6
_SURE: Final = 0.9
_UNFIT: Final = frozenset({"period_inferred", "region_inferred", "sub_county"})
"""Flags of figures that may be listed but never lead."""
_MONEY: Final = frozenset({"CNY", "USD", "EUR", "HKD"})
_REACH: Final = 110
"""Characters of a sentence on either side of its number: some run over half a column."""


def regional(briefing: Briefing) -> pd.DataFrame:
    """What the week's pages report as achieved by regions, as far as an indicator has a name for it."""
    rows = named(briefing.figures)
    return rows[(rows["scope"] == "region") & (rows["status"] == "actual")]


def leading_findings(figures: pd.DataFrame) -> list[Finding]:
    """What opens the briefing: figures read with confidence, whose region, period and unit are beyond doubt."""
    return headlines([told for told in pair_growth(trusted(figures)) if _may_lead(told.row)], _HEADLINES)


def _may_lead(row: Any) -> bool:
    """Shipments counted one by one are no exports, and a headline rounds: neither leads."""
    fits = row.measure != "level" or row.unit == row.usual_unit or {row.unit, row.usual_unit} <= _MONEY
    sure = row.confidence >= _SURE and _UNFIT.isdisjoint(row.flags) and row.evidence not in row.article
    return bool(row.region_code and row.period and fits and sure)


def sheet(briefing: Briefing, desk: Desk) -> html.Div:
    """The whole page, also for a week without a page or a figure."""
    figures = regional(briefing)
    parts = [_silent_card(briefing, desk)] if figures.empty else _cards(briefing, figures, desk)
    foot = guarded("method", desk.say("briefing.method"), desk.say, lambda: colophon_card(briefing, figures, desk))
    return html.Div([_masthead(briefing, figures, desk), *parts, foot], className="briefing", lang=desk.say.language)


def _cards(briefing: Briefing, figures: pd.DataFrame, desk: Desk) -> list[Any]:
    """Of several reports of a fact one is told; doubts are listed for all of them."""
    say, told = desk.say, prefer(figures)
    leading = leading_findings(told)
    lead = guarded("headlines", say("briefing.headlines"), say, lambda: _headlines_card(leading, desk))
    table = guarded("table", say("briefing.table"), say, lambda: figures_card(told, desk))
    flagged = guarded("flagged", say("briefing.flagged"), say, lambda: flagged_card(figures, desk))
    charts = chart_cards(briefing, told, leading, desk)
    return [lead, html.Div(charts, className=f"brief-charts of{len(charts)}"), table, flagged]


def _masthead(briefing: Briefing, figures: pd.DataFrame, desk: Desk) -> html.Header:
    say, week = desk.say, briefing.week
    days = say(
        "briefing.days",
        first=week.first,
        last=week.last,
        first_month=week.first.month,
        first_day=week.first.day,
        last_month=week.last.month,
        last_day=week.last.day,
    )
    number = say("briefing.week", year=week.year, number=week.number)
    name = html.Div([html.P(say("briefing.kicker"), className="brief-kicker"), html.H1(say("briefing.title"))])
    when = html.Div([html.P(number, className="brief-week"), html.P(days, className="brief-days")])
    return html.Header(
        [html.Div([name, when], className="brief-title"), _tally(briefing, figures, desk)], className="brief-head"
    )


def _tally(briefing: Briefing, figures: pd.DataFrame, desk: Desk) -> html.Dl:
    """How much stands behind the week."""
    counts = {
        "pages": len(briefing.documents),
        "papers": briefing.documents["newspaper"].nunique(),
        "regions": figures["region_code"].nunique(),
        "indicators": figures["indicator"].nunique(),
        "figures": len(figures),
    }
    pairs = [html.Div([html.Dd(f"{n:,}"), html.Dt(desk.say(f"briefing.tally_{key}"))]) for key, n in counts.items()]
    return html.Dl(pairs, className="brief-tally")


def _silent_card(briefing: Briefing, desk: Desk) -> html.Section:
    """Said plainly: a week without figures is a finding too."""
    key = "briefing.no_figures" if len(briefing.documents) else "briefing.no_pages"
    body = html.Div(html.P(desk.say(key, n=len(briefing.documents))), className="blank")
    return card("headlines", desk.say("briefing.none"), "", body, state="empty")


def _headlines_card(leading: Sequence[Finding], desk: Desk) -> html.Section:
    items = [_headline(one, desk) for one in leading]
    say = desk.say
    return card(
        "headlines",
        say("briefing.headlines"),
        say("briefing.headlines_sub"),
        html.Ol(items, className="brief-headlines"),
        state="drawn" if items else "empty",
    )


def _headline(headline: Finding, desk: Desk) -> html.Li:
    row, say = headline.row, desk.say
    growth = [value_span(headline.growth, desk, named=True)] if headline.growth else []
    what = html.H3([row.title, html.Span(row.item, className="feed-item")] if row.item else row.title)
    facts = say.dotted([row.who, row.period_text])
    left = [
        html.P(row.theme_title, className="brief-theme"),
        html.P(value_span(row, desk), className="brief-value"),
        html.P(growth, className="brief-growth"),
    ]
    right = [what, html.P(facts, className="brief-facts"), _quotation(row, desk), html.P(_citation(row, desk))]
    return html.Li([html.Div(left), html.Div(right)])


def _quotation(row: Any, desk: Desk) -> html.Blockquote:
    """The sentence with its number marked: pieces of text, never markup."""
    evidence = queries.evidence(desk.store, row.observation_id)
    if evidence is None:
        return html.Blockquote(desk.say("briefing.sentence_gone"), className="brief-quote")
    before, number, after = clip(quote(evidence), _REACH)
    return html.Blockquote([before, html.Mark(number), after], className="brief-quote", lang="zh")


def _citation(row: Any, desk: Desk) -> html.Cite:
    """Paper, day and article."""
    article = desk.say("evidence.cited", article=row.article) if row.article else ""
    return html.Cite(f"{source_of(row, desk.say)} {article}".strip())
