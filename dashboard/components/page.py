"""The top of a page: its name, one line that says how much stands behind it, and what follows."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.desk import Desk

__all__ = ["missing_page", "page"]


def page(desk: Desk, title: Any, lead: Any, parts: list[Any], *, above: Any = None) -> html.Div:
    """A page with one heading."""
    head = html.Div([above, html.H1(title), html.P(lead, className="lead")], className="page-head")
    return html.Div([head, *parts], className="page", lang=desk.say.language)


def missing_page(desk: Desk, message: str = "") -> html.Div:
    """Said where an address leads nowhere, with the way back."""
    return page(desk, message or desk.say("app.not_found"), desk.say("app.not_found_hint"), [])
