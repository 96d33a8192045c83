"""Keeping a store: reading it again with better rules, looking for damage, copying it while in use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import delete, update

from extract.models import Reading
from extract.step8_store import Filters, Store, StoreError, checking, open_store, queries, schema
from extract.step8_store.reextract import Change, pages, replace
from extract.step8_store.reviews import accept
from tests.readings import DAY, make_reading

ANY = Filters()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "s.db"))
    yield opened
    opened.close()


def reread(reading: Reading, *keep: int, **changed: object) -> Reading:
    """What other rules would make of the same page: only some figures, and these with other fields."""
    rows = tuple(reading.observations[index].model_copy(update=changed) for index in keep)
    return reading.model_copy(update={"observations": rows, "refusals": ()})


def test_the_same_reading_changes_nothing(store: Store) -> None:
    reading = make_reading({}, {"value_high": 1e10, "flags": ("conflict",), "period_end": None}, refused=("3月1日",))
    store.ingest(reading)
    before = queries.observations(store, ANY)
    assert not replace(store, reading)
    pd.testing.assert_frame_equal(queries.observations(store, ANY), before)
    assert len(queries.refusals(store, ANY)) == 1


def test_another_reading_replaces_the_rows_and_tells_the_change(store: Store) -> None:
    reading, other = make_reading({}, {}, {}), make_reading({"value": 1.0}, document="b.txt")
    store.ingest(reread(reading, 0, 1))
    store.ingest(other)
    ids = list(queries.observations(store, Filters(documents=(reading.page.document_id,)))["observation_id"])
    change = replace(store, reread(reading, 1, 2, indicator="imports"))
    assert (change.gone, change.different) == ((ids[0],), (ids[1],))
    assert len(change.new) == 1
    found = queries.observations(store, ANY)
    assert sorted(found["indicator"]) == ["exports", "imports", "imports"]
    assert len(queries.refusals(store, ANY)) == 0


def test_a_page_that_is_not_stored_cannot_be_replaced(store: Store) -> None:
    with pytest.raises(KeyError):
        store.replace(make_reading({}))
    assert queries.count(store, ANY) == 0


def test_stored_pages_come_back_as_received(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.step8_store.reextract._BLOCK", 2)
    readings = [make_reading({"value": float(number)}, document=f"{number}.txt", flags=("x",)) for number in range(5)]
    for reading in readings:
        store.ingest(reading)
    total, stored = pages(store)
    assert (total, list(stored)) == (5, [reading.page for reading in readings])


def test_what_was_inferred_is_open_again(store: Store) -> None:
    store.ingest(make_reading({}, flags=("published_inferred", "home_region_inferred", "x")))
    page = next(pages(store)[1])
    assert (page.published, page.home_region_code, page.newspaper, page.flags) == (None, "", "样报", ("x",))


def test_what_is_inferred_anew_is_stored(store: Store) -> None:
    reading = make_reading({}, published=None)
    store.ingest(reading)
    page = reading.page.model_copy(update={"published": DAY, "flags": ("published_inferred",)})
    assert replace(store, reading.model_copy(update={"page": page})) == Change(
        different=tuple(queries.observations(store, ANY)["observation_id"])
    )
    assert queries.observations(store, ANY)["published"][0].date() == DAY


def test_a_sound_store_has_no_faults(store: Store) -> None:
    store.ingest(make_reading({}, {"raw": "94亿\n元"}, refused=("3月1日",)))
    assert list(checking.find_faults(store)) == []


def test_each_fault_is_told(store: Store) -> None:
    store.ingest(make_reading({}, {}, refused=("3月1日",)))
    gone = queries.observations(store, ANY)["observation_id"][1]
    accept(store, gone, by="王")
    with store.writing() as connection:
        connection.execute(delete(schema.observations).where(schema.observations.c.observation_id == gone))
        connection.execute(update(schema.observations).values(char_start=0))
        connection.execute(update(schema.refusals).values(char_end=10**6))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT").close()
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF").close()
        connection.exec_driver_sql("UPDATE observations SET series_key = 99").close()
        connection.exec_driver_sql("BEGIN").close()
    told = list(checking.find_faults(store))
    assert [line.partition(":")[0] for line in told] == [
        "orphan",
        "wrong offsets",
        "wrong offsets",
        "decision without its figure",
    ]
    assert "a.txt has '1月湖州市出口94亿元' at 0–11 where observations say '94亿元'" in told[1]


def test_a_copy_is_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    store.ingest(make_reading({}))
    with store.reading() as reader:
        reader.exec_driver_sql("SELECT 1 FROM observations").close()
        checking.backup(store, tmp_path / "copy.db")
    store.ingest(make_reading({}, document="b.txt"))
    copy = open_store(str(tmp_path / "copy.db"), create=False)
    assert (queries.count(copy, ANY), queries.count(store, ANY)) == (1, 2)
    copy.close()
    with pytest.raises(StoreError, match=r"copy\.db: is there already"):
        checking.backup(store, tmp_path / "copy.db")
