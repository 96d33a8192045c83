"""Reports as the pages use them: everything that the store has, and which of several reports of a fact it prefers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.desk import Desk
from dashboard.rows import prepare
from extract.step8_store import queries

__all__ = ["read_reports"]


def read_reports(desk: Desk, **fixed: Any) -> pd.DataFrame:
    """Prepared rows for the reader's filters and for what the page itself fixes, such as its indicator."""
    filters = desk.view.filters(**fixed)
    preferred = queries.facts(desk.store, filters)["observation_id"]
    return prepare(queries.observations(desk.store, filters), desk.say, set(preferred))
