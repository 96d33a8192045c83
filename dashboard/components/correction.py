"""The form that corrects a figure: what it shows, and what was changed in it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboard.amounts import Scale, scale_for
from dashboard.desk import Desk
from dashboard.rows import as_day, records
from dashboard.texts import Speech
from extract.step8_store import ReviewError

__all__ = ["FIELDS", "changes", "correction_form", "shown_fields"]

FIELDS: Final = ("value", "indicator", "region_code", "period_start", "period_end")
"""What the form corrects; the rest is for rules."""
_DIGITS: Final = 12
"""Significant digits kept when a value is written in another unit: more would only show binary fractions."""


def _scale(row: Any, say: Speech) -> Scale:
    return scale_for([row["value"]], row["unit"], row["measure"], say)


def shown_fields(row: Mapping[str, Any], say: Speech) -> dict[str, str]:
    """The fields of the form as it opens: the value in the unit that suits it, days in ISO form."""
    days = {name: as_day(row[name]) for name in ("period_start", "period_end")}
    value = f"{row['value'] / _scale(row, say).factor:.{_DIGITS}g}"
    return {
        "value": value,
        "indicator": row["indicator"],
        "region_code": row["region_code"],
        **{name: str(day or "") for name, day in days.items()},
    }


def changes(row: Mapping[str, Any], given: Mapping[str, str | None], say: Speech) -> dict[str, Any]:
    """What the given fields change in a row, as the store wants it.

    Raises:
        ReviewError: the value is not a number.
    """
    before = shown_fields(row, say)
    changed: dict[str, Any] = {
        name: given.get(name) or "" for name in FIELDS if (given.get(name) or "") != before[name]
    }
    for name in changed.keys() & {"period_start", "period_end"}:
        changed[name] = dt.date.fromisoformat(changed[name]) if changed[name] else None
    if "value" in changed:
        changed["value"] = float(f"{_number(changed['value'], say) * _scale(row, say).factor:.{_DIGITS}g}")
    return changed


def _number(text: str, say: Speech) -> float:
    try:
        number = float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except ValueError as error:
        raise ReviewError(say("review.needs_number")) from error
    if not math.isfinite(number):
        raise ReviewError(say("review.needs_number"))
    return number


def correction_form(row: Mapping[str, Any], desk: Desk) -> html.Details:
    """Folded until asked for; each field opens with what the figure says now."""
    say, shown = desk.say, shown_fields(row, desk.say)
    choices = {"indicator": _indicators(desk), "region_code": _regions(row["region_code"], desk)}
    fields = [
        _choice(name, shown[name], choices[name], say) if name in choices else _entry(name, shown[name], row, say)
        for name in FIELDS
    ]
    button = html.Button(
        say("review.correct"), id={"type": "decide", "how": "correct"}, n_clicks=0, type="button", className="decide"
    )
    summary = html.Summary(say("review.open_form"), className="tool")
    return html.Details([summary, html.Div([*fields, button], className="correction")], className="corrections")


def _entry(name: str, value: str, row: Mapping[str, Any], say: Speech) -> dmc.TextInput:
    kind = {"type": "date"} if name.startswith("period") else {"inputMode": "decimal"}
    label = say(f"review.{name}", **({"unit": _scale(row, say).label} if name == "value" else {}))
    return dmc.TextInput(
        id={"type": "review", "field": name}, label=label, value=value, size="xs", attributes={"input": kind}
    )


def _choice(name: str, value: str, data: list[dict[str, str]], say: Speech) -> dmc.Select:
    return dmc.Select(
        id={"type": "review", "field": name},
        label=say(f"review.{name}"),
        value=value,
        data=data,
        size="xs",
        searchable=True,
        limit=40,
        allowDeselect=False,
        nothingFoundMessage=say("app.nothing_found"),
        comboboxProps={"zIndex": 400},
    )


def _indicators(desk: Desk) -> list[dict[str, str]]:
    known = records(desk.indicators)
    return [{"value": row.code, "label": desk.say.pick(row.zh, row.en)} for row in known]


def _regions(code: str, desk: Desk) -> list[dict[str, str]]:
    """Regions of the same province, and all that have figures: the whole country would be long to send."""
    known = [row for row in records(desk.regions) if row.n or (code and row.code[:2] == code[:2])]
    return [{"value": row.code, "label": " ".join(dict.fromkeys(filter(None, (row.city, row.name))))} for row in known]
