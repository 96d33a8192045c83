"""Whether anything was written since one looked last."""

from __future__ import annotations

from sqlalchemy import func, select

from extract.step8_store.schema import documents, observations, reviews
from extract.step8_store.store import Store

__all__ = ["version"]


def version(store: Store) -> str:
    """A text that is another one after pages were taken in or read again, or a person decided; costs three look-ups."""
    last = [select(func.max(table.c.key)).scalar_subquery() for table in (documents, observations, reviews)]
    with store.reading() as connection:
        return "-".join(str(key or 0) for key in connection.execute(select(*last)).one())
