"""The callback behind the button that drafts a rule; it writes nothing, people do."""

from __future__ import annotations

import re
from typing import Any, Final

from dash import ALL, Dash, Input, Output, State, ctx, no_update

from dashboard.components.lesson import FIELDS, draft_shown
from dashboard.desk import desk_at
from extract.teaching import TeachingError, draft_rule, find_lesson

__all__ = ["connect_teaching"]

_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")


def connect_teaching(app: Dash) -> None:
    """Register the callback on the app; while it works, the button waits."""
    app.callback(
        Output("draft", "children"),
        Output("draft-message", "children"),
        Input("draft-rule", "n_clicks"),
        State({"type": "teach", "field": ALL}, "value"),
        State("picked", "data"),
        State("url", "search"),
        running=[(Output("draft-rule", "disabled"), True, False)],
        prevent_initial_call=True,
    )(_draft)


def _draft(clicks: int | None, _values: list[str | None], picked: dict[str, Any], search: str | None) -> Any:
    """The draft, or in its place what is missing."""
    if not clicks:
        return no_update, no_update
    desk = desk_at(search)
    given = {state["id"]["field"]: (state.get("value") or "").strip() for state in ctx.states_list[0]}
    code, term, theme = (given[field] for field in FIELDS)
    if not _CODE.fullmatch(code):
        return [], desk.say("teach.needs_code")
    try:
        draft = draft_rule(find_lesson(desk.store, picked["id"]), code, term=term, theme=theme)
    except TeachingError as error:
        return [], desk.say.mistake(error)
    return draft_shown(draft, desk.say), ""
