"""One fact, several reports: which one is preferred, and where reports differ by more than rounding.

Reports of one fact share series, period and status. Preferred is, in this order: what a person accepted or corrected,
the last decided first (what a person rejected is out of the question), what is not flagged as implausible,
exact over rounded, body over headline, later print over earlier, the earlier row of one page. A report without a period
is a fact of its own.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

import pandas as pd
import regex
from sqlalchemy import Select, case, func, select

from extract.step8_store import schema
from extract.step8_store.filters import Filters, has_flag
from extract.step8_store.rows import EVERYTHING, TIDY, frame, observed, tidy
from extract.step8_store.store import Store

__all__ = ["conflicts", "facts", "preferred"]

_FACT: Final = ["series_id", "status", "period_start", "period_end"]
_VOUCHED: Final = ("accepted", "corrected")
_NUMBER: Final = regex.compile(r"\d[\d,]*+(?:\.(?P<decimals>\d++))?")
_LOOSE: Final = 0.1
"""How far 约, 近 and 超 may stand from the true value, as a share of it."""


def facts(store: Store, filters: Filters) -> pd.DataFrame:
    """The preferred report of every fact, columns as `observations`, and `reports`, how many there are of it."""
    return frame(store, preferred(filters), (*TIDY, "reports"))


def preferred(filters: Filters) -> Select[Any]:
    """The statement behind `facts`."""
    ranked = _ranked(filters).subquery()
    own = schema.observations.c
    found = tidy(EVERYTHING).add_columns(ranked.c.reports).join(ranked, own.key == ranked.c.key)
    return found.where(ranked.c.place == 1).order_by(own.published.desc().nulls_last(), own.key)


def conflicts(store: Store, filters: Filters, *, undecided: bool = False) -> pd.DataFrame:
    """All reports of the facts on which they differ, columns as `observations`, the reports of a fact together.

    `undecided` leaves out the facts of which a person accepted or corrected a report.

    Reports agree when some value rounds to all of them as printed: 94亿 and 93.7亿, 近百亿 and 94亿, not 94亿 and 95.2亿.
    """
    own = schema.observations.c
    several = _ranked(filters).subquery()
    reports = tidy(EVERYTHING).join(several, own.key == several.c.key)
    reports = reports.where(several.c.reports > 1, own.period_end.is_not(None))
    found = frame(store, reports.order_by(own.series_key, own.period_end, own.published.nulls_last(), own.key), TIDY)
    bounds = [_bounds(row) for row in found.to_dict("records")]
    low = pd.Series([first for first, _ in bounds], index=found.index, dtype="float64")
    high = pd.Series([last for _, last in bounds], index=found.index, dtype="float64")
    keys = [found[name] for name in _FACT]
    differ = low.groupby(keys, dropna=False).transform("max") > high.groupby(keys, dropna=False).transform("min")
    if undecided:
        vouched = found["decision"].isin(_VOUCHED)
        differ &= ~vouched.groupby(keys, dropna=False).transform("any")
    return found[differ.astype(bool)].reset_index(drop=True)


def _ranked(filters: Filters) -> Select[Any]:
    """Keys of observations with their `place` among the `reports` of their fact."""
    own = schema.observations.c
    undated = case((own.period_end.is_(None), own.key), else_=0)
    fact = (own.series_key, own.status, own.period_start, own.period_end, undated)
    sentence = schema.sentences.alias()
    headline = (
        select(sentence.c.number)
        .where(sentence.c.document_key == own.document_key, sentence.c.number == own.sentence)
        .where(sentence.c.evidence == sentence.c.article)
        .correlate(schema.observations)
        .exists()
    )
    best_first = (
        case((own.decision.in_(_VOUCHED), own.review)).desc().nulls_last(),
        case((has_flag("implausible"), 1), else_=0),
        case((own.qualifier == "exact", 0), else_=1),
        case((headline, 1), else_=0),
        own.published.desc().nulls_last(),
        own.key,
    )
    place = func.row_number().over(partition_by=fact, order_by=best_first)
    return observed(filters, own.key, place.label("place"), func.count().over(partition_by=fact).label("reports"))


def _bounds(row: Any) -> tuple[float, float]:
    """The least and the greatest value that the paper would have printed so."""
    value, half = row["value"], _last_digit(row["raw"], row["value"]) / 2
    loose = max(half, _LOOSE * abs(value))
    if row["qualifier"] == "range":
        return value - half, row["value_high"] + half
    below = loose if row["qualifier"] in {"about", "nearly", "under"} else half
    above = loose if row["qualifier"] in {"about", "over"} else half
    return value - below, value + above


def _last_digit(raw: str, value: float) -> float:
    """What one step of the last printed digit is worth; a number in words is taken to be rounded."""
    match = _NUMBER.search(unicodedata.normalize("NFKC", raw))
    if match is None:
        return _LOOSE * abs(value)
    printed = float(match[0].replace(",", ""))
    return (abs(value) / printed if printed else 1.0) * 10.0 ** -len(match["decimals"] or "")
