"""An older store is brought up to date where it is opened, whole or not at all; a newer one is left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from extract.step8_store import Filters, StoreError, checking, migrating, open_store, queries
from extract.step8_store.reviews import accept, reject
from extract.step8_store.schema import METADATA, VERSION

ANY = Filters()
STEPS = Path(migrating.__file__).parent / "migrations"
OLD_ROWS = """
INSERT INTO documents VALUES (1, '0123456789abcdef0', 'a.txt', '样报', '2025-02-20', '330500', '', '1月湖州市出口94亿元。3月1日');
INSERT INTO sentences VALUES (1, 0, '外贸', '1月湖州市出口94亿元。'), (1, 1, '', '');
INSERT INTO series VALUES (1, 'exports|level|CNY|330500', 'exports', '', 'level', 'CNY', '330500', 'region', '');
INSERT INTO observations VALUES (1, '0123456789abcdef-7-11-0', 1, 1, '2025-02-20', '2025-01-01', '2025-01-31', 9.4e9, NULL,
    'exact', 'actual', 7, 11, '94亿元', 'sub_county', 'exports', 1.0, 0, '{"sentence": [0, 12]}');
INSERT INTO refusals VALUES (1, 1, 1, 12, 16, '3月1日', 'date', ''), (2, 1, 1, 12, 16, '3月1日', 'date', '')
"""


def older(engine: Engine, version: str = "0001") -> None:
    """A page taken in by the first version, whose tables are now of `version`; the first wrote no version down."""
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("DROP TABLE alembic_version"))
        for statement in OLD_ROWS.strip().split(";\n"):
            connection.execute(text(statement))
        if version != "0001":
            command.stamp(config, "0001")
            command.upgrade(config, version)
    engine.dispose()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    yield str(tmp_path / "s.db")


def check_upgraded(url: str) -> None:
    """Rows are all there, people can decide upon them, and the tables are those of a new store."""
    store = open_store(url, create=False)
    row = queries.observations(store, ANY).iloc[0]
    assert (row["value"], row["flags"], row["decision"]) == (9.4e9, ("sub_county",), "")
    accept(store, row["observation_id"], by="王")
    reject(store, "0123456789abcdef-12-16-1-refused", by="王")
    assert len(queries.refusals(store, Filters(decisions=("",)))) == 1
    assert list(checking.find_faults(store)) == []
    with store.engine.connect() as connection:
        assert migrating.found_version(connection) == VERSION
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert [change for change in found if change[1].name != "alembic_version"] == []
    store.close()


@pytest.mark.parametrize("version", ["0001", "0002", "0003"])
def test_an_older_file_is_brought_up_to_date(place: str, version: str) -> None:
    older(create_engine(f"sqlite:///{place}"), version)
    check_upgraded(place)


def test_the_version_is_that_of_the_last_step() -> None:
    assert ScriptDirectory(str(STEPS)).get_current_head() == VERSION


def test_a_new_store_needs_no_step(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "_upgrade", None)
    for _ in range(2):
        open_store(place).close()


def test_a_step_that_fails_leaves_the_older_file(place: str) -> None:
    older(create_engine(f"sqlite:///{place}"))
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE INDEX ix_reviews_target ON documents (document)")  # the second step wants this name
        before = list(connection.iterdump())
    connection.close()
    with pytest.raises(StoreError, match="ix_reviews_target already exists"):
        open_store(place)
    connection = sqlite3.connect(place)
    assert list(connection.iterdump()) == before
    connection.close()


def test_a_newer_store_is_left_alone(place: str) -> None:
    open_store(place).close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"made by a newer zhibiao \(schema 9999, this program knows \d+\); install"):
        open_store(place)
