"""One fact, several reports: which one is preferred, and where reports differ by more than rounding.

Reports of one fact share series, period and status. Preferred is, in this order: what a person accepted or corrected,
the last decided first (what a person rejected is out of the question), what is not flagged as implausible,
exact over rounded, body over headline, later print over earlier, the earlier row of one page. A report without a period
is a fact of its own.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Any, Final

import pandas as pd
import regex
from sqlalchemy import Row, Select, case, func, select

from extract.step8_store import schema
from extract.step8_store.filters import Filters, has_flag
from extract.step8_store.rows import EVERYTHING, TIDY, frame, observed, tidy
from extract.step8_store.store import Store

__all__ = ["chosen_last_first", "conflicts", "differing", "facts", "preferred"]

_FACT: Final = tuple(schema.observations.c[name] for name in schema.FACT)
_AT_ONCE: Final = 500
"""Keys asked for in one statement: below every database's limit on parameters."""
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


def conflicts(
    store: Store, filters: Filters, limit: int | None = None, offset: int = 0, *, undecided: bool = False
) -> pd.DataFrame:
    """All reports of the facts on which they differ, columns as `observations`, the reports of a fact together.

    `undecided` leaves out the facts of which a person accepted or corrected a report.

    Reports agree when some value rounds to all of them as printed: 94亿 and 93.7亿, 近百亿 and 94亿, not 94亿 and 95.2亿.
    The figures of one sentence are no reports of one fact when they differ: their items were not told apart.
    """
    keys = differing(store, filters, undecided=undecided)[offset:][:limit]
    own = schema.observations.c.key
    parts = [
        frame(store, tidy(EVERYTHING).add_columns(own).where(own.in_(keys[start : start + _AT_ONCE])), (*TIDY, "key"))
        for start in range(0, max(len(keys), 1), _AT_ONCE)
    ]
    return pd.concat(parts).set_index("key").loc[keys].reset_index(drop=True)


def differing(store: Store, filters: Filters, *, undecided: bool) -> list[int]:
    """Keys of the reports that `conflicts` lists, in its order."""
    own = schema.observations.c
    counted = observed(filters, own.key, func.count().over(partition_by=_FACT).label("reports"))
    several = counted.where(own.period_end.is_not(None)).subquery()
    asked = select(*_FACT, own.key, own.value, own.value_high, own.qualifier, own.raw)
    asked = asked.add_columns(own.decision, own.document_key, own.sentence)
    asked = asked.join(several, own.key == several.c.key).where(several.c.reports > 1)
    with store.reading() as connection:
        rows: list[Any] = list(connection.execute(asked.order_by(*_FACT, own.published.nulls_last(), own.key)))
    facts = groupby(rows, key=lambda row: row[: len(_FACT)])
    return [row.key for _, reports in facts for row in _disputed(list(reports), undecided)]


def _disputed(reports: list[Row[Any]], undecided: bool) -> list[Row[Any]]:
    """The reports of one fact when they differ, and nobody chose between them if that is asked for.

    A sentence that gives several values lists several things that were not told apart: it reports no one fact.
    """
    if undecided and any(report.decision in _VOUCHED for report in reports):
        return []
    sentences: dict[tuple[int, int], list[Row[Any]]] = {}
    for report in reports:
        sentences.setdefault((report.document_key, report.sentence), []).append(report)
    told = {report.key for those in sentences.values() if not _differ(those) for report in those}
    clear = [report for report in reports if report.key in told]
    return clear if _differ(clear) else []


def _differ(reports: list[Row[Any]]) -> bool:
    bounds = [_bounds(report) for report in reports]
    return bool(bounds) and max(low for low, _ in bounds) > min(high for _, high in bounds)


def chosen_last_first() -> Any:
    """Puts what a person accepted or corrected before all else, of several the last decided."""
    own = schema.observations.c
    return case((own.decision.in_(_VOUCHED), own.review)).desc().nulls_last()


def _ranked(filters: Filters) -> Select[Any]:
    """Keys of observations with their `place` among the `reports` of their fact."""
    own = schema.observations.c
    undated = case((own.period_end.is_(None), own.key), else_=0)
    fact = (*_FACT, undated)
    sentence = schema.sentences.alias()
    headline = (
        select(sentence.c.number)
        .where(sentence.c.document_key == own.document_key, sentence.c.number == own.sentence)
        .where(sentence.c.evidence == sentence.c.article)
        .correlate(schema.observations)
        .exists()
    )
    best_first = (
        chosen_last_first(),
        case((has_flag("implausible"), 1), else_=0),
        case((own.qualifier == "exact", 0), else_=1),
        case((headline, 1), else_=0),
        own.published.desc().nulls_last(),
        own.key,
    )
    place = func.row_number().over(partition_by=fact, order_by=best_first)
    return observed(filters, own.key, place.label("place"), func.count().over(partition_by=fact).label("reports"))


def _bounds(row: Row[Any]) -> tuple[float, float]:
    """The least and the greatest value that the paper would have printed so."""
    value, half = row.value, _last_digit(row.raw, row.value) / 2
    loose = max(half, _LOOSE * abs(value))
    if row.qualifier == "range":
        return value - half, row.value_high + half
    below = loose if row.qualifier in {"about", "nearly", "under"} else half
    above = loose if row.qualifier in {"about", "over"} else half
    return value - below, value + above


def _last_digit(raw: str, value: float) -> float:
    """What one step of the last printed digit is worth; a number in words is taken to be rounded."""
    match = _NUMBER.search(unicodedata.normalize("NFKC", raw))
    if match is None:
        return _LOOSE * abs(value)
    printed = float(match[0].replace(",", ""))
    return (abs(value) / printed if printed else 1.0) * 10.0 ** -len(match["decimals"] or "")
