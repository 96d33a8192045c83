"""The table of all reports: one unit a column, named in its head, digits aligned, a row opens its sentence."""

from __future__ import annotations

from typing import Any, Final

import dash_ag_grid as dag
import pandas as pd

from dashboard.amounts import Scale
from dashboard.desk import Desk
from dashboard.figures.marks import value_text
from dashboard.texts import Speech
from dashboard.theme import BLUES, FONT, GREYS

__all__ = ["ROW_LIMIT", "flag_letters", "observation_grid"]

ROW_LIMIT: Final = 1000
_THEME: Final = (
    "themeQuartz.withParams({"
    f"fontFamily: `{FONT}`, fontSize: 13, headerFontSize: 12, headerFontWeight: 600, spacing: 6, "
    f"accentColor: '{BLUES[6]}', foregroundColor: '{GREYS[9]}', borderColor: '{GREYS[2]}', "
    f"headerBackgroundColor: '{GREYS[0]}', headerTextColor: '{GREYS[7]}', rowHoverColor: '{BLUES[0]}', "
    "wrapperBorder: false, wrapperBorderRadius: 0, headerColumnResizeHandleColor: 'transparent'})"
)


def flag_letters(flags: Any, say: Speech) -> str:
    """One letter a flag, as in the legend."""
    return " ".join(say.code("flag_letter", flag) for flag in flags)


def observation_grid(name: str, rows: pd.DataFrame, scale: Scale, desk: Desk, *, by_indicator: bool = False) -> dag.AgGrid:
    """A grid of prepared reports, latest first; sorting works, filtering is left to the filters above so that the CSV agrees.

    Args:
        name: the card it stands in.
        rows: prepared reports, with a `title` column (name of the indicator) where `by_indicator`.
        scale: unit of the value column; with `by_indicator` every row brings its own.
        desk: the reader's request.
        by_indicator: a region's table, where units differ and stand beside the value.
    """
    shown = rows.head(ROW_LIMIT)
    records = [_record(row, scale, desk.say) for row in shown.itertuples()]
    return dag.AgGrid(
        id={"type": "grid", "card": name}, rowData=records, columnDefs=_columns(scale, desk.say, by_indicator),
        getRowId="params.data.observation_id", defaultColDef={"sortable": True, "resizable": True, "suppressHeaderMenuButton": True},
        columnSize="responsiveSizeToFit",
        dashGridOptions={
            "theme": {"function": _THEME}, "localeText": desk.say.parts("grid"), "rowHeight": 34, "headerHeight": 36,
            "pagination": len(records) > 20, "paginationPageSize": 20, "paginationPageSizeSelector": [20, 50, 100],
            "domLayout": "autoHeight", "suppressCellFocus": False, "animateRows": False, "enableCellTextSelection": True,
        },
        style={"width": "100%", "height": None},
    )  # fmt: skip


def _record(row: Any, scale: Scale, say: Speech) -> dict[str, Any]:
    return {
        "observation_id": row.observation_id, "who": row.who, "part": row.part if row.part != "total" else say("filter.total"),
        "title": getattr(row, "title", ""), "measure": say.code("measure", row.measure),
        "period": row.period_text, "period_end": str(row.end or ""), "value": row.value,
        "shown": getattr(row, "shown", "") or value_text(row, scale, say), "unit": getattr(row, "unit_text", ""),
        "status": say.code("status", row.status), "flags": flag_letters(row.flags, say), "raw": row.raw,
        "newspaper": row.newspaper or say("source.unnamed"),
        "published": "" if pd.isna(row.published) else f"{pd.Timestamp(row.published):%Y-%m-%d}",
    }  # fmt: skip


def _columns(scale: Scale, say: Speech, by_indicator: bool) -> list[dict[str, Any]]:
    """Column definitions; values sort as numbers and read as printed."""
    value = {
        "field": "value", "headerName": say("table.value", unit=scale.label), "width": 130, "type": "rightAligned",
        "valueFormatter": {"function": "params.data.shown"}, "cellClass": "number",
    }  # fmt: skip
    first: dict[str, Any] = {"field": "who", "headerName": say("table.who"), "minWidth": 120, "flex": 1}
    if by_indicator:
        first: dict[str, Any] = {"field": "title", "headerName": say("table.indicator"), "minWidth": 160, "flex": 1}
        value |= {"headerName": say("table.plain_value")}
    return [
        first,
        *_mixed_columns(say, by_indicator),
        {"field": "period_end", "headerName": say("table.period"), "minWidth": 150,
         "valueFormatter": {"function": "params.data.period"}},
        value,
        {"field": "raw", "headerName": say("table.raw"), "width": 120},
        {"field": "flags", "headerName": say("table.flags"), "width": 80},
        {"field": "newspaper", "headerName": say("table.newspaper"), "width": 130},
        {"field": "published", "headerName": say("table.published"), "width": 110, "sort": "desc"},
    ]  # fmt: skip


def _mixed_columns(say: Speech, by_indicator: bool) -> list[dict[str, Any]]:
    """What a region's table must say on every row, and an indicator's says once above it."""
    fields = {"part": ("item", 130), "measure": ("measure", 80), "status": ("status", 70)} if by_indicator else {}
    return [{"field": field, "headerName": say(f"table.{name}"), "width": width} for field, (name, width) in fields.items()]
