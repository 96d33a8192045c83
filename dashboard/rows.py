"""Store rows made ready for drawing: the period in words, the kind of period, and one choice at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard.periods import BASES, basis_of, period_key, period_label
from dashboard.state import View
from dashboard.texts import Speech

__all__ = [
    "LEVELS",
    "MEASURES",
    "TOTAL",
    "Choice",
    "as_day",
    "between",
    "narrow",
    "prefer",
    "prepare",
    "records",
    "years_of",
]

TOTAL: Final = "total"
"""The item of a figure that speaks of the whole."""
LEVELS: Final = ("county", "city", "province", "country")
MEASURES: Final = ("level", "yoy", "mom", "share", "contribution", "change", "rank")
_ORDER: Final[dict[str, tuple[str, ...]]] = {"figure": MEASURES, "part": (TOTAL,), "basis": BASES, "level": LEVELS}
"""Where two choices have as many reports, the earlier one here wins."""


@dataclass(frozen=True)
class Choice:
    """One measure, unit, item, kind of period and level, chosen among those that have reports."""

    rows: pd.DataFrame
    """All levels of one figure: what the charts may draw and compare."""
    chosen: dict[str, str]
    options: dict[str, list[tuple[str, int]]]
    """For each control its possible values with their numbers of rows."""
    missed: tuple[str, ...]
    """Controls whose wish has no report; the page says so and shows what has."""

    @property
    def focus(self) -> pd.DataFrame:
        """Rows of the chosen level."""
        return self.rows[self.rows["level"] == self.chosen.get("level", "")]

    @property
    def measure(self) -> str:
        """Measure of the chosen figure."""
        return self.chosen.get("figure", "").partition(":")[0]

    @property
    def unit(self) -> str:
        """Canonical unit of the chosen figure."""
        return self.chosen.get("figure", "").partition(":")[2]


def records(rows: pd.DataFrame) -> list[Any]:
    """Rows as named tuples, untyped because their fields are the frame's columns."""
    return list(rows.itertuples())


def as_day(value: object) -> dt.date | None:
    """A date from whatever a frame holds for it, nothing for a gap."""
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[arg-type, call-overload]


def prepare(observations: pd.DataFrame, say: Speech, preferred: Collection[str] | None = None) -> pd.DataFrame:
    """Rows of the store with what every chart needs.

    Adds `start` and `end` (days or nothing), `basis`, `period` (its key), `period_text`, `figure` (measure and unit),
    `part` (the item, or `total`), `line` (series and status: a plan never joins what happened), `who` (the region, or
    the organisation) and `preferred` (whether its id is among `preferred`; all are where none is named).
    """
    rows = observations.reset_index(drop=True)
    days: list[Any] = [(as_day(a), as_day(b)) for a, b in zip(rows["period_start"], rows["period_end"], strict=True)]
    organisation = rows["scope"] == "organisation"
    return rows.assign(
        start=[start for start, _ in days],
        end=[end for _, end in days],
        basis=[basis_of(*pair) for pair in days],
        period=[period_key(*pair) for pair in days],
        period_text=[period_label(start, end, say) for start, end in days],
        preferred=True if preferred is None else rows["observation_id"].isin(preferred),
        figure=rows["measure"] + ":" + rows["unit"],
        part=rows["item"].fillna("").replace("", TOTAL),
        line=rows["series_id"] + "|" + rows["status"],
        who=rows["entity"].where(organisation & rows["entity"].ne(""), rows["region"]),
    )


def years_of(rows: pd.DataFrame) -> list[int]:
    """Years in which a reported period ends, latest first."""
    return sorted({end.year for end in rows["end"] if end}, reverse=True)


def between(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Prepared rows whose period ends in the years that the reader asked for; without a wish, all of them."""
    if not (view.since or view.until):
        return rows
    first, last = view.since or dt.date.min.year, view.until or dt.date.max.year
    return rows[[end is not None and first <= end.year <= last for end in rows["end"]]]


def narrow(rows: pd.DataFrame, view: View) -> Choice:
    """One figure, item and kind of period after another, each the reader's wish or what most regions report."""
    chosen: dict[str, str] = {}
    options: dict[str, list[tuple[str, int]]] = {}
    for step, column in (("figure", "figure"), ("item", "part"), ("basis", "basis")):
        chosen[step], options[step] = _pick(rows, column, getattr(view, step))
        rows = rows[rows[column] == chosen[step]]
    chosen["level"], options["level"] = _pick(rows, "level", view.level)
    focus = rows[rows["level"] == chosen["level"]]
    chosen["period"], options["period"] = _pick_period(focus, view.period)
    wishes = {step: getattr(view, step) for step in chosen}
    missed = tuple(step for step, wish in wishes.items() if wish and wish != chosen[step])
    return Choice(rows, chosen, options, missed)


def _pick(rows: pd.DataFrame, column: str, wish: str) -> tuple[str, list[tuple[str, int]]]:
    """The value of `column` to show, and all its values with their numbers of rows."""
    counts = {str(value): len(group) for value, group in rows.groupby(column, sort=False)}
    regions = {str(value): n for value, n in rows.groupby(column)["region_code"].nunique().items()}
    order = _ORDER[column]

    def rank(value: str) -> tuple[int, int, int, str]:
        name = value.partition(":")[0]
        place = order.index(name) if name in order else len(order)
        total_first = 0 if value == TOTAL else 1
        return total_first, -regions[value], place, value

    ranked = sorted(counts, key=rank)
    picked = wish if wish in counts else next(iter(ranked), "")
    return picked, [(value, counts[value]) for value in ranked]


def _pick_period(focus: pd.DataFrame, wish: str) -> tuple[str, list[tuple[str, int]]]:
    """The period that most regions report, the later one among equals; options from the latest back."""
    regions = focus.groupby("period")["region_code"].nunique()
    counts = {str(period): int(n) for period, n in regions.items()}
    latest_first = sorted(counts, key=lambda period: period.partition("..")[2], reverse=True)
    best = max(latest_first, key=lambda period: counts[period], default="")
    return (wish if wish in counts else best), [(period, counts[period]) for period in latest_first]


def prefer(rows: pd.DataFrame) -> pd.DataFrame:
    """Of several reports of one fact the one that the store prefers."""
    return rows[rows["preferred"]]
