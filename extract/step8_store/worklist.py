"""What waits for a person: reports that differ, figures with flags, and refusals, as long as nobody decided upon them."""

from __future__ import annotations

from typing import Any, Final, Literal

import pandas as pd
from sqlalchemy import Select, func

from extract.models import REFUSAL_COLUMNS
from extract.step7_tabulate import to_frame
from extract.step8_store import schema
from extract.step8_store.facts import conflicts, count_conflicts
from extract.step8_store.filters import Filters
from extract.step8_store.rows import TIDY, frame, observed, refused, tidy
from extract.step8_store.schema import WAITS
from extract.step8_store.store import Store

__all__ = ["KINDS", "WORK", "Kind", "tally", "work_list"]

Kind = Literal["conflict", "figure", "refusal"]
KINDS: Final[tuple[Kind, ...]] = ("conflict", "figure", "refusal")
WORK: Final = ("kind", "target", "why", *(name for name in TIDY if name not in {"observation_id", "flags", "decision"}))
"""Columns of the work list: `target` is what decisions are upon, `why` its flags or the reason of its refusal."""
_REFUSED: Final = {"target": "refusal_id", "why": "reason"} | {
    name: name for name in (*REFUSAL_COLUMNS, "newspaper") if name != "reason"
}


def work_list(store: Store, filters: Filters, kind: Kind, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """What waits, columns `WORK`; of a refusal the columns that only a figure has are empty.

    Reports of one fact stand together; flagged figures come least sure first, refusals newest first.
    """
    if kind == "conflict":
        found = conflicts(store, filters, limit, offset, undecided=True)
        return _as_work(found.assign(why=kind), kind)
    if kind == "figure":
        found = frame(store, _flagged(filters).limit(limit).offset(offset), TIDY)
        return _as_work(found.assign(why=found["flags"].map(";".join)), kind)
    asked = refused(_waiting(filters), *_REFUSED.values()).limit(limit).offset(offset)
    return _as_work(frame(store, asked, tuple(_REFUSED)), kind)


def tally(store: Store, filters: Filters) -> pd.DataFrame:
    """`kind, why, n`: reports of facts that conflict, waiting figures by their flags together, refusals by reason."""
    own, reason = schema.observations.c, schema.refusals.c.reason
    flags = observed(_waiting(filters), own.flags, func.count()).where(WAITS).group_by(own.flags)
    reasons = refused(_waiting(filters), "reason").order_by(None).add_columns(func.count()).group_by(reason)
    with store.reading() as connection:
        figures = [("figure", ";".join(flags), n) for flags, n in connection.execute(flags)]
        refusals = [("refusal", why, n) for why, n in connection.execute(reasons)]
    rows = [("conflict", "conflict", count_conflicts(store, filters, undecided=True)), *figures, *refusals]
    rows.sort(key=lambda row: (KINDS.index(row[0]), -row[2], row[1]))
    return to_frame([row for row in rows if row[2]], ("kind", "why", "n"))


def _waiting(filters: Filters) -> Filters:
    return filters.model_copy(update={"decisions": ("",)})


def _flagged(filters: Filters) -> Select[Any]:
    own = schema.observations.c
    found = tidy(_waiting(filters)).where(WAITS)
    return found.order_by(own.confidence, own.published.desc().nulls_last(), own.key)


def _as_work(found: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    named = found.rename(columns={"observation_id": "target"}).assign(kind=kind)
    blank = to_frame([], WORK)
    table = named.reindex(columns=list(WORK)).astype(blank.dtypes.to_dict())
    return table.fillna({name: "" for name in WORK if blank[name].dtype == "str"}).reset_index(drop=True)
