"""What the browser draws at once: text stays text, live components keep their slots, and only differences are sent."""

from __future__ import annotations

import pytest
from dash import dcc, html, no_update
from sample_store import HOSTILE

from dashboard.components.still import Still, redrawn, still


def page(figure: int = 1, *, button: bool = True, about: str = "/") -> Still:
    """A page with a chart and, if asked for, a button that a callback listens to."""
    chart = dcc.Graph(id="chart", figure={"data": [figure]}, style={"height": "1px"})
    tools = [html.Button("CSV", id={"type": "csv", "card": "a"}, n_clicks=0)] if button else []
    return still(
        "page", html.Section(["Title", [HOSTILE, None], chart, html.P(tools)], id="a", className="card"), about
    )


def test_html_becomes_a_tree_of_plain_text_and_keeps_the_name_of_a_part_as_its_key() -> None:
    told = still("page", html.Div(html.P([HOSTILE, 3], id="told", **{"data-state": "drawn"}), className="page"), "/")
    words = {"tag": "p", "props": {"key": "told", "id": "told", "data-state": "drawn"}, "inside": [HOSTILE, 3]}
    assert told.tree == {"tag": "div", "props": {"key": "/", "className": "page"}, "inside": [words]}


def test_live_components_leave_slots() -> None:
    drawn = page()
    assert [part.id for part in drawn.children] == ["chart", {"type": "csv", "card": "a"}]
    inside = [{"tag": "p", "props": {}, "inside": [{"slot": 1}]}]
    assert drawn.tree["inside"] == ["Title", HOSTILE, {"slot": 0}, *inside]


def test_the_same_page_sends_no_live_component_again() -> None:
    assert redrawn(page(), page().seals)[1:] == (no_update, page().seals, [])


def test_of_a_live_component_only_what_differs_is_sent() -> None:
    assert redrawn(page(2), page().seals)[1:] == (no_update, page(2).seals, [["chart", {"figure": {"data": [2]}}]])


@pytest.mark.parametrize("fresh", [page(button=False), page(about="/review")])
def test_other_parts_or_another_page_are_drawn_anew(fresh: Still) -> None:
    assert redrawn(fresh, page().seals) == (fresh.tree, fresh.children, fresh.seals, [])
