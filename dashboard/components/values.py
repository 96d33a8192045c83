"""Single values in running text: with unit, with arrow and colour where they are growth, each opening its sentence."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.amounts import scale_for
from dashboard.components.attributes import attributes
from dashboard.components.flags import flag_marks
from dashboard.components.tools import evidence_button
from dashboard.desk import Desk
from dashboard.figures.marks import value_text

__all__ = ["growth_value", "plain_value", "way_and_arrow", "written"]


def written(row: Any, desk: Desk) -> str:
    """A prepared row's value with its unit, in the scale that suits it alone."""
    scale = scale_for([row.value], row.unit, row.measure, desk.say)
    return scale.joined(value_text(row, scale, desk.say))


def plain_value(row: Any, desk: Desk) -> Component:
    """The value as a button that opens its sentence; growth is coloured and carries its arrow."""
    if row.measure in {"yoy", "mom"}:
        return growth_value(row, desk)
    return evidence_button([written(row, desk), *flag_marks(row.flags, desk.say)], row, desk, "value")


def way_and_arrow(row: Any) -> tuple[str, Component]:
    """`rise`, `fall` or `flat`, as the stylesheets call it, and the arrow that shows it."""
    way = "rise" if row.value > 0 else "fall" if row.value < 0 else "flat"
    arrow = {"rise": "▲", "fall": "▼", "flat": "●"}[way]
    return way, html.Span(arrow, className="arrow", **attributes(aria_hidden="true"))


def growth_value(row: Any, desk: Desk) -> Component:
    """Growth with arrow, sign and colour: blue up, orange down."""
    way, arrow = way_and_arrow(row)
    return evidence_button([arrow, written(row, desk), *flag_marks(row.flags, desk.say)], row, desk, f"value {way}")
