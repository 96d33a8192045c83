"""What waits for a person: conflicts, flagged figures and refusals, until somebody decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.step8_store import Filters, Store, open_store
from extract.step8_store.reviews import accept, reject
from extract.step8_store.worklist import KINDS, WORK, tally, work_list
from tests.readings import make_reading

ANY = Filters()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "s.db"))
    opened.ingest(
        make_reading(
            {"value": 9.9e9, "raw": "99亿元"},
            {"item": "甲", "flags": ("sub_county",), "confidence": 0.8},
            {"item": "乙", "flags": ("implausible", "sub_county"), "confidence": 0.3},
            refused=("3月1日",),
            published=dt.date(2025, 2, 10),
        )
    )
    opened.ingest(make_reading({}, refused=("第134期",), document="b.txt"))
    yield opened
    opened.close()


def test_each_kind_has_its_list(store: Store) -> None:
    lists = {kind: work_list(store, ANY, kind) for kind in KINDS}
    assert {tuple(found) for found in lists.values()} == {WORK}
    assert lists["conflict"]["raw"].tolist() == ["99亿元", "94亿元"]
    assert lists["figure"][["item", "why"]].to_numpy().tolist() == [
        ["乙", "implausible;sub_county"],
        ["甲", "sub_county"],
    ]
    assert lists["refusal"][["raw", "why", "indicator"]].to_numpy().tolist() == [
        ["第134期", "date", ""],
        ["3月1日", "date", ""],
    ]
    assert len({str(found.dtypes.to_dict()) for found in lists.values()}) == 1


def test_what_waits_is_counted(store: Store) -> None:
    assert tally(store, ANY).to_numpy().tolist() == [
        ["conflict", "conflict", 2],
        ["figure", "implausible;sub_county", 1],
        ["figure", "sub_county", 1],
        ["refusal", "date", 2],
    ]
    assert tally(store, Filters(published_from=dt.date(2025, 2, 11)))["why"].tolist() == ["date"]


def test_what_is_decided_waits_no_longer(store: Store) -> None:
    for kind, decide in zip(KINDS, (accept, reject, accept), strict=True):
        decide(store, work_list(store, ANY, kind)["target"][0], by="王")
    assert [len(work_list(store, ANY, kind)) for kind in KINDS] == [0, 1, 1]
    assert tally(store, ANY)["n"].tolist() == [1, 1]


def test_pages_of_the_list_are_its_slices(store: Store) -> None:
    for kind in KINDS:
        whole = work_list(store, ANY, kind)
        parts = [work_list(store, ANY, kind, 1, start)["target"].item() for start in range(len(whole))]
        assert parts == whole["target"].tolist()


def test_the_list_has_filters(store: Store) -> None:
    assert work_list(store, Filters(flags=("implausible",)), "figure")["item"].tolist() == ["乙"]
    assert len(work_list(store, Filters(reasons=("phone",)), "refusal")) == 0
    assert len(work_list(store, Filters(indicators=("gdp",)), "conflict")) == 0
