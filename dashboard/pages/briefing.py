"""The week's briefing as a sheet of fixed width, without the frame around it: what is photographed and printed."""

from __future__ import annotations

from typing import Any

from dash import html, register_page

from dashboard.briefing.content import latest_week, load_briefing
from dashboard.briefing.sheet import sheet
from dashboard.briefing.week import Week, WeekError, parse_week
from dashboard.components.page import page
from dashboard.desk import Desk, open_desk
from extract.step8_store import Filters


def layout(week: str = "", **query: Any) -> html.Div:
    """The page of `/briefing`: the week that the address names, else the last one with a page."""
    desk = open_desk(query)
    try:
        chosen = _chosen(week, desk)
    except WeekError:
        return page(desk, desk.say("briefing.bad_week"), desk.say("briefing.bad_week_hint"), [])
    if chosen is None:
        return page(desk, desk.say("card.empty_store"), desk.say("card.empty_store_hint"), [])
    return sheet(load_briefing(desk.store, chosen, desk.say), desk)


def _chosen(week: str, desk: Desk) -> Week | None:
    return parse_week(week) if week else latest_week(desk.store, Filters())


register_page(__name__, path="/briefing")
