"""Stored pages read again with today's rules: a page's rows are replaced in one transaction, the change is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import func, select

from extract.models import COLUMNS, Page, Reading
from extract.step7_tabulate import tabulate, to_frame
from extract.step8_store.decisions import as_printed
from extract.step8_store.rows import EVERYTHING, tidy
from extract.step8_store.schema import documents, observations
from extract.step8_store.store import Store

__all__ = ["Change", "pages", "replace"]

_BLOCK: Final = 100
_READ: Final = COLUMNS[: COLUMNS.index("region")]
"""What rules make of a page; the names of a region follow from its code."""
_INFERRED: Final = {"published_inferred": "published", "home_region_inferred": "home_region_code"}


class Change(NamedTuple):
    """Ids of figures that a page gives now and did not before, no longer gives, or gives with other fields."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.new, self.gone, self.different))


def pages(store: Store) -> tuple[int, Iterator[Page]]:
    """How many pages there are, and each of them as it was received: what had been inferred is open again."""
    with store.reading() as connection:
        total = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    return int(total), _pages(store)


def _pages(store: Store) -> Iterator[Page]:
    last = 0
    asked = select(documents).order_by(documents.c.key).limit(_BLOCK)
    while True:  # in blocks: a read that stays open would keep the write-ahead log growing
        with store.reading() as connection:
            block = connection.execute(asked.where(documents.c.key > last)).all()
        if not block:
            return
        yield from (_page(row._mapping) for row in block)
        last = block[-1].key


def _page(row: Any) -> Page:
    known = {name: row[name] for name in Page.model_fields}
    for flag, field in _INFERRED.items():
        if flag in row["flags"]:
            known[field] = Page.model_fields[field].default
    kept = tuple(flag for flag in row["flags"] if flag not in _INFERRED)
    return Page(**{**known, "flags": kept})


def replace(store: Store, reading: Reading) -> Change:
    """Put a new reading of a stored page in the place of the old one, and tell the change; decisions stay."""
    before, after = _by_id(_as_read(store, reading.page.document_id)), _by_id(tabulate([reading])[list(_READ)])
    store.replace(reading)
    return Change(
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple(key for key, row in after.items() if key in before and _differ(row, before[key])),
    )


def _as_read(store: Store, document_id: str) -> pd.DataFrame:
    """What the rules made of a page, whatever people decided since."""
    filters = EVERYTHING.model_copy(update={"documents": (document_id,)})
    with store.reading() as connection:
        found = connection.execute(tidy(filters).add_columns(observations.c.printed))
        rows = [dict(row._mapping) | as_printed(row) for row in found]
    return to_frame([[row[name] for name in _READ] for row in rows], _READ)


def _by_id(table: pd.DataFrame) -> dict[str, Any]:
    return {str(key): row for key, row in table.set_index("observation_id").to_dict("index").items()}


def _differ(one: Any, other: Any) -> bool:
    """Gaps are equal to gaps here, though NaN is not equal to itself."""
    return any(one[name] != other[name] and not (one[name] != one[name] and other[name] != other[name]) for name in one)
