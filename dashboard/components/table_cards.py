"""The card of all reports where units differ: of a region, or of the figures that no rule names."""

from __future__ import annotations

from collections.abc import Sequence
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


def mixed_table_card(
    rows: pd.DataFrame, what: str, n: int, desk: Desk, address: str, subjects: Sequence[str] = ("title",)
) -> html.Section:
    """Every report, latest first, each value with its own unit.

    Args:
        rows: prepared reports, with a `title` column where that is among the `subjects`.
        what: whose reports they are.
        n: how many there are, `rows` being the latest of them.
        desk: the reader's request.
        address: of the page.
        subjects: what tells the rows apart: `who`, `title` (name of the indicator), or both.
    """
    say = desk.say
    rows = rows.assign(shown=[written(row, desk) for row in records(rows)])
    rows = rows.sort_values(["published", "end"], ascending=False, na_position="last")
    cut = html.P(say("indicator.truncated", n=ROW_LIMIT), className="note") if n > ROW_LIMIT else None
    title = say("indicator.table")
    return card(
        "table",
        title,
        say("indicator.table_sub", what=what, n=n),
        [observation_grid("table", rows, Scale(1, ""), desk, subjects=subjects), cut],
        foot=table_foot(rows, desk, address, "table", title),
        wide=True,
        state="pending",
    )


def table_foot(rows: pd.DataFrame, desk: Desk, address: str, card_name: str, title: str) -> list[Any]:
    """Flags in words, sources, link and CSV."""
    tools = tool_row(address, card_name, title, desk)
    return [flag_legend(rows["flags"], desk.say), source_line(rows, desk), tools]
