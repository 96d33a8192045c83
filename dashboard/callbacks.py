"""The callbacks of the dashboard: address to frame, controls to address, mark to evidence, button to CSV.

Pages have none of their own: a page is a function of its address and of the store, so a link, the back button, a filter and
new data all do the same thing.
"""

from __future__ import annotations

from typing import Any, Final

import dash
from dash import ALL, Dash, Input, Output, State, ctx, dcc, no_update

from dashboard.components import shell
from dashboard.components.evidence import drawer
from dashboard.components.still import REDRAWN, redrawn, still
from dashboard.desk import desk_at
from dashboard.live import SEEN
from dashboard.reviewing import connect_reviews
from dashboard.routing import route
from dashboard.state import query_of, read_search, read_view
from dashboard.teaching import connect_teaching
from extract.step7_tabulate import csv_bytes

__all__ = ["changed_address", "connect"]

_FOLLOWERS: Final = {"figure": ("period",), "basis": ("period",), "level": ("period",)}
"""Choices that lose their meaning when another changes."""


def connect(app: Dash) -> None:
    """Register all callbacks on the app."""
    path, search = Input("url", "pathname"), Input("url", "search")
    filters = Input({"type": "filter", "field": ALL}, "value")
    buttons = Input({"type": "csv", "page": ALL, "key": ALL, "card": ALL}, "n_clicks")
    drawer = [Output("evidence", "opened"), Output("evidence", "children"), Output("evidence", "title")]
    address, shown = State("url", "search"), State({"type": "shown", "bar": ALL}, "data")
    place = {"path": path, "search": search, "_version": Input(SEEN, "data")}
    page, header = _drawn("page"), _drawn("header")
    app.callback([*page, Output("page", "title")], {**place, "seals": State("page", "seals")})(_show_page)
    frame = [*header, Output("entries", "tree"), Output("burger", "opened")]
    app.callback(frame, {**place, "seals": State("header", "seals")})(_fill_frame)
    app.callback(Output("shell", "navbar"), Input("burger", "opened"))(_place_navigation)
    app.callback(Output("url", "search"), filters, shown, address, prevent_initial_call=True)(_follow_filters)
    app.callback(Output("url", "href"), Input("search", "value"), prevent_initial_call=True)(_go)
    app.callback(drawer, Input("picked", "data"), address, prevent_initial_call=True)(_show_evidence)
    connect_reviews(app)
    connect_teaching(app)
    app.callback(Output("download", "data"), buttons, address, prevent_initial_call=True)(_send_csv)


def _drawn(name: str) -> list[Output]:
    """What `redrawn` gives."""
    return [Output(name, prop) for prop in REDRAWN]


def _show_page(path: str | None, search: str | None, _version: str, seals: dict[str, str]) -> tuple[Any, ...]:
    """The page of an address as the store is now; of another page, or in another language, nothing is kept."""
    found = route(path)
    about = f"{path} {read_search(search).lang}"
    return *redrawn(still("page", found.layout(search), about), seals), found.title()


def _fill_frame(path: str | None, search: str | None, _version: str, seals: dict[str, str]) -> tuple[Any, ...]:
    """Header and navigation for an address; on a narrow screen the navigation closes once it has been used."""
    desk = desk_at(search)
    groups = [
        (desk.say(f"nav.{page['words']}"), page["entries"](desk))
        for page in dash.page_registry.values()
        if "entries" in page
    ]
    header, entries = shell.header(desk, path or "/", groups), shell.navigation(path or "/", groups).tree
    return *redrawn(header, seals), entries, no_update if ctx.triggered_id == SEEN else False


def _place_navigation(opened: bool) -> dict[str, Any]:
    """Show or hide the navigation on a narrow screen."""
    return shell.navigation_place(opened=opened)


def changed_address(search: str | None, field: str, value: str | None) -> str:
    """The query string after one control changed; a value that makes no sense leaves its field out."""
    before = read_search(search).model_dump(mode="json", exclude_defaults=True)
    for follower in _FOLLOWERS.get(field, ()):
        before.pop(follower, None)
    view, _ = read_view({**before, field: "" if field == "within" and value == "all" else value or ""})
    return query_of(view)


def _follow_filters(_values: list[str | None], shown: list[dict[str, str]], search: str | None) -> Any:
    """Write what the reader chose into the address; a control that merely appeared says what the page shows already."""
    if not shown:  # the page with the filters was left
        return no_update
    field, value = ctx.triggered_id["field"], ctx.triggered[0]["value"]
    return no_update if (value or "") == shown[0][field] else changed_address(search, field, value)


def _go(address: str | None) -> Any:
    """Open what was found."""
    return address or no_update


def _show_evidence(picked: dict[str, Any] | None, search: str | None) -> tuple[Any, ...]:
    """Fill and open the drawer for the observation that was picked."""
    if not picked:
        return no_update, no_update, no_update
    desk = desk_at(search)
    return True, drawer(picked["id"], desk), desk.say("evidence.title")


def _send_csv(_clicks: list[int | None], search: str | None) -> Any:
    """The rows of the card whose button was pressed, as bytes: a data frame sent as text would lose its BOM."""
    button = ctx.triggered_id
    if not button or not ctx.triggered[0]["value"]:
        return no_update
    page = next(page for page in dash.page_registry.values() if page.get("words") == button["page"])
    rows = page["rows"](desk_at(search), button["key"], button["card"])
    name = "_".join(part for part in ("zhibiao", button["page"], button["key"], button["card"]) if part)
    return dcc.send_bytes(csv_bytes(rows), f"{name}.csv")  # type: ignore[attr-defined]
