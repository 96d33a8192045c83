"""Every figure, by the words of its sentence: for what no indicator or region leads to."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html, register_page

from dashboard.components.card import empty_card
from dashboard.components.filters import area_control, filter_bar, notices, text_control
from dashboard.components.page import page
from dashboard.components.shell import Entry
from dashboard.components.table import ROW_LIMIT
from dashboard.components.table_cards import mixed_table_card
from dashboard.desk import Desk, open_desk
from dashboard.rows import prepare, records
from extract.models import COLUMNS
from extract.step8_store import queries

_ADDRESS: Final = "/search"


def entries(desk: Desk) -> list[Entry]:
    """The search is one line of the navigation."""
    return [Entry(desk.say("nav.search"), desk.link(_ADDRESS))]


def shown_rows(desk: Desk, _key: str, _card: str) -> pd.DataFrame:
    """All rows that were found, also those that the table leaves out."""
    return queries.observations(desk.store, desk.view.filters())[list(COLUMNS)]


def layout(**query: Any) -> html.Div:
    """The page of `/search`."""
    desk = open_desk(query)
    say, n = desk.say, queries.count(desk.store, desk.view.filters())
    card = _found_card(n, desk) if n else empty_card("table", say("search.title"), say, wide=True)
    bar = filter_bar([text_control(desk), area_control(desk.regions, desk)], [], desk, _ADDRESS)
    parts = [*notices(desk), bar, html.Div(card, className="cards")]
    return page(desk, say("search.title"), say("search.lead", n=f"{n:,}"), parts)


def _found_card(n: int, desk: Desk) -> html.Section:
    say = desk.say
    rows = prepare(queries.observations(desk.store, desk.view.filters(), limit=ROW_LIMIT), say)
    titles = {row.code: say.pick(row.zh, row.en) for row in records(desk.indicators)}
    rows = rows.assign(title=[titles.get(code, code) for code in rows["indicator"]])
    what = say("source.text", text=desk.view.text) if desk.view.text else say("search.everything")
    return mixed_table_card(rows, what, n, desk, _ADDRESS, ("who", "title"))


register_page(__name__, path=_ADDRESS, order=0.7, words="search", entries=entries, rows=shown_rows)
