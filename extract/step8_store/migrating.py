"""The version of a store's schema, and the way from an older one to today's."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text

from extract.step8_store.errors import StoreError
from extract.step8_store.schema import METADATA, VERSION, versions

__all__ = ["bring_up_to_date", "found_version"]

_UNNUMBERED: Final = "0001"
"""The version of stores made before versions were written down."""
_LOCK: Final = 7_104_212
"""Any number that no other program on the server locks."""


def found_version(connection: Connection) -> str:
    """Version of the schema that is there; empty where there is no store."""
    tables = inspect(connection)
    if not tables.has_table("documents"):
        return ""
    if not tables.has_table(versions.name):
        return _UNNUMBERED
    return str(connection.execute(select(versions.c.version_num)).scalar_one())


def bring_up_to_date(connection: Connection, place: str) -> None:
    """Make the tables, or change older ones into today's, all within the transaction of the connection.

    Raises:
        StoreError: the store was made by a newer program.
    """
    if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    found = found_version(connection)  # again: another process may have been faster
    if found > VERSION:
        raise StoreError(
            f"{place}: was made by a newer zhibiao (schema {found}, this program knows {VERSION}); "
            "install the newer program, or name another store with --store or ZHIBIAO_DB"
        )
    if not found:
        METADATA.create_all(connection)
        connection.execute(insert(versions).values(version_num=VERSION))
    elif found < VERSION:
        _upgrade(connection, found)


def _upgrade(connection: Connection, found: str) -> None:
    from alembic import command  # here: a fifth of a second that only an older store need cost
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if found == _UNNUMBERED:
        command.stamp(config, found)
    command.upgrade(config, VERSION)
