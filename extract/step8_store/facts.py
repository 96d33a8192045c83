"""One fact, several reports: which one is preferred, and where reports differ by more than rounding.

Reports of one fact share series, period and status. Preferred is, in this order: what a person accepted or corrected,
the last decided first (what a person rejected is out of the question), what is not flagged as implausible,
exact over rounded, body over headline, later print over earlier, the earlier row of one page. A report without a period
is a fact of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, Final

import pandas as pd
import regex
from sqlalchemy import Connection, Row, Select, and_, case, func, select

from extract.step7_tabulate import to_frame
from extract.step8_store import schema
from extract.step8_store.filters import Filters, has_flag
from extract.step8_store.rows import EVERYTHING, TIDY, frame, observed, tidy
from extract.step8_store.store import Store

__all__ = ["chosen_last_first", "conflicts", "count_conflicts", "facts", "preferred"]

_FACT: Final = tuple(schema.observations.c[name] for name in schema.FACT)
_COMPARED: Final = (*schema.FACT[1:], "value", "value_high", "qualifier", "raw", "decision")
"""What tells whether reports differ, beside their series and their sentence."""
_AT_ONCE: Final = 1000
"""Rows fetched at once."""
_VOUCHED: Final = ("accepted", "corrected")
_NUMBER: Final = regex.compile(r"\d[\d,]*+(?:\.(?P<decimals>\d++))?")
_BLANKS: Final = " \n\u3000"
"""What stands between the lines of a title."""
_BASELESS: Final = ("change", "rank")
"""Measures of which a row does not hold what they are against: 比一季度快1.4个, 比全省快1.7个百分点; two of them are no one fact."""
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
    Nor are changes and ranks, whose base or field no row holds.
    """
    stop = None if limit is None else offset + limit
    with store.reading() as connection:
        listed = list(islice(_listed(connection, tidy(filters), filters, undecided), offset, stop))
    return to_frame([row[: len(TIDY)] for row in listed], TIDY)


def count_conflicts(store: Store, filters: Filters, *, undecided: bool) -> int:
    """How many reports `conflicts` lists."""
    asked = observed(filters, *(schema.observations.c[name] for name in _COMPARED))
    with store.reading() as connection:
        return sum(1 for _ in _listed(connection, asked, filters, undecided))


def _listed(connection: Connection, asked: Select[Any], filters: Filters, undecided: bool) -> Iterator[Row[Any]]:
    """Of the observations asked for, in any columns that hold `_COMPARED`, the reports on which facts differ."""
    own, unequal = schema.observations.c, _unequal(filters).subquery()
    same = and_(*(own[name] == unequal.c[name] for name in schema.FACT))
    found = asked.add_columns(own.series_key, own.document_key, own.sentence).join(unequal, same)
    found = found.order_by(*_FACT, own.published.nulls_last(), own.key).execution_options(yield_per=_AT_ONCE)
    rows = connection.execute(found)
    for _, reports in groupby(rows, key=attrgetter(*schema.FACT)):
        yield from _disputed(list(reports), undecided)


def _unequal(filters: Filters) -> Select[Any]:
    """Facts whose reports have not all the same value: no others can differ, and few do."""
    value, series = schema.observations.c.value, schema.series.c
    based = select(series.key).where(series.measure.not_in(_BASELESS))
    dated = observed(filters, *_FACT).where(*(column.is_not(None) for column in _FACT[2:]))
    dated = dated.where(schema.observations.c.series_key.in_(based))
    return dated.group_by(*_FACT).having(func.max(value) > func.min(value))


def _disputed(reports: list[Row[Any]], undecided: bool) -> list[Row[Any]]:
    """The reports of one fact when they differ, and nobody chose between them if that is asked for.

    A sentence that gives several values lists several things that were not told apart: it reports no one fact.
    """
    if undecided and any(report.decision in _VOUCHED for report in reports):
        return []
    sentences: dict[tuple[int, int], list[Row[Any]]] = {}
    for report in reports:
        sentences.setdefault((report.document_key, report.sentence), []).append(report)
    lists = {place for place, those in sentences.items() if _differ(those)}
    clear = [report for report in reports if (report.document_key, report.sentence) not in lists]
    return clear if _differ(clear) else []


def _differ(reports: list[Row[Any]]) -> bool:
    if len(reports) < 2:
        return False
    bounds = [_bounds(report) for report in reports]
    return max(low for low, _ in bounds) > min(high for _, high in bounds)


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
        .where(_holds(sentence.c.article, sentence.c.evidence))
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


def _holds(title: Any, sentence: Any) -> Any:
    """Whether a title of one line or several holds a sentence, white space aside; said so that every database knows it."""
    for blank in _BLANKS:
        title, sentence = func.replace(title, blank, ""), func.replace(sentence, blank, "")
    return func.replace(title, sentence, "") != title


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
