"""The store: where it is, how it is opened, and one transaction a document."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from extract.models import Reading
from extract.step8_store.decisions import apply_decisions
from extract.step8_store.errors import StoreError, one_line, unusable
from extract.step8_store.lookups import refresh_lookups
from extract.step8_store.migrating import bring_up_to_date, found_version
from extract.step8_store.schema import VERSION, documents
from extract.step8_store.writing import add_document, add_rows, replace_rows

__all__ = ["Store", "open_store"]

DEFAULT: Final = "data/zhibiao.db"
_BUSY_SECONDS: Final = 60
_AGAIN_SECONDS: Final = 0.05
_LOCKED: Final = "locked"
"""In what SQLite says when another has the file for itself."""
_WRITES: Final = "zhibiao_writes"
_PASSWORD: Final = re.compile(r"(?<=//)([^/@:]*):[^/]*@")


class Store:
    """An open store; safe to share between threads. Use `open_store` to make one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._series: dict[str, int] = {}
        self._lookups_fresh = False

    @property
    def file(self) -> Path | None:
        """The file of a SQLite store."""
        return Path(self.engine.url.database or "") if self.engine.dialect.name == "sqlite" else None

    @property
    def name(self) -> str:
        """Where it is, as a user may read it: without the password."""
        return str(self.file or self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._told_when_it_fails(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or leaves nothing behind."""
        with (
            self._told_when_it_fails(),
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _told_when_it_fails(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise unusable(self.name, error) from error

    @contextmanager
    def _telling_names(self) -> Iterator[Connection]:
        """A transaction before whose end the lookup tables say what the rules say: readings bring what new rules name."""
        with self.writing() as connection:
            if not self._lookups_fresh:
                refresh_lookups(connection)
            yield connection
        self._lookups_fresh = True

    def ingest(self, reading: Reading) -> bool:
        """Take in all that a page gave, in one transaction; False when the same bytes are already there."""
        with self._telling_names() as connection:
            key = add_document(connection, reading.page)
            fresh = {} if key is None else add_rows(connection, key, reading, self._series)
        self._series |= fresh  # only now: a transaction that failed made no series
        return key is not None

    def replace(self, reading: Reading) -> None:
        """Put a reading of a stored page in the place of the one it gave before, in one transaction; decisions stay.

        Raises:
            KeyError: the page is not in the store.
        """
        with self._telling_names() as connection:
            fresh = replace_rows(connection, reading, self._series)
            apply_decisions(connection, reading.page.document_id)
        self._series |= fresh

    def holds(self, document_id: str) -> bool:
        """Whether a page of these bytes is there."""
        asked = select(documents.c.key).where(documents.c.document_id == document_id)
        with self.reading() as connection:
            return connection.execute(asked).first() is not None

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_store(url: str | None = None, *, create: bool = True) -> Store:
    """Open the store at a database URL or a SQLite file's path; default `ZHIBIAO_DB`, else `data/zhibiao.db`.

    Raises:
        StoreError: no store there and `create` is False, or what is there cannot be opened as one, or only by a newer
            program. An older store is brought up to date.
    """
    place = url or os.environ.get("ZHIBIAO_DB") or DEFAULT
    engine = _engine(place, create)
    try:
        return _opened(engine, place, create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(
            f"{_shown(place)}: cannot be opened as a store ({one_line(error)}); expected a SQLite file or a PostgreSQL URL "
            "that may be written; name another with --store or ZHIBIAO_DB, or restore a damaged one from a backup"
        ) from error
    except StoreError:
        engine.dispose()
        raise


def _opened(engine: Engine, place: str, create: bool) -> Store:
    with engine.connect() as connection:
        version = found_version(connection)
    if not version and not create:
        raise StoreError(
            f"{_shown(place)}: holds no tables of zhibiao; run `zhibiao ingest PATH` first or name another store"
        )
    store = Store(engine)
    if version != VERSION:
        with store.writing() as connection:
            bring_up_to_date(connection, _shown(place))
            refresh_lookups(connection)
    return store


def _engine(place: str, create: bool) -> Engine:
    try:  # a path is no text to parse: it may hold any sign
        engine = create_engine(make_url(place) if "://" in place else URL.create("sqlite", database=place))
    except (ValueError, ArgumentError, ImportError) as error:
        raise StoreError(
            f"{_shown(place)}: not a database URL that can be used ({error}); "
            "expected sqlite:///data/zhibiao.db or postgresql+psycopg://user@host/name"
        ) from error
    if engine.dialect.name == "sqlite":
        path = engine.url.database
        if not path or path == ":memory:":
            raise StoreError(f"{place}: names no file, so nothing would be kept; expected sqlite:///data/zhibiao.db")
        _prepare_file(Path(path), create)
        _tune_sqlite(engine)
    return engine


def _shown(place: str) -> str:
    """A URL without its password."""
    return _PASSWORD.sub(r"\1:***@", place)


def _prepare_file(path: Path, create: bool) -> None:
    if not create and not path.is_file():
        raise StoreError(
            f"{path}: no such store; run `zhibiao ingest PATH` first or name another with --store or ZHIBIAO_DB"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: its folder cannot be made ({error.strerror}); name another with --store or ZHIBIAO_DB"
        ) from error


def _share(connection: Any) -> None:
    """Let readers in beside a writer; SQLite does not wait for whoever writes the new file at that moment, so we do."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if _LOCKED not in str(error) or time.monotonic() > end:
                raise
        time.sleep(_AGAIN_SECONDS)


def _tune_sqlite(engine: Engine) -> None:
    """Readers beside a writer (WAL), and transactions that begin when we say: the driver begins them too late."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}").close()
        _share(connection)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
