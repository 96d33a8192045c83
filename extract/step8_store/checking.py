"""What can be wrong with a store (damage, orphans, offsets that no longer hold their number), and a copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, select

from extract.step8_store.decisions import homeless
from extract.step8_store.errors import StoreError
from extract.step8_store.schema import documents, observations, refusals
from extract.step8_store.store import Store

__all__ = ["backup", "find_faults"]


def find_faults(store: Store) -> Iterator[str]:
    """One line for each fault; none in a sound store."""
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            yield from _damage(connection)
        for table in (observations, refusals):
            yield from _wrong_slices(connection, table)
        for review in homeless(connection):
            yield f"decision without its figure: {review.raw!r} of {review.target} is no longer read from its page"


def _damage(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"damaged file: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"orphan: row {row} of {table} has no row in {parent}"


def _wrong_slices(connection: Connection, table: Table) -> Iterator[str]:
    asked = select(documents.c.document, documents.c.text, table.c.char_start, table.c.char_end, table.c.raw)
    joined = asked.join(table, table.c.document_key == documents.c.key).order_by(documents.c.key)
    for name, text, start, end, raw in connection.execute(joined.execution_options(yield_per=1000)):
        if text[start:end] != raw:
            yield f"wrong offsets: {name} has {text[start:end]!r} at {start}–{end} where {table.name} say {raw!r}"


def backup(store: Store, out: Path) -> None:
    """Copy a SQLite store that may be in use into a new file.

    Raises:
        StoreError: `out` is there already, its disk is full, or the store is no SQLite file.
        OSError: `out` may not be written.
    """
    if store.engine.dialect.name != "sqlite":
        raise StoreError(f"{store.name}: only SQLite stores are copied by this command; use pg_dump")
    if out.exists():
        raise StoreError(f"{out}: is there already; name a new file")
    partial = out.with_name(out.name + ".part")
    try:
        partial.write_bytes(b"")
        _copy(store, partial)
        partial.replace(out)
    except OSError as error:  # the user named `out` and knows nothing of the partial file
        raise OSError(error.errno, error.strerror, str(out)) from error
    except sqlite3.Error as error:
        raise StoreError(f"{out}: cannot be written ({error}); make room, or name a file on another disk") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(store: Store, partial: Path) -> None:
    with closing(sqlite3.connect(partial)) as target, store.reading() as connection:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError(f"expected a sqlite3 connection, got {source!r}")
        source.backup(target)
