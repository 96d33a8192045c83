"""The callback behind the drawer's buttons: a decision is written, and the drawer and the page show it at once."""

from __future__ import annotations

from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update

from dashboard.components.correction import changes
from dashboard.components.evidence import drawer
from dashboard.desk import Desk, desk_at
from dashboard.live import SEEN
from extract.step8_store import ReviewError, queries, reviews
from extract.step8_store.version import version

__all__ = ["connect_reviews"]


def connect_reviews(app: Dash) -> None:
    """Register the callback on the app."""
    app.callback(
        Output("evidence", "children", allow_duplicate=True),
        Output(SEEN, "data", allow_duplicate=True),
        Output("review-message", "children"),
        Input({"type": "decide", "how": ALL}, "n_clicks"),
        State({"type": "review", "field": ALL}, "value"),
        State("picked", "data"),
        State("url", "search"),
        prevent_initial_call=True,
    )(_decide)


def _decide(_clicks: list[int], _values: list[str | None], picked: dict[str, Any], search: str | None) -> Any:
    """Take the decision whose button was pressed; what cannot be decided is said beside the buttons."""
    if not ctx.triggered or not ctx.triggered[0]["value"]:
        return no_update, no_update, no_update
    desk = desk_at(search)
    given = {state["id"]["field"]: state.get("value") or "" for state in ctx.states_list[0]}
    try:
        _write(ctx.triggered_id["how"], picked["id"], given, desk)
    except ReviewError as error:
        return no_update, no_update, desk.say.mistake(error)
    return drawer(picked["id"], desk), version(desk.store), ""


def _write(how: str, target: str, given: dict[str, str], desk: Desk) -> None:
    signed = {"by": given["by"].strip(), "note": given["note"]}
    if not signed["by"]:
        raise ReviewError(desk.say("review.needs_name"))
    if how == "correct":
        found = queries.evidence(desk.store, target)
        changed = changes(found.row, given, desk.say) if found else {}
        reviews.correct(desk.store, target, changed, **signed)
    else:
        {"accept": reviews.accept, "reject": reviews.reject, "undo": reviews.undo}[how](desk.store, target, **signed)
