"""Decisions of people upon figures and refusals: each is one more row, signed and dated, and can be taken back.

A figure's decision changes what the store says at once; what was printed is kept beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, exists, insert, select

from extract.step7_tabulate import to_frame
from extract.step8_store.corrections import CORRECTABLE, correct_row
from extract.step8_store.decisions import Review, Target, apply_decisions, as_decided, listed, standing, targets, upon
from extract.step8_store.errors import ReviewError
from extract.step8_store.schema import documents, observations, refusals, reviews
from extract.step8_store.store import Store

__all__ = ["HISTORY", "accept", "correct", "history", "reject", "undo"]

HISTORY: Final = (
    "review", "decided_at", "reviewer", "decision", "stands", "target", "document", "document_id", "newspaper",
    "published", "raw", "printed", "decided", "note",
)  # fmt: skip
"""Columns of the history: `stands` is empty for what was taken back, `printed` and `decided` are `value=94; unit=CNY`."""
_SUBJECT: Final = ("document_id", "char_start", "char_end", "raw", "series_id", "target")


def accept(store: Store, target: str, *, by: str, note: str = "") -> int:
    """Vouch for a figure as it stands now, or for a refusal; gives the key of the review.

    Of several reports of one fact the one accepted or corrected last is preferred, whatever the rule says.

    Raises:
        ReviewError: no such figure or refusal, or the decision is not signed.
    """
    return _decide(store, "accept", target, {}, by, note)


def reject(store: Store, target: str, *, by: str, note: str = "") -> int:
    """Say that a figure must not be used, or that a refused number is a figure; gives the key of the review.

    Raises:
        ReviewError: as `accept`.
    """
    return _decide(store, "reject", target, {}, by, note)


def correct(store: Store, target: str, changes: Mapping[str, Any], *, by: str, note: str = "") -> int:
    """Put values (`CORRECTABLE` fields, days as dates or ISO text) in the place of those read; gives the review's key.

    Corrections of one figure add up; fields not named stay as they are.

    Raises:
        ReviewError: as `accept`, the target is a refusal, nothing is changed, or a field cannot have such a value.
    """
    if not changes:
        raise ReviewError(f"nothing to correct; name one of {', '.join(CORRECTABLE)}", "unchanged")
    return _decide(store, "correct", target, changes, by, note)


def undo(store: Store, target: str, *, by: str, note: str = "") -> int:
    """Take back the last standing decision upon a figure or refusal; gives the key of the undoing review.

    Raises:
        ReviewError: nothing was decided upon it, or the undoing is not signed.
    """
    with store.writing() as connection:
        page = _lock(connection, _page(connection, target))
        _, decided = _decided(connection, page, target)
        if not decided:
            raise ReviewError(f"{target}: nothing was decided upon it that could be taken back", "undecided")
        last = decided[-1]
        told = {name: last._mapping[name] for name in _SUBJECT} | {"printed": {}, "decided": {}}
        key = _append(connection, told | {"decision": "undo", "undoes": last.key}, by, note)
        apply_decisions(connection, page)
    return key


def history(store: Store, target: str = "") -> pd.DataFrame:
    """Every review ever made, newest first, columns `HISTORY`; only those upon one figure when `target` is its id.

    Raises:
        ReviewError: no such figure or refusal.
    """
    page, undone = documents.c, reviews.alias()
    stands = ~exists().where(undone.c.undoes == reviews.c.key) & (reviews.c.decision != "undo")
    asked = select(reviews, page.document, page.newspaper, page.published, stands.label("stands"))
    asked = asked.join(documents, page.document_id == reviews.c.document_id).order_by(reviews.c.key.desc())
    with store.reading() as connection:
        if target:
            pairs = _reviews_upon(connection, _page(connection, target), target)
            asked = asked.where(reviews.c.key.in_([review.key for review in pairs]))
        found = connection.execute(asked).all()
    return to_frame([_told(row._mapping) for row in found], HISTORY)


def _told(row: Any) -> list[Any]:
    """Of a review that vouches for the whole figure only what it says is told, not every field of it again."""
    told = dict(row) | {"stands": "yes" if row["stands"] else "", "review": row["key"]}
    fields = row["decided"] if row["decision"] == "correct" else {}
    told["decided"] = listed(fields)
    told["printed"] = listed({name: row["printed"][name] for name in fields})
    return [told[name] for name in HISTORY]


def _decide(store: Store, decision: str, target: str, changes: Mapping[str, Any], by: str, note: str) -> int:
    with store.writing() as connection:
        page = _lock(connection, _page(connection, target))
        found, decided = _decided(connection, page, target)
        if found is None:
            raise ReviewError(f"{target}: is no longer read from its page; its decisions can only be undone", "gone")
        told = {"document_id": page, "char_start": found.span[0], "char_end": found.span[1], "raw": found.raw}
        told |= {"series_id": found.series, "target": found.id, "decision": decision}
        key = _append(connection, told | _fields(found, decided, decision, changes), by, note)
        apply_decisions(connection, page)
    return key


def _fields(found: Target, decided: list[Review], decision: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What was read and what is decided, field by field."""
    if found.read is None:
        if changes:
            raise ReviewError(
                f"{found.id}: is a refusal and has no fields to correct; reject it, and mend the rule", "refusal"
            )
        return {"printed": {}, "decided": {}}
    now = as_decided(found.read, decided)
    after = correct_row(now, changes)
    if changes and after == now:
        raise ReviewError(f"{found.id}: says so already; nothing is corrected", "unchanged")
    chosen = {"accept": set(CORRECTABLE), "correct": set(changes), "reject": set()}[decision]
    printed = found.read.model_dump(mode="json", include=set(CORRECTABLE))
    return {"printed": printed, "decided": after.model_dump(mode="json", include=chosen)}


def _page(connection: Connection, target: str) -> str:
    """Id of the page of a figure or refusal."""
    for table, name in ((observations, "observation_id"), (refusals, "refusal_id")):
        asked = select(documents.c.document_id).join(table).where(table.c[name] == target)
        if found := connection.execute(asked).scalar_one_or_none():
            return str(found)
    asked = select(reviews.c.document_id).where(reviews.c.target == target).limit(1)
    if found := connection.execute(asked).scalar_one_or_none():
        return str(found)
    raise ReviewError(f"{target!r}: no figure or refusal has this id; take one from `zhibiao review list`", "unknown")


def _lock(connection: Connection, page: str) -> str:
    """Let others who decide upon this page, or read it again, wait for us."""
    connection.execute(select(documents.c.key).where(documents.c.document_id == page).with_for_update())
    return page


def _reviews_upon(connection: Connection, page: str, target: str) -> list[Review]:
    pairs = upon(connection, page, targets(connection, page))
    return [review for review, found in pairs if target == (found or review.target)]


def _decided(connection: Connection, page: str, target: str) -> tuple[Target | None, list[Review]]:
    """What the id stands for, if it is still read, and the standing decisions upon it."""
    among = targets(connection, page)
    own = [review for review, found in standing(upon(connection, page, among)) if target == (found or review.target)]
    return next((one for one in among if one.id == target), None), own


def _append(connection: Connection, told: Mapping[str, Any], by: str, note: str) -> int:
    if not by.strip():
        raise ReviewError("a decision needs the name of who takes it", "unsigned")
    signed = {"reviewer": by.strip(), "note": note.strip(), "decided_at": _now()}
    return int(connection.execute(insert(reviews).values({**told, **signed}).returning(reviews.c.key)).scalar_one())


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
