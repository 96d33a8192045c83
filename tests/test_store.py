"""The store keeps each page once, whole or not at all, whoever reads or writes beside."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import func, select

from extract.models import COLUMNS
from extract.step7_tabulate import tabulate
from extract.step8_store import Filters, Store, StoreError, lookups, open_store, queries, schema, writing
from extract.step8_store.writing import series_id
from tests.readings import make_reading

ANY = Filters()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "deep" / "store.db"))
    yield opened
    opened.close()


def rows_of(store: Store) -> dict[str, int]:
    tables = (schema.documents, schema.sentences, schema.series, schema.observations, schema.refusals)
    with store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
        }


def test_what_goes_in_comes_out(store: Store) -> None:
    readings = [
        make_reading({}, {"period_start": None, "period_end": None, "entity": "甲公司", "scope": "organisation"}),
        make_reading({"value_high": 1e10, "flags": ("conflict", "sub_county"), "rule": "r"}, document="b.txt"),
        make_reading({"region_code": "999999", "raw": "94亿\n元"}, published=None, document="c.txt"),
    ]
    for reading in readings:
        assert store.ingest(reading)
    found = queries.observations(store, ANY)[list(COLUMNS)].sort_values("observation_id", ignore_index=True)
    wanted = tabulate(readings).sort_values("observation_id", ignore_index=True)
    pd.testing.assert_frame_equal(found, wanted)


def test_the_same_bytes_are_taken_in_once(store: Store) -> None:
    reading = make_reading({}, refused=("3月1日",))
    renamed = reading.model_copy(update={"page": reading.page.model_copy(update={"document": "again.txt"})})
    assert store.ingest(reading)
    before = rows_of(store)
    assert not store.ingest(reading)
    assert not store.ingest(renamed)
    assert rows_of(store) == before


def test_a_page_whose_text_changes_is_another_page(store: Store) -> None:
    assert store.ingest(make_reading({}))
    assert store.ingest(make_reading({"raw": "95亿元"}))
    assert rows_of(store)["documents"] == 2


def test_a_page_without_figures_is_remembered(store: Store) -> None:
    assert store.ingest(make_reading())
    assert not store.ingest(make_reading())
    assert len(queries.documents(store, ANY)) == 1


def test_a_failure_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("power cut")

    reading = make_reading({}, refused=("3月1日",))
    with monkeypatch.context() as patch:
        patch.setattr(writing, "_refusal", fail)
        with pytest.raises(RuntimeError, match="power cut"):
            store.ingest(reading)
    assert set(rows_of(store).values()) == {0}
    assert store.ingest(reading), "nor does it leave keys of series that were never written"
    assert queries.count(store, ANY) == 1


def test_a_sentence_is_kept_once(store: Store) -> None:
    store.ingest(make_reading({"evidence": "同一句"}, {"evidence": "同一句"}, {"evidence": "另一句"}))
    assert rows_of(store)["sentences"] == 2


@pytest.mark.parametrize(
    ("figure", "identity"),
    [
        ({}, "exports|level|CNY|330500"),
        ({"measure": "yoy", "unit": "%", "item": "机电产品"}, "exports|yoy|%|330500|机电产品"),
        ({"scope": "organisation", "entity": "甲公司"}, "exports|level|CNY|330500||@甲公司"),
        ({"scope": "organisation"}, "exports|level|CNY|330500||@"),
        ({"item": "甲|乙%"}, "exports|level|CNY|330500|甲%7C乙%25"),
    ],
)
def test_a_series_has_a_readable_id(figure: dict[str, Any], identity: str) -> None:
    assert series_id(make_reading(figure).observations[0]) == identity


def test_figures_of_one_series_share_its_row(store: Store) -> None:
    store.ingest(make_reading({}, {"value": 1.0}, {"item": "甲"}))
    store.ingest(make_reading({"status": "plan"}, document="b.txt"))
    assert rows_of(store)["series"] == 2


def test_a_page_may_have_more_series_than_a_statement_has_parameters(store: Store) -> None:
    store.ingest(make_reading(*({"item": str(number)} for number in range(1200))))
    assert rows_of(store)["series"] == 1200


def test_lookups_follow_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "_indicator_rows", list)
    store = open_store(str(tmp_path / "s.db"))
    assert len(queries.indicators(store, ANY)) == 0
    told = {"code": "x", "zh": "甲", "en": "X", "theme": "t", "theme_zh": "题", "theme_en": "T", "kind": "flow"}
    monkeypatch.setattr(lookups, "_indicator_rows", lambda: [told | {"unit": "CNY", "polarity": 1}])
    again = open_store(str(tmp_path / "s.db"))
    again.ingest(make_reading({"indicator": "x"}))
    assert queries.indicators(store, ANY).iloc[0][["zh", "theme_zh", "n", "documents"]].tolist() == ["甲", "题", 1, 1]
    store.close()
    again.close()


def test_lookups_follow_the_rules_of_a_page_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = make_reading({})
    store.ingest(reading)
    store.close()
    known = lookups._indicator_rows()
    monkeypatch.setattr(lookups, "_indicator_rows", lambda: known[:1])
    again = open_store(store.engine.url.render_as_string())
    again.replace(reading)
    assert len(queries.indicators(again, ANY)) == 1
    again.close()


def test_the_place_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBIAO_DB", f"sqlite:///{tmp_path / 'env.db'}")
    open_store().close()
    assert (tmp_path / "env.db").is_file()


def test_a_place_that_is_no_store_is_told(tmp_path: Path) -> None:
    text, other, folder = tmp_path / "text.db", tmp_path / "other.db", tmp_path / "folder"
    text.write_text("这不是数据库" * 100, "utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    folder.mkdir()
    for place, told in (
        (text, "file is not a database"),
        (folder, "unable to open"),
        (text / "x.db", "folder cannot be made"),
        ("mysql://x", "not a database URL that can be used"),
        ("nothing://x", "not a database URL that can be used"),
    ):
        with pytest.raises(StoreError, match=told):
            open_store(str(place))
    for place, told in ((other, "holds no tables of zhibiao"), (tmp_path / "none.db", "no such store")):
        with pytest.raises(StoreError, match=told):
            open_store(str(place), create=False)
    assert not (tmp_path / "none.db").exists()


def ingest_many(place: str, pages: int) -> int:
    store = open_store(place)
    readings = (make_reading({"value": float(n)}, {"item": str(n % 7)}, document=f"{n}.txt") for n in range(pages))
    taken = sum(store.ingest(reading) for reading in readings)
    store.close()
    return taken


def count_until(place: str, wanted: int) -> list[int]:
    """Every count seen by a reader; a torn page would show as an odd one."""
    store, seen = open_store(place), [0]
    while seen[-1] < wanted:
        seen.append(queries.count(store, ANY))
    store.close()
    return seen


def test_processes_write_and_read_side_by_side(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    open_store(place).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with context.Pool(3) as pool:
        seen = pool.apply_async(count_until, (place, 120))
        taken = [pool.apply_async(ingest_many, (place, 60)) for _ in range(2)]
        assert sum(result.get(60) for result in taken) == 60, "each page was taken in by one of the two writers"
        counts = seen.get(60)
    assert counts == sorted(counts)
    assert all(count % 2 == 0 for count in counts)


def test_threads_share_a_store(store: Store) -> None:
    readings = [make_reading({"value": float(number)}, document=f"{number}.txt") for number in range(40)]
    threads = [
        threading.Thread(target=lambda part=part: [store.ingest(one) for one in part])
        for part in (readings, readings[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows_of(store)["documents"] == 40


def test_evidence_shows_the_print_around_a_figure(store: Store) -> None:
    reading = make_reading({"raw": "94亿\n元"}, {"raw": "4.2%", "unit": "%", "measure": "yoy"}, {"raw": "五成"})
    store.ingest(reading)
    found = [queries.evidence(store, key) for key in queries.observations(store, ANY)["observation_id"]]
    lit = [{part: one.text[a:b] for part, (a, b) in one.spans.items()} for one in found if one]
    assert [(spans["number"], spans.get("unit")) for spans in lit] == [("94亿\n", "元"), ("4.2", "%"), ("五", "成")]
    assert {spans["region"] for spans in lit} == {"湖州市"}
    assert lit[1]["sentence"] == "1月湖州市出口4.2%。"
    assert found[1] is not None
    assert (found[1].newspaper, found[1].published, found[1].article) == ("样报", dt.date(2025, 2, 20), "外贸开门红")
    assert reading.page.text[found[1].text_start :].startswith(found[1].text)
    assert found[1].row["series_id"] == "exports|yoy|%|330500"


def test_evidence_of_an_unknown_figure_is_nothing(store: Store) -> None:
    assert queries.evidence(store, "none") is None


def test_evidence_of_a_long_page_is_a_slice(store: Store) -> None:
    reading = make_reading(*({"value": float(number)} for number in range(100)))
    store.ingest(reading)
    found = queries.evidence(store, queries.observations(store, ANY)["observation_id"][50])
    assert found is not None
    assert 0 < found.text_start < len(reading.page.text) / 2
    assert len(found.text) < 300
    assert "region" in found.spans
