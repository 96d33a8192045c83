"""One region: where it lies, what it last reported, and every report about it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html, register_page

from dashboard.components.card import empty_card
from dashboard.components.entries import region_entries
from dashboard.components.filters import filter_bar, notices
from dashboard.components.page import missing_page, page
from dashboard.components.region_cards import family, region_cards
from dashboard.desk import Desk, open_desk
from dashboard.reports import read_reports
from dashboard.rows import between, years_of
from extract.models import COLUMNS
from extract.step8_store import queries


def shown_rows(desk: Desk, code: str, card: str) -> pd.DataFrame:
    """The rows that a card of this page shows; both of its cards stand on all reports."""
    return between(read_reports(desk, regions=(code,)), desk.view)[list(COLUMNS)]


def layout(code: str = "", **query: Any) -> html.Div:
    """The page of `/region/<code>`."""
    desk = open_desk(query)
    regions = desk.regions
    known = regions[regions["code"] == code]
    if known.empty:
        return missing_page(desk, desk.say("region.unknown", code=code))
    return _layout(desk, known.iloc[0], regions)


def _layout(desk: Desk, region: pd.Series, regions: pd.DataFrame) -> html.Div:
    say, code, name = desk.say, str(region["code"]), str(region["name"])
    everything = read_reports(desk, regions=(code,))
    rows = between(everything, desk.view)
    indicators = queries.indicators(desk.store, desk.view.filters(regions=(code,)))
    if rows.empty:
        lead, cards = say("region.lead_none"), [empty_card("indicators", name, say, wide=True)]
    else:
        last = pd.to_datetime(rows["published"]).max()
        lead = say("region.lead", n=len(rows), indicators=rows["indicator"].nunique(), last=f"{last:%Y-%m-%d}")
        cards = region_cards(rows, indicators, desk, code)
    above, around = family(region, regions, desk)
    bar = filter_bar([], years_of(everything), desk, f"/region/{code}")
    return page(desk, name, lead, [*notices(desk), around, bar, html.Div(cards, className="cards")], above=above)


def tab_title(code: str = "") -> str:
    """What the browser's tab says."""
    desk = open_desk({})
    names = desk.regions.set_index("code")["name"]
    return desk.say("app.tab", page=names.get(code, code))


register_page(
    __name__,
    path_template="/region/<code>",
    order=2,
    title=tab_title,
    words="region",
    entries=region_entries,
    rows=shown_rows,
)
