"""Decisions of people put upon the rows that rules made: the last one holds, and what was read is kept beside it.

A decision finds its figure by the page and the place of the printed number, so it holds whatever rules read there next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select, update

from extract.models import Observation, Span
from extract.step8_store.corrections import CORRECTABLE
from extract.step8_store.schema import documents, observations, refusals, reviews, series
from extract.step8_store.writing import SERIES, STATED, add_series, series_id

__all__ = [
    "CORRECTED",
    "Review",
    "Target",
    "apply_decisions",
    "as_decided",
    "as_printed",
    "homeless",
    "listed",
    "standing",
    "targets",
    "upon",
]

Review = Row[Any]

CORRECTED: Final = "corrected"
"""Flag of a row that says something else than what was read, and name of its decision."""
_REFUSED: Final = "-refused"
"""How the id of a refusal ends."""


class Target(NamedTuple):
    """A figure or a refusal on a page, as rules read it; `read` and `series` are empty for a refusal."""

    id: str
    key: int
    span: Span
    raw: str
    series: str
    read: Observation | None
    decision: str

    @property
    def refused(self) -> bool:
        """Whether it is a refusal."""
        return self.read is None


def targets(connection: Connection, document_id: str) -> list[Target]:
    """All that can be decided upon on a page, in its order."""
    own, fields = observations.c, [series.c[name] for name in SERIES]
    figures = select(observations, *fields).join_from(observations, series).join(documents)
    found = figures.where(documents.c.document_id == document_id).order_by(own.key)
    asked = select(refusals).join(documents).where(documents.c.document_id == document_id).order_by(refusals.c.key)
    return [*map(_figure, connection.execute(found)), *map(_refused, connection.execute(asked))]


def _figure(row: Row[Any]) -> Target:
    told = row._mapping
    read = Observation(**{**{name: told[name] for name in (*SERIES, *STATED, "rule", "confidence")}, **as_printed(row)})
    span = (row.char_start, row.char_end)
    return Target(row.observation_id, row.key, span, row.raw, series_id(read), read, row.decision)


def as_printed(row: Row[Any]) -> dict[str, Any]:
    """The fields of a stored figure in which its reading differs from what people decided."""
    days = ("period_start", "period_end")
    printed = {
        name: dt.date.fromisoformat(value) if name in days and value else value
        for name, value in (row.printed or {}).items()
    }
    return printed | {"flags": tuple(flag for flag in row.flags if flag != CORRECTED)}


def _refused(row: Row[Any]) -> Target:
    return Target(row.refusal_id, row.key, (row.char_start, row.char_end), row.raw, "", None, row.decision)


def upon(connection: Connection, document_id: str, among: Sequence[Target]) -> list[tuple[Review, str]]:
    """Every review of a page, oldest first, with the id of what it is upon now; empty when that is gone."""
    asked = select(reviews).where(reviews.c.document_id == document_id).order_by(reviews.c.key)
    return [(review, _find(review, among)) for review in connection.execute(asked)]


def standing(pairs: Sequence[tuple[Review, str]]) -> list[tuple[Review, str]]:
    """The decisions among them that nobody took back."""
    undone = {review.undoes for review, _ in pairs}
    return [pair for pair in pairs if pair[0].decision != "undo" and pair[0].key not in undone]


def _find(review: Review, among: Sequence[Target]) -> str:
    """What a decision is upon: the same number as printed; of several rows on it the same series, else the same id."""
    start, end = review.char_start, review.char_end
    refused = review.target.endswith(_REFUSED)
    near = [one for one in among if one.refused == refused and one.span[0] < end and start < one.span[1]]
    near.sort(key=lambda one: (one.span != (start, end), one.series != review.series_id, one.id != review.target))
    return near[0].id if near else ""


def apply_decisions(connection: Connection, document_id: str) -> None:
    """Make the rows of a page say what holds: as read, with what stands of the decisions upon them."""
    if connection.execute(select(reviews.c.key).where(reviews.c.document_id == document_id).limit(1)).first() is None:
        return  # as for nearly every page that is read again
    among = targets(connection, document_id)
    decided: dict[str, list[Review]] = {one.id: [] for one in among if one.decision}
    for review, target in standing(upon(connection, document_id, among)):
        decided.setdefault(target, []).append(review)
    for one in among:
        if one.id in decided:
            _write(connection, one, decided[one.id])


def _write(connection: Connection, target: Target, decided: Sequence[Review]) -> None:
    table = refusals if target.read is None else observations
    last = {"review": decided[-1].key if decided else None}
    if target.read is None:
        fields = {"decision": f"{decided[-1].decision}ed" if decided else ""}
    else:
        fields = _figure_fields(connection, target.read, decided)
    connection.execute(update(table).where(table.c.key == target.key).values(fields | last))


def _figure_fields(connection: Connection, read: Observation, decided: Sequence[Review]) -> dict[str, Any]:
    now = as_decided(read, decided)
    changed = {name for name in CORRECTABLE if getattr(now, name) != getattr(read, name)}
    label = CORRECTED if changed else "accepted" if decided else ""
    return {
        **{name: getattr(now, name) for name in STATED},
        "series_key": add_series(connection, [now], {})[series_id(now)],
        "decision": "rejected" if decided and decided[-1].decision == "reject" else label,
        "flags": (*read.flags, CORRECTED) if changed else read.flags,
        "printed": read.model_dump(mode="json", include=changed) if changed else None,
    }


def as_decided(read: Observation, decided: Sequence[Review]) -> Observation:
    """The figure that holds: to accept is to vouch for the whole as it stood then, to correct for some fields."""
    fields: dict[str, Any] = {}
    for review in decided:
        fields = {**(fields if review.decision == "correct" else {}), **review.decided}
    return Observation(**{**read.model_dump(), **fields})


def homeless(connection: Connection) -> Iterator[Review]:
    """Standing decisions for figures that are no longer read from their page."""
    asked = select(reviews.c.document_id).distinct().order_by(reviews.c.document_id)
    for (document_id,) in connection.execute(asked).all():
        found = standing(upon(connection, document_id, targets(connection, document_id)))
        yield from (review for review, target in found if not target and review.decision != "reject")


def listed(fields: Mapping[str, Any]) -> str:
    """Fields in one cell: `value=94; unit=CNY`."""
    return "; ".join(f"{name}={_cell(value)}" for name, value in fields.items())


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)
