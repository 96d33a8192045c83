"""The work list: where reports differ, what carries a flag, what was refused, and what people decided."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html, register_page

from dashboard.components.page import page
from dashboard.components.review_cards import tabs, work_card
from dashboard.components.shell import Entry
from dashboard.desk import Desk, open_desk
from dashboard.worklist import read_work


def entries(desk: Desk) -> list[Entry]:
    """The work list is one line of the navigation."""
    return [Entry(desk.say("nav.review"), desk.link("/review"))]


def shown_rows(desk: Desk, _key: str, card: str) -> pd.DataFrame:
    """All rows of the list that is shown, not only those of this page of it."""
    return read_work(desk.store, desk.view.model_copy(update={"work": card}))


def layout(**query: Any) -> html.Div:
    """The page of `/review`."""
    desk = open_desk(query)
    title, lead = desk.say("review.title"), desk.say("review.lead")
    return page(desk, title, lead, [tabs(desk), html.Div(work_card(desk), className="cards")])


register_page(__name__, path="/review", order=0.5, words="review", entries=entries, rows=shown_rows)
