"""Whether anything was written since one looked last."""

from __future__ import annotations

from sqlalchemy import func, select

from extract.step8_store.schema import documents, reviews
from extract.step8_store.store import Store

__all__ = ["version"]


def version(store: Store) -> str:
    """A text that is another one after pages were taken in or read again, or a person decided; costs three look-ups."""
    grows = (documents.c.key, documents.c.revision, reviews.c.key)
    last = [select(func.max(column)).scalar_subquery() for column in grows]
    with store.reading() as connection:
        return "-".join(str(key or 0) for key in connection.execute(select(*last)).one())
