"""One indicator: over time, ranked, mapped, and every report of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html, register_page

from dashboard.comparison import Comparison, compare
from dashboard.components.card import empty_card
from dashboard.components.entries import UNNAMED, indicator_entries
from dashboard.components.filters import area_control, choice_controls, filter_bar, notices
from dashboard.components.indicator_cards import elsewhere, indicator_cards
from dashboard.components.page import missing_page, page
from dashboard.components.table_cards import mixed_table_card
from dashboard.desk import Desk, open_desk
from dashboard.reports import read_reports
from dashboard.rows import between, years_of
from extract.models import COLUMNS
from extract.step8_store import Filters, queries


def shown_rows(desk: Desk, code: str, card: str) -> pd.DataFrame:
    """The rows that a card of this page shows."""
    if code == UNNAMED:
        return between(read_reports(desk, indicators=(code,)), desk.view)[list(COLUMNS)]
    return _compare(desk, code).frames()[card][list(COLUMNS)]


def _compare(desk: Desk, code: str) -> Comparison:
    return compare(read_reports(desk, indicators=(code,)), desk.regions, desk.view, desk.say)


def layout(code: str = "", **query: Any) -> html.Div:
    """The page of `/indicator/<code>`."""
    desk = open_desk(query)
    known = queries.indicators(desk.store, Filters(indicators=(code,)))
    known = known[known["code"] == code]
    if known.empty:
        return missing_page(desk, desk.say("indicator.unknown", code=code))
    return _unnamed_layout(desk, known.iloc[0]) if code == UNNAMED else _layout(desk, known.iloc[0])


def _layout(desk: Desk, indicator: pd.Series) -> html.Div:
    say, code = desk.say, str(indicator["code"])
    comparison = _compare(desk, code)
    name = say.pick(indicator["zh"], indicator["en"])
    address, reports = f"/indicator/{code}", comparison.reports
    if len(comparison.choice.rows):
        cards = indicator_cards(comparison, desk, code, name)
    else:
        everything = queries.observations(desk.store, Filters(indicators=(code,)))
        cards = [empty_card("table", name, say, hint=elsewhere(everything, desk, address), wide=True)]
    bar = filter_bar(
        [*choice_controls(comparison.choice, desk), area_control(desk.regions, desk)],
        years_of(reports),
        desk,
        address,
    )
    parts = [*notices(desk, comparison.choice.missed), bar, html.Div(cards, className="cards")]
    return page(desk, name, _lead(reports, desk), parts)


def _unnamed_layout(desk: Desk, indicator: pd.Series) -> html.Div:
    """Figures that no rule names have nothing in common: they are listed, not compared."""
    name, address = desk.say.pick(indicator["zh"], indicator["en"]), f"/indicator/{UNNAMED}"
    everything = read_reports(desk, indicators=(UNNAMED,))
    rows = between(everything, desk.view)
    card = empty_card("table", name, desk.say, wide=True)
    if len(rows):
        card = mixed_table_card(rows, name, len(rows), desk, address, ("who",))
    bar = filter_bar([area_control(desk.regions, desk)], years_of(everything), desk, address)
    return page(desk, name, _lead(rows, desk), [*notices(desk), bar, html.Div(card, className="cards")])


def _lead(reports: pd.DataFrame, desk: Desk) -> str:
    counts = {"regions": reports["region_code"].nunique(), "documents": reports["document_id"].nunique()}
    return desk.say("indicator.lead", n=len(reports), **counts)


def tab_title(code: str = "") -> str:
    """What the browser's tab says."""
    desk = open_desk({})
    known = queries.indicators(desk.store, Filters(indicators=(code,)))
    return desk.say("app.tab", page=next(iter(known["zh"]), code))


register_page(
    __name__,
    path_template="/indicator/<code>",
    order=1,
    title=tab_title,
    words="indicator",
    entries=indicator_entries,
    rows=shown_rows,
)
