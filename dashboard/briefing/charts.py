"""Which charts a week is worth: growth of one place, counties beside one another, and a headline's past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, NamedTuple

import pandas as pd

from dashboard.amounts import Scale, is_comparable, scale_for
from dashboard.briefing.selection import Finding
from dashboard.rows import LEVELS, TOTAL, prefer
from dashboard.texts import Speech
from extract.step8_store import Filters

__all__ = ["Chart", "choose_charts"]

Known = Callable[[Filters], pd.DataFrame]
Kind = Literal["profile", "ranking", "past"]

_MOST: Final = 4
_MOST_OF_A_KIND: Final = 2
_FEWEST_BARS: Final = 4
_MOST_BARS: Final = 12
_FEWEST_COUNTIES: Final = 3
_FEWEST_DOTS: Final = 3


class Chart(NamedTuple):
    """What a chart draws."""

    kind: Kind
    rows: pd.DataFrame
    references: pd.DataFrame
    """The regions above, for a ranking; else empty."""
    scale: Scale


def choose_charts(week: pd.DataFrame, findings: Iterable[Finding], known: Known, say: Speech) -> list[Chart]:
    """At most four charts, those that compare before those that look back.

    Args:
        week: the trusted rows of the week.
        findings: the headlines, whose past may be drawn.
        known: asks the store for what regions had reported by the end of the week.
        say: language.
    """
    done = week[(week["scope"] == "region") & (week["status"] == "actual") & (week["period"] != "")]
    charts = _profiles(done, say)
    charts += _rankings(done, known, say)
    for finding in findings:
        if len(charts) < _MOST:
            charts += _past(finding.row, known, say)
    return charts[:_MOST]


def _profiles(done: pd.DataFrame, say: Speech) -> list[Chart]:
    """Places whose indicators grew, side by side: one place and one period a chart."""
    totals = prefer(done[(done["figure"] == "yoy:%") & (done["part"] == TOTAL)])
    groups = [group for _, group in totals.groupby(["region_code", "period"]) if len(group) >= _FEWEST_BARS]
    groups.sort(key=len, reverse=True)
    return [_chart("profile", group.head(_MOST_BARS), say) for group in groups[:_MOST_OF_A_KIND]]


def _rankings(done: pd.DataFrame, known: Known, say: Speech) -> list[Chart]:
    """Counties of a city beside one another, for what most of them reported this week, growth before amounts."""
    counties = done[done["level"] == "county"]
    keys = ["indicator", "figure", "part", "period", "city"]
    groups = [group for _, group in counties.groupby(keys)]
    groups.sort(key=lambda group: (-group["region_code"].nunique(), not _comparable(group), group.index[0]))
    charts: dict[str, Chart] = {}
    for group in groups:
        first = group.iloc[0]
        if len(charts) < _MOST_OF_A_KIND and first["indicator"] not in charts:
            rows = _alongside(first, known)
            if (rows["level"] == "county").sum() >= _FEWEST_COUNTIES:
                charts[str(first["indicator"])] = _ranking(rows, say)
    return list(charts.values())


def _comparable(rows: pd.DataFrame) -> bool:
    return is_comparable(rows["measure"].iloc[0], rows["unit"].iloc[0])


def _alongside(row: pd.Series, known: Known) -> pd.DataFrame:
    """What the city and its counties reported of the same thing for the same period, one report each."""
    filters = Filters(
        indicators=(row["indicator"],),
        items=(row["item"],),
        measures=(row["measure"],),
        units=(row["unit"],),
        within=f"{row['region_code'][:4]}00",
        period_from=row["end"],
        period_to=row["end"],
    )
    rows = known(filters)
    return prefer(rows[rows["period"] == row["period"]])


def _ranking(rows: pd.DataFrame, say: Speech) -> Chart:
    """The city stands as a line behind its counties where size does not matter."""
    is_county = rows["level"] == "county"
    references = rows[~is_county] if _comparable(rows) else rows.iloc[:0]
    return _chart("ranking", rows[is_county], say, references)


def _past(row: Any, known: Known, say: Speech) -> list[Chart]:
    """The earlier reports of one figure; amounts of part of a year beside the same months of other years only."""
    if row.scope != "region" or row.status != "actual" or not row.period or row.level not in LEVELS:
        return []
    rows = known(Filters(series=row.series_id))
    rows = rows[rows["basis"] == row.basis]
    if not is_comparable(row.measure, row.unit):
        rows = rows[[_months(start, end) == _months(row.start, row.end) for start, end in _spans(rows)]]
    return [_chart("past", rows, say)] if rows["period"].nunique() >= _FEWEST_DOTS else []


def _spans(rows: pd.DataFrame) -> list[tuple[Any, Any]]:
    return list(zip(rows["start"], rows["end"], strict=True))


def _months(start: Any, end: Any) -> tuple[int, int]:
    return start.month, end.month


def _chart(kind: Kind, rows: pd.DataFrame, say: Speech, references: pd.DataFrame | None = None) -> Chart:
    scale = scale_for(rows["value"], rows["unit"].iloc[0], rows["measure"].iloc[0], say)
    return Chart(kind, rows, rows.iloc[:0] if references is None else references, scale)
