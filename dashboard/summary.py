"""The last report of each indicator of a region, with its growth and its history: one line a figure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from dashboard.amounts import is_growth
from dashboard.rows import MEASURES, TOTAL, prefer, records

__all__ = ["Line", "summarise"]


class Line(NamedTuple):
    """What one region last reported for one indicator; reports are named tuples of prepared rows."""

    region_code: str
    indicator: str
    last: Any
    growth: Any
    """The report that says how much the same figure grew year on year, or nothing."""
    history: list[Any]
    """All periods of the same figure and kind of period, in order of time, `last` included."""


def summarise(rows: pd.DataFrame) -> list[Line]:
    """One line for each region and indicator among prepared rows."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for report in records(prefer(rows)):
        groups.setdefault((report.region_code, report.indicator), []).append(report)
    return [_line(region, indicator, reports) for (region, indicator), reports in groups.items()]


def _line(region: str, indicator: str, reports: list[Any]) -> Line:
    believed = sorted(_main_figure(reports), key=lambda report: report.end or dt.date.min)
    last = believed[-1]
    history = [report for report in believed if report.end and report.basis == last.basis]
    return Line(region, indicator, last, _growth(reports, last), history)


def _main_figure(reports: list[Any]) -> list[Any]:
    """Reports of one measure, unit and item.

    Believed before doubted, the total before a part, the amount before its growth, then the most reported.
    """
    believed = [report for report in reports if "implausible" not in report.flags] or reports
    counts = Counter((report.part, report.figure) for report in believed)

    def rank(choice: tuple[str, str]) -> tuple[bool, int, int, tuple[str, str]]:
        part, figure = choice
        return part != TOTAL, MEASURES.index(figure.partition(":")[0]), -counts[choice], choice

    main = min(counts, key=rank)
    return [report for report in believed if (report.part, report.figure) == main]


def _growth(reports: list[Any], last: Any) -> Any:
    """Year-on-year growth of the very figure, for the very period."""
    if is_growth(last.measure) or not last.period:
        return None
    wanted = ("yoy:%", last.part, last.period)
    same = [report for report in reports if (report.figure, report.part, report.period) == wanted]
    return next(iter(same), None)
