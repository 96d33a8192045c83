"""What is new, theme by theme, and who reported what."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html, register_page

from dashboard.components.card import empty_card
from dashboard.components.entries import UNNAMED, themes
from dashboard.components.filters import notices
from dashboard.components.flags import flag_legend
from dashboard.components.overview_cards import coverage_card, figures_card, pages_card, theme_card
from dashboard.components.page import page
from dashboard.components.shell import Entry
from dashboard.desk import Desk, open_desk
from dashboard.overview import coverage_matrix, covered_regions, home_cities, latest_figures
from dashboard.reports import read_reports
from dashboard.rows import records
from dashboard.summary import summarise
from extract.models import COLUMNS
from extract.step8_store import Filters, queries

_PAGES: Final = 14
_FIGURES: Final = 12


def entries(desk: Desk) -> list[Entry]:
    """The overview is one line of the navigation."""
    return [Entry(desk.say("nav.overview"), desk.link("/"))]


def shown_rows(desk: Desk, _key: str, card: str) -> pd.DataFrame:
    """The rows that a card of this page shows."""
    if card == "coverage":
        return queries.coverage(desk.store, desk.view.filters())
    return _latest(_documents(desk), desk)[list(COLUMNS)]


def _documents(desk: Desk) -> pd.DataFrame:
    return queries.documents(desk.store, Filters(as_known_on=desk.view.known))


def layout(**query: Any) -> html.Div:
    """The page of `/`."""
    desk = open_desk(query)
    documents = _documents(desk)
    title = desk.say("overview.title")
    if documents.empty:
        hint = desk.say("card.empty_store_hint")
        return page(
            desk,
            title,
            desk.say("card.empty_store"),
            [html.Div(empty_card("pages", title, desk.say, hint=hint), className="cards")],
        )
    return _layout(desk, documents)


def _layout(desk: Desk, documents: pd.DataFrame) -> html.Div:
    indicators = queries.indicators(desk.store, desk.view.filters())
    indicators = indicators[indicators["n"] > 0]
    return page(
        desk,
        desk.say("overview.title"),
        _lead(documents, desk),
        [
            *notices(desk),
            html.Div([*_news(documents, indicators, desk)], className="cards"),
            html.H2(desk.say("overview.themes"), className="section-title"),
            *_themes(documents, indicators, desk),
            html.Div(_coverage(indicators, desk), className="cards"),
        ],
    )


def _lead(documents: pd.DataFrame, desk: Desk) -> str:
    days = pd.to_datetime(documents["published"]).dropna()
    return desk.say(
        "overview.lead",
        papers=documents["newspaper"].nunique(),
        documents=len(documents),
        figures=f"{documents['n'].sum():,}",
        first=f"{days.min():%Y-%m-%d}",
        last=f"{days.max():%Y-%m-%d}",
    )


def _news(documents: pd.DataFrame, indicators: pd.DataFrame, desk: Desk) -> list[html.Section]:
    regions = desk.regions
    names = dict(zip(regions["code"], regions["name"], strict=True))
    titles = {row.code: desk.say.pick(row.zh, row.en) for row in records(indicators)}
    return [pages_card(documents.head(_PAGES), names, desk), figures_card(_latest(documents, desk), titles, desk)]


def _latest(documents: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    latest = tuple(documents["document_id"].head(_PAGES))
    reports = read_reports(desk, documents=latest)
    known = desk.indicators
    named = known.loc[known["theme"] != UNNAMED, "code"]
    return latest_figures(reports[reports["indicator"].isin(named)], _FIGURES)


def _themes(documents: pd.DataFrame, indicators: pd.DataFrame, desk: Desk) -> list[Any]:
    homes = home_cities(documents, desk.regions)
    lines = {(line.region_code, line.indicator): line for line in summarise(read_reports(desk, regions=tuple(homes)))}
    cards = [
        theme_card(theme, homes, lines, desk) for theme in themes(indicators[indicators["theme"] != UNNAMED], desk)
    ]
    legend = flag_legend((line.last.flags for line in lines.values()), desk.say)
    return [legend, html.Div(cards, className="cards themes")]


def _coverage(indicators: pd.DataFrame, desk: Desk) -> html.Section:
    matrix = coverage_matrix(queries.coverage(desk.store, desk.view.filters()), indicators)
    regions = covered_regions(desk.regions, matrix)
    return coverage_card(matrix, regions, {code: name for code, name, _ in themes(indicators, desk)}, desk)


register_page(__name__, path="/", order=0, words="overview", entries=entries, rows=shown_rows)
