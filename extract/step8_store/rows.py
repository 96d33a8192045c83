"""The joins behind every question: observations with their series, and the tidy row put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import FromClause, Select, Table, func, select

from extract.models import COLUMNS
from extract.step7_tabulate import to_frame
from extract.step8_store import schema
from extract.step8_store.filters import (
    DECISIONS,
    Filters,
    document_conditions,
    kept,
    observation_conditions,
    refusal_conditions,
)
from extract.step8_store.store import Store

__all__ = ["EVERYTHING", "TIDY", "frame", "frames", "observed", "refused", "tidy"]

TIDY: Final = (*COLUMNS, "series_id", "decision")
_PART: Final = 10_000
EVERYTHING: Final = Filters(decisions=DECISIONS)


def _by_name(*tables: Table) -> dict[str, Any]:
    return {column.name: column for table in tables for column in table.columns}


def _same_sentence(table: Any) -> Any:
    """Joins observations or refusals to their sentence."""
    return (schema.sentences.c.document_key == table.c.document_key) & (schema.sentences.c.number == table.c.sentence)


_JOINS: Final = (
    (schema.series, schema.series.c.key == schema.observations.c.series_key),
    (schema.documents, schema.documents.c.key == schema.observations.c.document_key),
    (schema.sentences, _same_sentence(schema.observations)),
)
_OBSERVATION: Final = _by_name(schema.documents, schema.sentences, schema.series, schema.observations)
"""Tidy columns by name; of names that two tables have, `flags` and `published`, the observation's own."""
_REFUSAL: Final = _by_name(schema.sentences, schema.refusals, schema.documents)
_REGION_NAMES: Final = {"region": "name", "level": "level", "county": "county", "city": "city", "province": "province"}


def observed(filters: Filters, *columns: Any) -> Select[Any]:
    """Columns over the observations that pass, with no table joined that nobody asked for."""
    found = select(*columns).where(*_conditions(filters))
    needed = found.get_final_froms()
    joined: FromClause = schema.observations
    for table, same in _JOINS:
        if table in needed:
            joined = joined.join(table, same)
    return found.select_from(joined)


def tidy(filters: Filters) -> Select[Any]:
    """The tidy columns; a region that the gazetteer does not know keeps its row and has no names."""
    return _EVERY_ROW.where(*_conditions(filters))


def _every_row() -> Select[Any]:
    parts = {**_OBSERVATION, **{name: func.coalesce(schema.regions.c[own], "") for name, own in _REGION_NAMES.items()}}
    return (
        select(*(parts[name].label(name) for name in TIDY))
        .select_from(schema.observations.join(schema.series))
        .join(schema.documents, schema.documents.c.key == schema.observations.c.document_key)
        .join(schema.sentences, _same_sentence(schema.observations))
        .join(schema.regions, schema.regions.c.code == schema.series.c.region_code, isouter=True)
    )


_EVERY_ROW: Final = _every_row()
"""Made once: putting it together takes longer than the answer for one region."""


def _conditions(filters: Filters) -> list[Any]:
    on_page = document_conditions(filters, schema.observations.c.published)
    return [*on_page, *observation_conditions(filters), *kept(filters)]


def refused(filters: Filters, *names: str) -> Select[Any]:
    """Columns by name over the refusals that pass, newest papers first."""
    return (
        select(*(_REFUSAL[name] for name in names))
        .select_from(schema.refusals)
        .join(schema.documents)
        .join(schema.sentences, _same_sentence(schema.refusals))
        .where(*document_conditions(filters), *refusal_conditions(filters))
        .order_by(
            schema.documents.c.published.desc().nulls_last(), schema.documents.c.key.desc(), schema.refusals.c.key
        )
    )


def frame(store: Store, statement: Select[Any], columns: Sequence[str]) -> pd.DataFrame:
    """The answer as a frame."""
    with store.reading() as connection:
        return to_frame(connection.execute(statement).all(), columns)


def frames(store: Store, statement: Select[Any], columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The answer in frames of at most `_PART` rows, the first even when it is empty; `columns` may be the first ones."""
    with store.reading() as connection:
        found = connection.execute(statement.execution_options(yield_per=_PART))
        rows = found.fetchmany(_PART)
        while True:
            yield to_frame([row[: len(columns)] for row in rows], columns)
            rows = found.fetchmany(_PART)
            if not rows:
                return
