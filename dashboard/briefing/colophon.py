"""The foot of a briefing: sources, method, filters in words and the day it knows of, all from the data."""

from __future__ import annotations

import pandas as pd
from dash import html

from dashboard.briefing.content import Briefing
from dashboard.components.card import card
from dashboard.desk import Desk
from dashboard.rows import as_day, records

__all__ = ["as_of", "colophon_card"]


def colophon_card(briefing: Briefing, figures: pd.DataFrame, desk: Desk) -> html.Section:
    """Where everything comes from and what was left out."""
    say = desk.say
    facts = {
        "sources": _sources(briefing, desk),
        "how": say("briefing.how_text"),
        "filters": _filters(briefing, len(figures), desk),
        "as_of": as_of(briefing, desk),
    }
    pairs = [part for key, fact in facts.items() for part in (html.Dt(say(f"briefing.{key}")), html.Dd(fact))]
    return card("method", say("briefing.method"), "", html.Dl(pairs, className="brief-method"))


def _sources(briefing: Briefing, desk: Desk) -> str:
    say = desk.say
    pages = [
        say(
            "briefing.source_page",
            newspaper=row.newspaper or say("source.unnamed"),
            day=f"{pd.Timestamp(row.published):%Y-%m-%d}",
            document=row.document,
            n=row.n,
        )
        for row in records(briefing.documents)
    ]
    return say.listed(pages) or say("briefing.source_none")


def _filters(briefing: Briefing, used: int, desk: Desk) -> str:
    say, week = desk.say, briefing.week
    return say(
        "briefing.filters_text",
        first=week.first,
        last=week.last,
        scope=say.code("scope", desk.view.scope),
        status=say.code("status", desk.view.status),
        all=len(briefing.figures),
        n=used,
    )


def as_of(briefing: Briefing, desk: Desk) -> str:
    """The last day of print that the briefing knows of, never the day on which it is made."""
    days = [day for day in map(as_day, briefing.documents["published"]) if day]
    if days:
        return desk.say("briefing.as_of_text", day=max(days))
    return desk.say("briefing.as_of_none", day=briefing.week.last)
