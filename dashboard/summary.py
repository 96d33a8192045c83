"""The last report of each indicator of a region, with its growth and its history: one line a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.amounts import is_growth
from dashboard.rows import MEASURES, TOTAL, prefer, records

__all__ = ["Line", "summarise"]

_KEYS: Final = ["region_code", "indicator"]


class Line(NamedTuple):
    """What one region last reported for one indicator."""

    region_code: str
    indicator: str
    n: int
    """All reports of this indicator and region."""
    last: Any
    """Named tuple of a prepared row."""
    growth: Any
    """The row that says how much the same figure grew year on year, or nothing."""
    history: pd.DataFrame
    """All periods of the same figure and kind of period, one report each, `last` included."""


def summarise(rows: pd.DataFrame) -> list[Line]:
    """One line for each region and indicator among prepared rows."""
    return list(_lines(rows))


def _lines(rows: pd.DataFrame) -> Iterator[Line]:
    for (region, indicator), group in rows.groupby(_KEYS, sort=False):
        figure = _main_figure(group)
        believed = prefer(figure).sort_values(["end", "published"], na_position="first")
        last = records(believed)[-1]
        history = believed[(believed["basis"] == last.basis) & believed["end"].notna()]
        yield Line(str(region), str(indicator), len(group), last, _growth(group, last), history)


def _main_figure(group: pd.DataFrame) -> pd.DataFrame:
    """Rows of one measure, unit and item.

    Believed before doubted, the total before a part, the amount before its growth, then the most reported.
    """
    believed = group[["implausible" not in flags for flags in group["flags"]]]
    group = believed if len(believed) else group
    totals = group[group["part"] == TOTAL]
    group = totals if len(totals) else group
    counts = group.groupby(["figure", "part"]).size()
    figure, part = min(counts.index, key=lambda key: (MEASURES.index(key[0].partition(":")[0]), -counts[key], key))
    is_main = (group["figure"] == figure) & (group["part"] == part)
    return pd.DataFrame(group[is_main])


def _growth(group: pd.DataFrame, last: Any) -> Any:
    """Year-on-year growth of the very figure, for the very period."""
    if is_growth(last.measure):
        return None
    same = group[(group["figure"] == "yoy:%") & (group["part"] == last.part) & (group["period"] == last.period)]
    return next(iter(records(prefer(same))), None) if last.period else None
