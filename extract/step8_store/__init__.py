"""The store: documents, series, observations, refusals and reviews in one database, SQLite or PostgreSQL."""

from __future__ import annotations

from extract.step8_store.errors import ReviewError, StoreError, UserError
from extract.step8_store.evidence import Evidence
from extract.step8_store.filters import Filters
from extract.step8_store.store import Store, open_store

__all__ = ["Evidence", "Filters", "ReviewError", "Store", "StoreError", "UserError", "open_store"]
