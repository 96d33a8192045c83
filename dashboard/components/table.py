"""The table of all reports: one unit a column, named in its head, digits aligned, a row opens its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import dash_ag_grid as dag
import pandas as pd

from dashboard.amounts import Scale
from dashboard.components.flags import flag_letters
from dashboard.desk import Desk
from dashboard.figures.marks import value_text
from dashboard.rows import records
from dashboard.texts import Speech
from dashboard.theme import BLUES, FONT, GREYS

__all__ = ["ROW_LIMIT", "observation_grid"]

ROW_LIMIT: Final = 1000
_PAGE: Final = 20
_THEME: Final = (
    "themeQuartz.withParams({"
    f"fontFamily: `{FONT}`, fontSize: 13, headerFontSize: 12, headerFontWeight: 600, spacing: 6, "
    f"accentColor: '{BLUES[6]}', foregroundColor: '{GREYS[9]}', borderColor: '{GREYS[2]}', "
    f"headerBackgroundColor: '{GREYS[0]}', headerTextColor: '{GREYS[7]}', rowHoverColor: '{BLUES[0]}', "
    "wrapperBorder: false, wrapperBorderRadius: 0, headerColumnResizeHandleColor: 'transparent'})"
)


def observation_grid(
    name: str, rows: pd.DataFrame, scale: Scale, desk: Desk, *, subjects: Sequence[str] = ()
) -> dag.AgGrid:
    """A grid of prepared reports, latest first; it sorts, and leaves filtering to the filters, so that the CSV agrees.

    Args:
        name: the card it stands in.
        rows: prepared reports, all of one figure unless `subjects` says otherwise.
        scale: unit of the value column.
        desk: the reader's request.
        subjects: where figures differ, what tells the rows apart: `who`, `title` (name of the indicator), or both;
            every row then brings its value in words as `shown`.
    """
    lines = [_line(row, scale, desk.say) for row in records(rows.head(ROW_LIMIT))]
    return dag.AgGrid(
        id={"type": "grid", "card": name},
        rowData=lines,
        columnDefs=_columns(scale, desk, subjects),
        getRowId="params.data.observation_id",
        defaultColDef={"sortable": True, "resizable": True, "suppressHeaderMenuButton": True},
        columnSize="responsiveSizeToFit",
        dashGridOptions=_options(len(lines), desk.say),
        style={"width": "100%", "height": None},
    )


def _options(rows: int, say: Speech) -> dict[str, Any]:
    return {
        "theme": {"function": _THEME},
        "localeText": say.parts("grid"),
        "rowHeight": 34,
        "headerHeight": 36,
        "pagination": rows > _PAGE,
        "paginationPageSize": _PAGE,
        "paginationPageSizeSelector": [_PAGE, 50, 100],
        "domLayout": "autoHeight",
        "animateRows": False,
        "enableCellTextSelection": True,
    }


def _line(row: Any, scale: Scale, say: Speech) -> dict[str, Any]:
    return {
        "observation_id": row.observation_id,
        "who": row.who,
        "part": row.part if row.part != "total" else say("filter.total"),
        "title": getattr(row, "title", ""),
        "measure": say.code("measure", row.measure),
        "period": row.period_text,
        "period_end": str(row.end or ""),
        "value": row.value,
        "shown": getattr(row, "shown", "") or value_text(row, scale, say),
        "unit": getattr(row, "unit_text", ""),
        "status": say.code("status", row.status),
        "flags": flag_letters(row.flags, say),
        "raw": row.raw,
        "newspaper": row.newspaper or say("source.unnamed"),
        "published": "" if pd.isna(row.published) else f"{pd.Timestamp(row.published):%Y-%m-%d}",
    }


def _columns(scale: Scale, desk: Desk, subjects: Sequence[str]) -> list[dict[str, Any]]:
    """Column definitions, what the rows are about first."""
    say = desk.say
    first = {
        "title": {"field": "title", "headerName": say("table.indicator"), "minWidth": 150, "flex": 1},
        "who": {"field": "who", "headerName": say("table.who"), "minWidth": 100, "flex": 1},
    }
    period = {
        "field": "period_end",
        "headerName": say("table.period"),
        "minWidth": 140,
        "valueFormatter": {"function": "params.data.period"},
    }
    return [
        *[first[subject] for subject in subjects or ("who",)],
        *_mixed_columns(desk, mixed=bool(subjects)),
        period,
        _value_column(say("table.plain_value") if subjects else say("table.value", unit=scale.label)),
        {"field": "raw", "headerName": say("table.raw"), "minWidth": 104},
        {"field": "flags", "headerName": say("table.flags"), "minWidth": 60, "width": 60},
        {"field": "newspaper", "headerName": say("table.newspaper"), "minWidth": 100},
        {"field": "published", "headerName": say("table.published"), "minWidth": 104, "sort": "desc"},
    ]


def _value_column(name: str) -> dict[str, Any]:
    """Values sort as numbers and read as printed."""
    return {
        "field": "value",
        "headerName": name,
        "minWidth": 124,
        "type": "rightAligned",
        "valueFormatter": {"function": "params.data.shown"},
        "cellClass": "number",
    }


def _mixed_columns(desk: Desk, *, mixed: bool) -> list[dict[str, Any]]:
    """What must stand on every row unless the card says it once: items and measures, and statuses."""
    columns = {"part": ("item", 110), "measure": ("measure", 92)} if mixed else {}
    if desk.view.status == "all":
        columns["status"] = ("status", 70)
    return [
        {"field": field, "headerName": desk.say(f"table.{name}"), "minWidth": width, "width": width}
        for field, (name, width) in columns.items()
    ]
