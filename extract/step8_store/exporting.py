"""The table as it leaves the store, part after part: an export needs no more memory than one part."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import pandas as pd
from sqlalchemy import select

from extract.models import COLUMNS
from extract.step7_tabulate import to_frame
from extract.step8_store.decisions import listed
from extract.step8_store.facts import conflicts, preferred
from extract.step8_store.filters import Filters
from extract.step8_store.queries import newest_first
from extract.step8_store.rows import EVERYTHING, TIDY, frames
from extract.step8_store.schema import observations, reviews
from extract.step8_store.store import Store

__all__ = ["DECIDED", "Rows", "parts"]

DECIDED: Final = ("decision", "printed", "reviewer", "decided_at", "note")
"""Columns that `decisions` adds: what holds of a row by decision of a person, and what was read: `value=94; unit=CNY`."""


class Rows(StrEnum):
    """Which reports to export."""

    ALL = "all"
    PREFERRED = "preferred"
    CONFLICTS = "conflicts"


def parts(store: Store, filters: Filters, rows: Rows = Rows.ALL, *, decisions: bool = False) -> Iterator[pd.DataFrame]:
    """All reports, the preferred one of each fact, or those that differ: frames of `COLUMNS`, at least one.

    `decisions` adds `DECIDED`, and of all reports also those that a person rejected.
    """
    wanted = EVERYTHING.decisions if decisions and rows == Rows.ALL else filters.decisions
    found = _found(store, filters.model_copy(update={"decisions": wanted}), rows)
    if not decisions:
        return (part[list(COLUMNS)] for part in found)
    decided = _decided(store)
    columns = [*COLUMNS, *DECIDED]
    return (
        part.drop(columns="decision").merge(decided, "left", "observation_id")[columns].fillna(_BLANK) for part in found
    )


_BLANK: Final = dict.fromkeys(DECIDED, "")


def _found(store: Store, filters: Filters, rows: Rows) -> Iterator[pd.DataFrame]:
    if rows == Rows.CONFLICTS:
        return iter([conflicts(store, filters)])
    return frames(store, newest_first(filters) if rows == Rows.ALL else preferred(filters), TIDY)


def _decided(store: Store) -> pd.DataFrame:
    """What people decided, one row a figure: never more than people can type."""
    own = observations.c
    asked = select(
        own.observation_id, own.decision, own.printed, reviews.c.reviewer, reviews.c.decided_at, reviews.c.note
    )
    with store.reading() as connection:
        found = connection.execute(asked.join(reviews, reviews.c.key == own.review)).all()
    rows = [(key, decision, listed(printed or {}), *signed) for key, decision, printed, *signed in found]
    return to_frame(rows, ("observation_id", *DECIDED))
