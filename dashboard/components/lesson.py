"""The part of the drawer that drafts a rule from a figure that none names, or from a refused number."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.desk import Desk
from dashboard.texts import Speech
from extract.teaching import Draft

__all__ = ["FIELDS", "draft_shown", "lesson_box"]

FIELDS: Final = ("code", "term", "theme")


def lesson_box(desk: Desk) -> html.Details:
    """Folded until asked for: what the indicator is to be called, and where the draft appears."""
    say = desk.say
    button = html.Button(say("teach.draft"), id="draft-rule", n_clicks=0, type="button", className="decide")
    fields = [_entry("code", say), _entry("term", say), _theme(desk), button]
    body = [
        html.P(say("teach.lead"), className="note"),
        html.Div(fields, className="correction"),
        html.P(id="draft-message", className="review-message", role="alert"),
        html.Div(id="draft"),
    ]
    return html.Details([html.Summary(say("teach.open"), className="tool"), *body], className="review lesson")


def _entry(name: str, say: Speech) -> dmc.TextInput:
    return dmc.TextInput(
        id={"type": "teach", "field": name},
        label=say(f"teach.{name}"),
        placeholder=say(f"teach.{name}_hint"),
        size="xs",
    )


def _theme(desk: Desk) -> dmc.Select:
    known = desk.indicators.drop_duplicates("theme")
    names = zip(known["theme"], known[desk.say.pick("theme_zh", "theme_en")], strict=True)
    return dmc.Select(
        id={"type": "teach", "field": "theme"},
        label=desk.say("teach.theme"),
        placeholder=desk.say("teach.theme_hint"),
        data=[{"value": theme, "label": name} for theme, name in names],
        size="xs",
        clearable=True,
        comboboxProps={"zIndex": 400},
    )


def draft_shown(draft: Draft, say: Speech) -> list[Any]:
    """The entry, to copy or to download, and where it belongs."""
    address = f"data:application/toml;charset=utf-8,{quote(draft.text)}"
    tools = [
        html.Span([say("teach.copy"), dcc.Clipboard(content=draft.text, className="copy")], className="tool"),
        html.A(say("teach.download"), href=address, download=f"{draft.code}.toml", className="tool"),
    ]
    return [
        html.Pre(draft.text, className="draft", lang="zh"),
        html.Div(tools, className="draft-tools"),
        html.P(say("teach.next", theme=draft.theme), className="note"),
    ]
