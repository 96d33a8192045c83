"""The part of the drawer where a person decides upon a figure or a refusal, and reads what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import dash_mantine_components as dmc
import pandas as pd
from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.correction import correction_form
from dashboard.desk import Desk
from dashboard.rows import records
from dashboard.texts import Speech
from extract.step8_store import Evidence
from extract.step8_store.reviews import history

__all__ = ["decided_line", "field_value", "review_box"]

_DAY: Final = "%Y-%m-%d"
_CODED: Final = {
    "unit": "units",
    "measure": "measure",
    "qualifier": "qualifier_name",
    "status": "status",
    "scope": "scope",
}
"""Fields whose values are codes, and where their words stand."""


def decided_line(evidence: Evidence, desk: Desk) -> Any:
    """What a person decided, and where it differs what had been read; nothing where nobody decided."""
    decision, say = evidence.row["decision"], desk.say
    if not decision:
        return None
    changes = [
        html.Li(
            say(
                "review.printed_as",
                field=say.code("field", name),
                before=field_value(name, before, evidence.row, desk),
                after=field_value(name, evidence.row[name], evidence.row, desk),
            )
        )
        for name, before in evidence.printed.items()
    ]
    word = html.B(say.code("decision", decision))
    return html.Div([word, html.Ul(changes)] if changes else word, className=f"decided {decision}")


def field_value(name: str, value: Any, row: Mapping[str, Any], desk: Desk) -> str:
    """A field of a figure in words."""
    say = desk.say
    if value is None or value == "" or pd.isna(value):
        return say("review.empty_value")
    if name in {"value", "value_high"}:
        return f"{value:,.6f}".rstrip("0").rstrip(".") + f" {row['unit']}"
    if name.startswith("period"):
        return pd.Timestamp(value).strftime(_DAY)
    if name == "indicator":
        known = {one.code: say.pick(one.zh, one.en) for one in records(desk.indicators)}
        return known.get(str(value), str(value))
    if name == "region_code":
        known = {one.code: one.name for one in records(desk.regions)}
        return known.get(str(value), str(value))
    return say.code(_CODED[name], str(value)) if name in _CODED else str(value)


def review_box(evidence: Evidence, target: str, desk: Desk, *, kind: str = "") -> html.Section:
    """Who decides, why, and the buttons; `kind` is `conflict` where reports differ, `refusal` for what is no figure."""
    say = desk.say
    past = history(desk.store, target)
    buttons = [_button("accept", kind, say), _button("reject", kind, say)]
    standing = past[past["stands"] != ""]
    if len(standing):
        buttons.append(_button("undo", "", say))
    form = [] if kind == "refusal" else [correction_form(evidence.row, desk)]
    return html.Section(
        [
            html.H3(say("review.box")),
            html.Div([_name_field(say), _note_field(say)], className="signature"),
            html.Div(buttons, className="decisions"),
            *form,
            html.P(id="review-message", className="review-message", role="alert"),
            _past(past, say),
        ],
        className="review",
    )


def _button(how: str, kind: str, say: Speech) -> html.Button:
    special = {
        ("accept", "conflict"): "review.accept_conflict",
        ("accept", "refusal"): "review.accept_refusal",
        ("reject", "refusal"): "review.reject_refusal",
    }
    label = say(special.get((how, kind), f"review.{how}"))
    return html.Button(label, id={"type": "decide", "how": how}, n_clicks=0, type="button", className=f"decide {how}")


def _name_field(say: Speech) -> dmc.TextInput:
    """Remembered by the browser: one person decides many times."""
    return dmc.TextInput(
        id={"type": "review", "field": "by"},
        label=say("review.by"),
        placeholder=say("review.by_hint"),
        size="xs",
        persistence=True,
        persistence_type="local",
        **attributes(data_field="by"),
    )


def _note_field(say: Speech) -> dmc.TextInput:
    return dmc.TextInput(
        id={"type": "review", "field": "note"}, label=say("review.note"), placeholder=say("review.note_hint"), size="xs"
    )


def _past(past: pd.DataFrame, say: Speech) -> Any:
    items = [html.Li([*_told(row, say)], className="" if row.stands else "undone") for row in records(past)]
    return html.Ul(items, className="past") if items else None


def _told(row: Any, say: Speech) -> list[Any]:
    when = html.Span(row.decided_at[:16].replace("T", " "), className="when")
    note = f"“{row.note}”" if row.note else ""
    return [when, " ", say.dotted([row.reviewer, say.code("decision", row.decision), note])]
