"""One fact, several reports: the preferred one, and reports that differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.step8_store import Filters, Store, open_store
from extract.step8_store.queries import conflicts, facts
from tests.readings import make_reading

ANY = Filters()
EARLY, LATE = dt.date(2025, 2, 10), dt.date(2025, 2, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "s.db"))
    yield opened
    opened.close()


def report(value: float, raw: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "raw": raw} | more


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"flags": ("implausible",), "published": LATE}),
        ({}, {"qualifier": "nearly", "published": LATE}),
        ({}, {"evidence": "外贸开门红", "published": LATE}),
        ({}, {"evidence": "外贸开门红", "article": "一季度 外贸开门红\n出口94亿元", "published": LATE}),
        ({}, {"evidence": "外贸 开门红\n出口94亿元", "article": "外贸开门红\u3000出口94亿元", "published": LATE}),
        ({"evidence": "外贸开门红,出口94亿元。", "published": LATE}, {}),
        ({"evidence": "", "published": LATE}, {}),
        ({"published": LATE}, {}),
        ({}, {"published": None}),
        ({}, {}),
    ],
    ids=[
        "plausible",
        "exact",
        "body",
        "line of title",
        "spaced title",
        "quotes title",
        "no sentence",
        "later",
        "dated",
        "first on the page",
    ],
)
def test_one_report_of_a_fact_is_preferred(store: Store, better: dict[str, Any], worse: dict[str, Any]) -> None:
    for name, told in (("worse", worse), ("better", better)) if better != worse else (("better", better),):
        published = told.get("published", EARLY)
        rows = [report(9.4e9, "94亿元", rule=name) | {key: told[key] for key in told if key != "published"}]
        rows += [report(9.4e9, "94亿元", rule="second")] if better == worse else []
        store.ingest(make_reading(*rows, document=name, published=published))
    found = facts(store, ANY)
    assert found[["rule", "reports"]].to_numpy().tolist() == [["better", 2]]


def test_other_series_periods_and_statuses_are_other_facts(store: Store) -> None:
    year = {"period_end": dt.date(2025, 12, 31)}
    undated = {"period_start": None, "period_end": None}
    store.ingest(make_reading({}, {}, year, {"status": "plan"}, {"item": "甲"}, undated, undated))
    assert sorted(facts(store, ANY)["reports"]) == [1, 1, 1, 1, 1, 2]


def test_filters_come_before_the_choice(store: Store) -> None:
    store.ingest(make_reading({"rule": "old"}, published=EARLY))
    store.ingest(make_reading({"rule": "new"}, published=LATE, document="b.txt"))
    assert list(facts(store, ANY)["rule"]) == ["new"]
    assert list(facts(store, Filters(as_known_on=EARLY))["rule"]) == ["old"]
    assert list(facts(store, Filters(text="湖州市出口", newspapers=("样报",)))["rule"]) == ["new"]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (report(9.4e9, "94亿元"), report(9.4e9, "94亿元"), False),
        (report(9.4e9, "94亿元"), report(9.37e9, "93.7亿元"), False),
        (report(9.4e9, "94亿元"), report(9.52e9, "95.2亿元"), True),
        (report(9.4e9, "94亿元"), report(1e10, "百亿元", qualifier="nearly"), False),
        (report(9.4e9, "94亿元"), report(9e9, "90亿元", qualifier="over"), False),
        (report(8.9e9, "89.1亿元"), report(9e9, "90亿元", qualifier="over"), True),
        (report(9.4e9, "94亿元"), report(9.8e9, "98亿元", qualifier="about"), False),
        (report(9.4e9, "94亿元"), report(9e9, "90亿", value_high=9.5e9, qualifier="range"), False),
        (report(9.4e9, "94亿元"), report(8e9, "80亿", value_high=9e9, qualifier="range"), True),
        (report(-0.4, "0.4%"), report(0.4, "0.4%"), True),
        (report(0.0, "持平"), report(0.0, "0"), False),
        (report(9413.5, "９，４１３．５"), report(9413.0, "9413"), False),
        (report(9413.5, "9,413.5"), report(9415.0, "9,415.0"), True),
    ],
    ids=lambda value: value["raw"] if isinstance(value, dict) else "",
)
def test_reports_conflict_beyond_rounding(
    store: Store, one: dict[str, Any], other: dict[str, Any], differ: bool
) -> None:
    store.ingest(make_reading(one, newspaper="甲报"))
    store.ingest(make_reading(other, newspaper="乙报", document="b.txt"))
    assert sorted(conflicts(store, ANY)["newspaper"]) == (["乙报", "甲报"] if differ else [])


def test_all_reports_of_a_conflict_are_listed_together(store: Store) -> None:
    store.ingest(make_reading(report(9.4e9, "94亿元"), report(1e9, "10亿元", item="甲"), published=EARLY))
    store.ingest(make_reading(report(9.9e9, "99亿元"), report(1e9, "10亿元", item="甲"), document="b.txt"))
    store.ingest(make_reading(report(9.4e9, "94亿元"), report(2e9, "20亿元", item="乙"), document="c.txt"))
    found = conflicts(store, ANY)
    assert list(found["value"]) == [9.4e9, 9.9e9, 9.4e9]
    assert len(conflicts(store, Filters(as_known_on=EARLY))) == 0
    assert len(conflicts(store, Filters(items=("甲",)))) == 0


def test_figures_without_a_period_do_not_conflict(store: Store) -> None:
    undated = {"period_start": None, "period_end": None}
    store.ingest(make_reading(report(1e9, "10亿元", **undated), report(2e9, "20亿元", **undated)))
    assert len(conflicts(store, ANY)) == 0


@pytest.mark.parametrize(
    ("measure", "unit", "differ"), [("change", "pp", False), ("rank", "rank", False), ("yoy", "%", True)]
)
def test_what_has_a_base_that_no_row_holds_is_no_one_fact(store: Store, measure: str, unit: str, differ: bool) -> None:
    for value, document in ((1.4, "a.txt"), (1.7, "b.txt")):
        row = report(value, f"{value}", measure=measure, unit=unit)
        store.ingest(make_reading(row, document=document))
    assert len(conflicts(store, ANY)) == 2 * differ


def test_a_sentence_with_several_values_reports_no_one_fact(store: Store) -> None:
    listed = [report(2.0, "2期", evidence="一句"), report(6.0, "6期", evidence="一句")]
    store.ingest(make_reading(*listed))
    store.ingest(make_reading(*listed, document="b.txt"))
    assert len(conflicts(store, ANY)) == 0
    store.ingest(make_reading(report(3.0, "3期"), report(3.0, "3期"), document="c.txt"))
    assert len(conflicts(store, ANY)) == 0
    store.ingest(make_reading(report(5.0, "5期"), document="d.txt"))
    assert sorted(conflicts(store, ANY)["value"]) == [3.0, 3.0, 5.0]
