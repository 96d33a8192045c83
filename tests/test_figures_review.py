"""What the correction form changes, and how the work list is counted and cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from figure_rows import EN, ZH
from readings import make_reading

from dashboard.components.correction import changes, shown_fields
from dashboard.state import View
from dashboard.worklist import count_work, groups_of, read_work
from extract.step8_store import ReviewError, Store, open_store

ROW: dict[str, Any] = {
    "value": 9.37e9,
    "unit": "CNY",
    "measure": "level",
    "indicator": "exports",
    "region_code": "330500",
    "period_start": dt.date(2025, 1, 1),
    "period_end": dt.date(2025, 1, 31),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two papers that differ, a figure with two flags, and two refused numbers."""
    flagged = {"indicator": "gdp", "flags": ("sub_county", "period_inferred")}
    readings = [
        make_reading({}, flagged, refused=("0572", "第三"), document="a"),
        make_reading({"value": 9.9e9, "raw": "99亿元"}, document="b"),
    ]
    with closing(open_store(f"sqlite:///{tmp_path / 'reviewed.db'}")) as opened:
        for reading in readings:
            opened.ingest(reading)
        yield opened


def test_the_form_opens_with_what_the_figure_says() -> None:
    assert shown_fields(ROW, ZH)["value"] == "93.7"
    assert shown_fields(ROW, EN)["value"] == "9.37"
    assert shown_fields(ROW, ZH)["period_end"] == "2025-01-31"


def test_an_untouched_form_changes_nothing() -> None:
    assert changes(ROW, shown_fields(ROW, ZH), ZH) == {}


@pytest.mark.parametrize(
    ("field", "given", "changed"),
    [
        ("value", "94", 9.4e9),
        ("value", "1,094.1", 1.0941e11),
        ("value", "\N{MINUS SIGN}0.3", -3e7),
        ("indicator", "imports", "imports"),
        ("region_code", "330521", "330521"),
        ("period_end", "2025-03-31", dt.date(2025, 3, 31)),
        ("period_start", "", None),
    ],
)
def test_only_what_was_changed_is_corrected_in_whole_units(field: str, given: str, changed: Any) -> None:
    assert changes(ROW, shown_fields(ROW, ZH) | {field: given}, ZH) == {field: changed}


@pytest.mark.parametrize("given", ["about 94", "", "nan", "inf", "9.4.1"])
def test_a_value_that_is_no_number_is_told(given: str) -> None:
    with pytest.raises(ReviewError, match=r"93\.7"):
        changes(ROW, shown_fields(ROW, ZH) | {"value": given}, ZH)


def test_a_figure_with_two_flags_counts_for_both_and_once_in_all(store: Store) -> None:
    counts = count_work(store)
    assert counts["figure"] == {"sub_county": 1, "period_inferred": 1, "": 1}
    assert counts["refusal"] == {"date": 2, "": 2}


def test_reports_of_one_fact_are_one_entry(store: Store) -> None:
    groups = groups_of(read_work(store, View(work="conflict")))
    assert [sorted(group["raw"]) for group in groups] == [["94亿元", "99亿元"]]


def test_a_reason_narrows_the_list(store: Store) -> None:
    assert read_work(store, View(work="figure", why="sub_county"))["raw"].tolist() == ["94亿元"]
    assert read_work(store, View(work="figure", why="conflict")).empty
    assert read_work(store, View(work="refusal", why="date"))["raw"].tolist() == ["0572", "第三"]
