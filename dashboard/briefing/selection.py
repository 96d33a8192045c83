"""Which figures of a week a briefing tells, and in which order: pure functions over prepared rows.

Rows are those of `dashboard.rows.prepare` with `title`, `kind`, `usual_unit`, `theme` and `theme_title` of their indicator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.amounts import is_growth
from dashboard.rows import LEVELS, MEASURES, TOTAL, records

__all__ = ["UNNAMED", "Finding", "headlines", "named", "pair_growth", "theme_place", "trusted"]

UNNAMED: Final = "other"
"""Code of figures that no rule names."""
THEMES: Final = (
    "output",
    "prices",
    "trade",
    "investment",
    "consumption",
    "income",
    "fiscal",
    "finance",
    "energy",
    "environment",
    "labour",
    "enterprise",
    "innovation",
    "population",
    "services",
    "quality",
)
"""The order of a statistical bulletin; a theme that is not here comes after."""
_COUNTED: Final = frozenset({"count", "limit", "rank"})
"""Kinds of indicators that speak of single events rather than of the economy."""
_HOW_READ: Final = frozenset(
    {"sub_county", "period_inferred", "region_inferred", "published_inferred", "home_region_inferred"}
)
"""Flags that say how a figure was read; any other flag doubts the figure itself."""


class Finding(NamedTuple):
    """A figure, and where it is an amount, its growth year on year; both are named tuples of rows."""

    row: Any
    growth: Any = None


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose indicator has a name."""
    return rows[rows["indicator"] != UNNAMED]


def _is_doubted(flags: Iterable[str]) -> bool:
    return not set(flags) <= _HOW_READ


def trusted(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that nobody doubts."""
    return rows[[not _is_doubted(flags) for flags in rows["flags"]]]


def pair_growth(rows: pd.DataFrame) -> list[Finding]:
    """One entry a figure in the order of `rows`: an amount with its growth, growth alone only without an amount.

    What is printed twice with one value is told once; different values for one thing are all told.
    """
    once = rows.sort_values("qualifier", key=lambda column: column != "exact", kind="stable")
    once = once.drop_duplicates(["line", "period", "value"]).sort_index()
    reports = records(once)
    amounts = {_subject(report) for report in reports if report.measure == "level"}
    growth: dict[tuple[str, ...], Any] = {}
    for report in reports:
        if report.figure == "yoy:%" and _subject(report) in amounts:
            growth.setdefault(_subject(report), report)
    beside = {report.Index for report in growth.values()}
    return [
        Finding(report, growth.get(_subject(report)) if report.measure == "level" else None)
        for report in reports
        if report.Index not in beside
    ]


def _subject(row: Any) -> tuple[str, ...]:
    """What is measured, whatever the measure."""
    return row.indicator, row.part, row.region_code, row.entity, row.status, row.period


def headlines(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The findings that open a briefing: the first of every theme, then the second of every theme, and so on.

    Regions go before organisations, what happened before what is planned, the economy before single events.
    A sentence is quoted once, and a thing is spoken of once.
    """
    told: set[tuple[str, ...]] = set()
    round_of: Counter[str] = Counter()
    ranked: list[tuple[tuple[Any, ...], Finding]] = []
    for finding in sorted(findings, key=_importance):
        row = finding.row
        facts = {(row.document_id, row.evidence), (row.indicator, row.region_code, row.entity)}
        if told.isdisjoint(facts):
            told |= facts
            ranked.append(((*_standing(row), round_of[row.theme], theme_place(row.theme)), finding))
            round_of[row.theme] += 1
    return [finding for _, finding in sorted(ranked, key=lambda pair: pair[0])[:most]]


def _standing(row: Any) -> tuple[bool, ...]:
    return row.scope != "region", row.status != "actual", row.kind in _COUNTED, not row.period


def _importance(finding: Finding) -> tuple[Any, ...]:
    row = finding.row
    has_growth = finding.growth is not None or is_growth(row.measure)
    return (
        *_standing(row),
        row.qualifier in {"about", "nearly"},
        row.part != TOTAL,
        not (row.unit == row.usual_unit or is_growth(row.measure)),
        -LEVELS.index(row.level),
        not has_growth,
        MEASURES.index(row.measure),
        row.qualifier != "exact",
        -row.confidence,
    )


def theme_place(theme: str) -> int:
    """Where a theme stands in a bulletin."""
    return THEMES.index(theme) if theme in THEMES else len(THEMES)
