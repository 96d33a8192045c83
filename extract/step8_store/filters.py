"""What a reader of the store asks for, and the same as conditions in SQL."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Text, or_, select, type_coerce

from extract.step8_store.schema import documents, observations, refusals, regions, sentences, series

__all__ = [
    "COUNTRY",
    "DECISIONS",
    "Filters",
    "document_conditions",
    "has_flag",
    "kept",
    "observation_conditions",
    "refusal_conditions",
]

COUNTRY: Final = "100000"
DECISIONS: Final = ("", "accepted", "corrected", "rejected")


class Filters(BaseModel):
    """Conditions that must all hold; an empty one asks for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicators: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """`""` is the total."""
    measures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    newspapers: tuple[str, ...] = ()
    within: str = ""
    """Region code: that region and everything below it."""
    levels: tuple[str, ...] = ()
    """`province`, `city`, `county`, `country`."""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    """The figure's last day lies in these, both inclusive."""
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    as_known_on: dt.date | None = None
    """Only what was in print on that day."""
    text: str = ""
    """Words that stand in the evidence."""
    flags: tuple[str, ...] = ()
    """Any of these."""
    documents: tuple[str, ...] = ()
    """`document_id`s."""
    series: str = ""
    """A `series_id`."""
    reasons: tuple[str, ...] = ()
    """Of refusals."""
    decisions: tuple[str, ...] = ()
    """`""` (nobody decided), `accepted`, `corrected`, `rejected`; when empty, figures are all but the rejected ones."""


Conditions = list[ColumnElement[bool]]


def document_conditions(filters: Filters, published: Any = documents.c.published) -> Conditions:
    """Conditions on the document; `published` may be an observation's copy, which an index holds."""
    found: Conditions = []
    if filters.newspapers:
        found.append(documents.c.newspaper.in_(filters.newspapers))
    if filters.documents:
        found.append(documents.c.document_id.in_(filters.documents))
    if filters.published_from:
        found.append(published >= filters.published_from)
    for last in (filters.published_to, filters.as_known_on):
        if last:
            found.append(published <= last)
    return found


def observation_conditions(filters: Filters) -> Conditions:
    """Conditions on an observation, its series and its sentence; those on its document are apart."""
    found = [column.in_(values) for column, values in _listed(filters) if values]
    found += _region_conditions(filters)
    if filters.period_from:
        found.append(observations.c.period_end >= filters.period_from)
    if filters.period_to:
        found.append(observations.c.period_end <= filters.period_to)
    if filters.series:
        found.append(series.c.series_id == filters.series)
    if filters.flags:
        found.append(or_(*(has_flag(flag) for flag in filters.flags)))
    if filters.text:
        found.append(sentences.c.evidence.contains(filters.text, autoescape=True))
    return found


def refusal_conditions(filters: Filters) -> Conditions:
    """Conditions on a refusal and its sentence."""
    listed = ((refusals.c.reason, filters.reasons), (refusals.c.decision, filters.decisions))
    found: Conditions = [column.in_(values) for column, values in listed if values]
    if filters.text:
        found.append(sentences.c.evidence.contains(filters.text, autoescape=True))
    return found


def _listed(filters: Filters) -> list[tuple[Any, tuple[str, ...]]]:
    return [
        (series.c.indicator, filters.indicators),
        (series.c.item, filters.items),
        (series.c.measure, filters.measures),
        (series.c.unit, filters.units),
        (series.c.region_code, filters.regions),
        (series.c.scope, filters.scopes),
        (observations.c.status, filters.statuses),
        (observations.c.decision, filters.decisions),
    ]


def kept(filters: Filters) -> Conditions:
    """What a person rejected is left out unless decisions are asked for."""
    return [] if filters.decisions else [observations.c.decision != "rejected"]


def _region_conditions(filters: Filters) -> Conditions:
    found: Conditions = []
    if filters.within and filters.within != COUNTRY:
        lies_in = or_(
            *(column == filters.within for column in (regions.c.code, regions.c.city_code, regions.c.province_code))
        )
        found.append(series.c.region_code.in_(select(regions.c.code).where(lies_in)))
    if filters.levels:
        found.append(series.c.region_code.in_(select(regions.c.code).where(regions.c.level.in_(filters.levels))))
    return found


def has_flag(flag: str) -> ColumnElement[bool]:
    """Whether an observation carries a flag."""
    return (";" + type_coerce(observations.c.flags, Text) + ";").contains(f";{flag};", autoescape=True)
