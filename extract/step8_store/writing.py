"""A reading to rows: the page, its sentences, its series, its figures and its refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from extract.models import Observation, Page, Reading, Refusal, Span
from extract.step7_tabulate import observation_ids
from extract.step8_store.schema import documents, observations, refusals, sentences, series

__all__ = ["SERIES", "STATED", "add_document", "add_rows", "add_series", "replace_rows", "series_id"]

SERIES: Final = ("indicator", "item", "measure", "unit", "region_code", "scope", "entity")
STATED: Final = (
    "period_start",
    "period_end",
    "value",
    "value_high",
    "qualifier",
    "status",
    "char_start",
    "char_end",
    "raw",
)
_REFUSED: Final = ("char_start", "char_end", "raw", "reason", "detail")
_LOOKED_UP_AT_ONCE: Final = 500
"""Ids asked for in one statement: below every database's limit on parameters."""


def series_id(row: Observation) -> str:
    """A readable id that stays: `exports|yoy|%|330500`, then the item, then `@` and the organisation, where given."""
    organisation = f"@{_escape(row.entity)}" if row.scope == "organisation" else ""
    parts = [row.indicator, row.measure, row.unit, row.region_code, _escape(row.item), organisation]
    return "|".join(parts).rstrip("|")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("|", "%7C")


def add_document(connection: Connection, page: Page) -> int | None:
    """Write the page and give its key; nothing when a page of the same bytes is already there."""
    added = _insert_new(connection, documents).values(page.model_dump()).returning(documents.c.key)
    return connection.execute(added).scalar_one_or_none()


def add_rows(connection: Connection, document: int, reading: Reading, known: Mapping[str, int]) -> dict[str, int]:
    """Write all that the page gave; returns the keys of the series that `known` did not hold."""
    numbers = _add_sentences(connection, document, (*reading.observations, *reading.refusals))
    fresh = add_series(connection, reading.observations, known)
    keys = {**known, **fresh} if fresh else known
    ids = observation_ids(reading.page.document_id, reading.observations)
    figures = [
        {
            **{name: getattr(row, name) for name in STATED},
            "observation_id": key,
            "document_key": document,
            "series_key": keys[series_id(row)],
            "published": reading.page.published,
            "flags": row.flags,
            "rule": row.rule,
            "confidence": row.confidence,
            "sentence": numbers[row.article, row.evidence],
            "spans": _spans(row),
        }
        for key, row in zip(ids, reading.observations, strict=True)
    ]
    _insert_all(connection, observations, figures)
    refused = zip(refusal_ids(reading.page.document_id, reading.refusals), reading.refusals, strict=True)
    _insert_all(connection, refusals, [_refusal(key, row, document, numbers) for key, row in refused])
    return fresh


def replace_rows(connection: Connection, reading: Reading, known: Mapping[str, int]) -> dict[str, int]:
    """Write what a stored page gives now in place of what it gave; returns fresh series as `add_rows` does.

    Raises:
        KeyError: the page is not in the store.
    """
    page = reading.page
    told = {name: getattr(page, name) for name in ("newspaper", "published", "home_region_code", "flags")}
    same = documents.c.document_id == page.document_id
    told["revision"] = select(func.max(documents.c.revision) + 1).scalar_subquery()
    key = connection.execute(update(documents).where(same).values(told).returning(documents.c.key)).scalar_one_or_none()
    if key is None:
        raise KeyError(page.document_id)
    for table in (observations, refusals, sentences):
        connection.execute(delete(table).where(table.c.document_key == key))
    return add_rows(connection, key, reading, known)


def refusal_ids(document_id: str, refused: Sequence[Refusal]) -> list[str]:
    """As `observation_ids`, told apart by their end."""
    return [f"{key}-refused" for key in observation_ids(document_id, refused)]


def _refusal(key: str, row: Refusal, document: int, numbers: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _REFUSED}
    own = {"refusal_id": key, "document_key": document, "sentence": numbers[row.article, row.evidence]}
    return {**told, **own, "spans": {"sentence": row.evidence_span}}


def _spans(row: Observation) -> dict[str, Span]:
    spans = {"sentence": row.evidence_span, "region": row.region_span, "period": row.period_span, "name": row.name_span}
    return {part: span for part, span in spans.items() if span is not None}


def _add_sentences(
    connection: Connection, document: int, rows: Iterable[Observation | Refusal]
) -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    for row in rows:
        numbers.setdefault((row.article, row.evidence), len(numbers))
    _insert_all(
        connection,
        sentences,
        [
            {"document_key": document, "number": number, "article": article, "evidence": evidence}
            for (article, evidence), number in numbers.items()
        ],
    )
    return numbers


def add_series(connection: Connection, rows: Iterable[Observation], known: Mapping[str, int]) -> dict[str, int]:
    """Make the series of these rows that are not there yet; returns the keys of those that `known` does not hold."""
    fresh = {key: row for row in rows if (key := series_id(row)) not in known}
    if not fresh:
        return {}
    _execute_all(
        connection,
        _insert_new(connection, series),
        [{"series_id": key, **{name: getattr(row, name) for name in SERIES}} for key, row in fresh.items()],
    )
    ids = list(fresh)
    found: dict[str, int] = {}
    for start in range(0, len(ids), _LOOKED_UP_AT_ONCE):
        asked = select(series.c.series_id, series.c.key).where(
            series.c.series_id.in_(ids[start : start + _LOOKED_UP_AT_ONCE])
        )
        found |= {row.series_id: row.key for row in connection.execute(asked)}
    return found


def _insert_new(connection: Connection, table: Table) -> Any:
    """An insert that passes over rows already there; both databases know it, each under its own import."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    _execute_all(connection, insert(table), rows)


def _execute_all(connection: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
