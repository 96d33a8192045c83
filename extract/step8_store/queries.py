"""Questions to the store, answered in SQL: only the rows that a chart draws become a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Select, Subquery, func, select

from extract.models import REFUSAL_COLUMNS
from extract.step8_store import schema
from extract.step8_store.evidence import evidence
from extract.step8_store.facts import chosen_last_first, conflicts, facts
from extract.step8_store.filters import Filters, document_conditions, observation_conditions
from extract.step8_store.rows import EVERYTHING, TIDY, frame, observed, refused, tidy
from extract.step8_store.store import Store

__all__ = [
    "conflicts",
    "count",
    "coverage",
    "documents",
    "evidence",
    "facts",
    "indicators",
    "latest_by_region",
    "newest_first",
    "observations",
    "refusals",
    "regions",
]


def observations(store: Store, filters: Filters, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """The tidy table with `series_id`, newest papers first, rows of a page in its order."""
    return frame(store, newest_first(filters).limit(limit).offset(offset), TIDY)


def newest_first(filters: Filters) -> Select[Any]:
    """The statement behind `observations`."""
    own = schema.observations.c
    return tidy(filters).order_by(own.published.desc().nulls_last(), own.key)


def count(store: Store, filters: Filters) -> int:
    """How many observations there are."""
    with store.reading() as connection:
        return int(connection.execute(observed(filters, func.count())).scalar_one())


def latest_by_region(store: Store, filters: Filters) -> pd.DataFrame:
    """For each region the row of its last period, columns as `observations`.

    Of several reports it is the one that a person chose, else the last printed.
    """
    own = schema.observations.c
    last_printed = (own.published.desc().nulls_last(), own.key.desc())
    last_first = [own.period_end.desc().nulls_last(), chosen_last_first(), *last_printed]
    place = func.row_number().over(partition_by=schema.series.c.region_code, order_by=last_first)
    ranked = observed(filters, own.key, place.label("place")).subquery()
    found = tidy(EVERYTHING).join(ranked, own.key == ranked.c.key).where(ranked.c.place == 1)
    return frame(store, found.order_by(schema.series.c.region_code), TIDY)


def coverage(store: Store, filters: Filters) -> pd.DataFrame:
    """`region_code, indicator, n, last_period, last_published`, one row for each pair that was reported."""
    group = (schema.series.c.region_code, schema.series.c.indicator)
    found = observed(
        filters,
        *group,
        func.count().label("n"),
        func.max(schema.observations.c.period_end).label("last_period"),
        func.max(schema.observations.c.published).label("last_published"),
    )
    columns = ("region_code", "indicator", "n", "last_period", "last_published")
    return frame(store, found.group_by(*group).order_by(*group), columns)


def indicators(store: Store, filters: Filters) -> pd.DataFrame:
    """Every indicator of the rules with its names and how often it was reported: `n` rows in `documents` pages."""
    own = schema.observations.c
    counted = observed(
        filters,
        schema.series.c.indicator,
        func.count().label("n"),
        func.count(own.document_key.distinct()).label("documents"),
        func.max(own.published).label("last_published"),
    )
    reported = counted.group_by(schema.series.c.indicator).subquery()
    columns = [column.name for column in schema.indicators.columns]
    found = select(
        schema.indicators,
        func.coalesce(reported.c.n, 0).label("n"),
        func.coalesce(reported.c.documents, 0).label("documents"),
        reported.c.last_published,
    ).join(reported, reported.c.indicator == schema.indicators.c.code, isouter=True)
    if filters.indicators:
        found = found.where(schema.indicators.c.code.in_(filters.indicators))
    return frame(
        store,
        found.order_by(schema.indicators.c.theme, schema.indicators.c.code),
        (*columns, "n", "documents", "last_published"),
    )


def regions(store: Store) -> pd.DataFrame:
    """`code, name, level, parent_code, county, city, province` of every region, and `n`, the rows that are its own."""
    counted = observed(Filters(), schema.series.c.region_code, func.count().label("n"))
    reported = counted.group_by(schema.series.c.region_code).subquery()
    names = ("code", "name", "level", "parent_code", "county", "city", "province")
    columns = [schema.regions.c[name] for name in names]
    found = select(*columns, func.coalesce(reported.c.n, 0).label("n")).join(
        reported, reported.c.region_code == schema.regions.c.code, isouter=True
    )
    return frame(store, found.order_by(schema.regions.c.code), (*names, "n"))


def documents(store: Store, filters: Filters) -> pd.DataFrame:
    """`document_id, document, newspaper, published, home_region_code` and `n`, the rows that the filters leave of it.

    A page without such rows is listed only when the filters ask for pages alone.
    """
    reported = _counts_by_document(filters)
    n = func.coalesce(reported.c.n, 0).label("n")
    names = ("document_id", "document", "newspaper", "published", "home_region_code")
    narrowed = bool(observation_conditions(filters))
    found = select(*(schema.documents.c[name] for name in names), n).join(
        reported, reported.c.document_key == schema.documents.c.key, isouter=not narrowed
    )
    newest_first = schema.documents.c.published.desc().nulls_last(), schema.documents.c.key
    return frame(store, found.where(*document_conditions(filters)).order_by(*newest_first), (*names, "n"))


def _counts_by_document(filters: Filters) -> Subquery:
    key = schema.observations.c.document_key
    return observed(filters, key, func.count().label("n")).group_by(key).subquery()


def refusals(store: Store, filters: Filters, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Numbers that became no figure, with their reasons; the filters on papers, dates, text and reasons count."""
    return frame(store, refused(filters, *REFUSAL_COLUMNS).limit(limit).offset(offset), REFUSAL_COLUMNS)
