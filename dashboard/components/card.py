"""A card: a finding, what it measures, the picture, its sources, and a state that a screenshot can wait for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal

from dash import dcc, html
from dash.development.base_component import Component
from plotly.graph_objects import Figure

from dashboard.components.attributes import attributes
from dashboard.texts import Speech

__all__ = ["State", "card", "empty_card", "graph", "guarded"]

State = Literal["pending", "drawn", "empty", "error"]
"""A card with a chart or a grid is `pending` until `assets/readiness.js` has seen it drawn."""
log = logging.getLogger("zhibiao.dashboard")


def card(
    name: str, title: str, subtitle: str, body: Any, *, foot: Any = None, wide: bool = False, state: State = "drawn"
) -> html.Section:
    """A section with a two-line title.

    Args:
        name: stable name, also the anchor and the key of its CSV.
        title: the finding.
        subtitle: measure, unit, region, period and kind of period.
        body: what is shown.
        foot: sources and tools, under a rule.
        wide: whether it takes the whole width of the page.
        state: `pending` when something has yet to draw itself.
    """
    heading = f"{name}-title"
    return html.Section(
        [
            html.Header([html.H2(title, id=heading, className="card-title"), html.P(subtitle, className="card-sub")]),
            html.Div(body, className="card-body"),
            *([html.Footer(foot, className="card-foot")] if foot else []),
        ],
        id=name,
        className="card wide" if wide else "card",
        **attributes(data_state=state, data_card=name, aria_labelledby=heading),
    )


def graph(name: str, figure: Figure, label: str) -> html.Div:
    """The only place where a chart becomes a component: nothing of it can be sent to a server, nothing reads a CDN."""
    config: Any = {
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "showLink": False,
        "plotlyServerURL": "",
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
    }
    chart = dcc.Graph(
        id={"type": "graph", "card": name},
        figure=figure,
        config=config,
        responsive=True,
        style={"height": f"{figure.layout.height}px"},
    )
    return html.Div(chart, className="chart", role="img", **attributes(aria_label=label))


def empty_card(name: str, title: str, say: Speech, *, hint: Any = "", wide: bool = False) -> html.Section:
    """A card that has nothing to show says so and says what to do."""
    body = html.Div([html.P(say("card.empty")), html.P(hint or say("card.empty_hint"))], className="blank")
    return card(name, title, "", body, wide=wide, state="empty")


def guarded(name: str, title: str, say: Speech, build: Callable[[], html.Section]) -> Component:
    """The card that `build` makes; when it fails, the log gets the reason, and the rest of the page stands."""
    try:
        return build()
    except Exception:
        log.exception("card '%s' could not be drawn", name)
        body = html.Div([html.P(say("card.error")), html.P(say("card.error_hint"))], className="blank", role="alert")
        return card(name, title, "", body, state="error")
