"""Values as a briefing writes them: nothing to click, since paper has no buttons."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.amounts import is_growth
from dashboard.components.flags import flag_marks
from dashboard.components.values import way_and_arrow, written
from dashboard.desk import Desk

__all__ = ["value_span"]


def value_span(row: Any, desk: Desk, *, named: bool = False) -> html.Span:
    """A prepared row's value with unit and flags; growth with arrow, sign and colour, `named` with its measure."""
    name = f"{desk.say.code('measure', row.measure)} " if named else ""
    marks = flag_marks(row.flags, desk.say)
    if not is_growth(row.measure):
        return html.Span([name, written(row, desk), *marks], className="brief-number")
    way, arrow = way_and_arrow(row)
    return html.Span([name, arrow, written(row, desk), *marks], className=f"brief-number {way}")
