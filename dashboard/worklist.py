"""What the work list shows: the rows of one list, cut into groups and pages, and how much waits for what reason."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd

from dashboard.state import View
from extract.step8_store import Filters, Store, reviews, worklist

__all__ = ["PAGE", "count_work", "groups_of", "read_work"]

PAGE: Final = 25
"""Entries of the list that one page shows; reports of one fact are one entry."""
_FACT: Final = ["series_id", "status", "period_start", "period_end"]


def read_work(store: Store, view: View) -> pd.DataFrame:
    """All rows of the chosen list, narrowed to the chosen reason; columns are those of the store's list or history."""
    if view.work == "history":
        return reviews.history(store)
    filters = {"figure": Filters(flags=(view.why,)), "refusal": Filters(reasons=(view.why,))} if view.why else {}
    return worklist.work_list(store, filters.get(view.work, Filters()), view.work)


def count_work(store: Store) -> dict[str, Counter[str]]:
    """How many rows wait, by list and by reason; a figure with two flags counts for both, and once under `""`."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in worklist.KINDS}
    for kind, why, n in worklist.tally(store, Filters()).itertuples(index=False):
        counts[kind].update(dict.fromkeys((*why.split(";"), ""), n))
    return counts


def groups_of(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows of the conflict list by fact, in the order of the list."""
    return [group for _, group in rows.groupby(_FACT, sort=False, dropna=False)]
