"""The card of all reports where units differ: of a region, or of the figures that no rule names."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.amounts import Scale
from dashboard.components.card import card
from dashboard.components.flags import flag_legend
from dashboard.components.table import ROW_LIMIT, observation_grid
from dashboard.components.tools import source_line, tool_row
from dashboard.components.values import written
from dashboard.desk import Desk
from dashboard.rows import records

__all__ = ["mixed_table_card", "table_foot"]


def mixed_table_card(rows: pd.DataFrame, what: str, desk: Desk, address: str) -> html.Section:
    """Every report, latest first, each value with its own unit.

    Args:
        rows: prepared reports, with a `title` column where their indicators differ.
        what: whose reports they are.
        desk: the reader's request.
        address: of the page.
    """
    say = desk.say
    rows = rows.assign(shown=[written(row, desk) for row in records(rows)])
    rows = rows.sort_values(["published", "end"], ascending=False, na_position="last")
    cut = html.P(say("indicator.truncated", n=ROW_LIMIT), className="note") if len(rows) > ROW_LIMIT else None
    title = say("indicator.table")
    return card(
        "table",
        title,
        say("indicator.table_sub", what=what, n=len(rows)),
        [observation_grid("table", rows, Scale(1, ""), desk, mixed=True), cut],
        foot=table_foot(rows, desk, address, "table", title),
        wide=True,
        state="pending",
    )


def table_foot(rows: pd.DataFrame, desk: Desk, address: str, card_name: str, title: str) -> list[Any]:
    """Flags in words, sources, link and CSV."""
    tools = tool_row(address, card_name, title, desk)
    return [flag_legend(rows["flags"], desk.say), source_line(rows, desk), tools]
