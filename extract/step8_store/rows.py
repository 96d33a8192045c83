"""The joins behind every question: observations with their series, and the tidy row put together again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import Select, func, select

from extract.models import COLUMNS
from extract.step7_tabulate import to_frame
from extract.step8_store import schema
from extract.step8_store.filters import Filters, document_conditions, observation_conditions
from extract.step8_store.store import Store

__all__ = ["TIDY", "frame", "observed", "same_sentence", "tidy"]

TIDY: Final = (*COLUMNS, "series_id")
_OBSERVATION: Final = {
    column.name: column
    for table in (schema.documents, schema.sentences, schema.series, schema.observations)
    for column in table.columns
}
"""Tidy columns by name; of names that two tables have, `flags` and `published`, the observation's own."""
_REGION_NAMES: Final = {"region": "name", "level": "level", "county": "county", "city": "city", "province": "province"}


def observed(filters: Filters, *columns: Any) -> Select[Any]:
    """Columns over the observations that pass, with no table joined that nobody asked for."""
    found = select(*columns).select_from(schema.observations.join(schema.series))
    if filters.newspapers or filters.documents:
        found = found.join(schema.documents, schema.documents.c.key == schema.observations.c.document_key)
    if filters.text:
        found = found.join(schema.sentences, same_sentence(schema.observations))
    return found.where(*document_conditions(filters, schema.observations.c.published), *observation_conditions(filters))


def tidy(filters: Filters) -> Select[Any]:
    """The tidy columns; a region that the gazetteer does not know keeps its row and has no names."""
    parts = {**_OBSERVATION, **{name: func.coalesce(schema.regions.c[own], "") for name, own in _REGION_NAMES.items()}}
    return (
        select(*(parts[name].label(name) for name in TIDY))
        .select_from(schema.observations.join(schema.series))
        .join(schema.documents, schema.documents.c.key == schema.observations.c.document_key)
        .join(schema.sentences, same_sentence(schema.observations))
        .join(schema.regions, schema.regions.c.code == schema.series.c.region_code, isouter=True)
        .where(*document_conditions(filters, schema.observations.c.published), *observation_conditions(filters))
    )


def same_sentence(table: Any) -> Any:
    """Joins observations or refusals to their sentence."""
    return (schema.sentences.c.document_key == table.c.document_key) & (schema.sentences.c.number == table.c.sentence)


def frame(store: Store, statement: Select[Any], columns: Sequence[str]) -> pd.DataFrame:
    """The answer as a frame."""
    with store.reading() as connection:
        return to_frame(connection.execute(statement).all(), columns)
