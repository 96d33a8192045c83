"""Decisions upon figures: they hold at once, add up, can be taken back, and outlive a reading by other rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extract.models import Reading
from extract.step8_store import Filters, ReviewError, Store, checking, open_store, queries
from extract.step8_store.reextract import replace
from extract.step8_store.reviews import HISTORY, accept, correct, history, reject, undo
from tests.readings import make_reading

ANY = Filters()
ALL = Filters(decisions=("", "accepted", "corrected", "rejected"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "s.db"))
    yield opened
    opened.close()


def take_in(store: Store, *figures: dict[str, Any], **page: Any) -> tuple[Reading, list[str]]:
    """A page in the store, and the ids of its figures."""
    reading = make_reading(*figures, **page)
    store.ingest(reading)
    found = queries.observations(store, Filters(documents=(reading.page.document_id,)))
    return reading, list(found["observation_id"])


def only_row(store: Store, filters: Filters = ALL) -> dict[str, Any]:
    (row,) = queries.observations(store, filters).to_dict("records")
    return {str(name): value for name, value in row.items()}


def reread(reading: Reading, **changed: Any) -> Reading:
    rows = tuple(row.model_copy(update=changed) for row in reading.observations)
    return reading.model_copy(update={"observations": rows})


def test_a_rejected_figure_is_out_of_every_answer_until_it_is_taken_back(store: Store) -> None:
    _, (key, _) = take_in(store, {}, {"item": "甲"})
    reject(store, key, by="王")
    assert list(queries.observations(store, ANY)["item"]) == ["甲"]
    assert queries.count(store, ANY) == len(queries.facts(store, ANY)) == 1
    assert queries.coverage(store, ANY)["n"].sum() == queries.documents(store, ANY)["n"].sum() == 1
    assert queries.count(store, Filters(decisions=("rejected",))) == 1
    undo(store, key, by="王")
    assert queries.count(store, ANY) == 2


def test_a_corrected_figure_says_what_was_decided_and_keeps_what_was_printed(store: Store) -> None:
    _, (key,) = take_in(store, {"flags": ("implausible",)})
    changes = {"value": 9.5e9, "indicator": "imports", "region_code": "330521", "period_end": dt.date(2025, 3, 31)}
    correct(store, key, changes, by="王", note="抄错")
    row = only_row(store, ANY)
    assert {name: row[name] for name in changes} == changes | {"period_end": pd.Timestamp("2025-03-31")}
    assert (row["series_id"], row["county"]) == ("imports|level|CNY|330521", "德清县")
    assert (row["decision"], row["flags"], row["raw"]) == ("corrected", ("implausible", "corrected"), "94亿元")
    assert queries.count(store, Filters(series="exports|level|CNY|330500")) == 0
    shown = queries.evidence(store, key)
    assert shown is not None
    assert shown.printed == {
        "value": 9.4e9,
        "indicator": "exports",
        "region_code": "330500",
        "period_end": dt.date(2025, 1, 31),
    }
    undo(store, key, by="李")
    row = only_row(store)
    assert (row["decision"], row["flags"], row["series_id"]) == ("", ("implausible",), "exports|level|CNY|330500")


def test_corrections_add_up_and_are_taken_back_one_by_one(store: Store) -> None:
    _, (key,) = take_in(store, {})
    correct(store, key, {"value": 1.0}, by="王")
    correct(store, key, {"item": "甲"}, by="王")
    assert {name: only_row(store)[name] for name in ("value", "item")} == {"value": 1.0, "item": "甲"}
    undo(store, key, by="王")
    assert {name: only_row(store)[name] for name in ("value", "item")} == {"value": 1.0, "item": ""}
    undo(store, key, by="王")
    with pytest.raises(ReviewError, match="nothing was decided"):
        undo(store, key, by="王")


def test_every_decision_stays_on_record(store: Store) -> None:
    _, (key, other) = take_in(store, {}, {})
    accept(store, key, by=" 王 ", note="核对过")
    correct(store, key, {"value": 1.0, "period_start": None, "period_end": None}, by="李")
    reject(store, other, by="李")
    undo(store, key, by="李")
    told = history(store)
    assert tuple(told) == HISTORY
    assert list(told["decision"]) == ["undo", "reject", "correct", "accept"]
    assert list(told["stands"]) == ["", "yes", "", "yes"]
    assert told.loc[3, ["reviewer", "note", "raw", "document"]].tolist() == ["王", "核对过", "94亿元", "a.txt"]
    assert told.loc[2, "printed"] == "value=9400000000; period_start=2025-01-01; period_end=2025-01-31"
    assert told.loc[2, "decided"] == "value=1; period_start=; period_end="
    assert list(history(store, key)["decision"]) == ["undo", "correct", "accept"]
    assert {dt.datetime.fromisoformat(when).tzinfo for when in told["decided_at"]} == {dt.UTC}


def test_a_choice_between_reports_overrides_the_rule_of_preference(store: Store) -> None:
    _, (early,) = take_in(store, {"value": 9.9e9, "raw": "99亿元"}, published=dt.date(2025, 2, 10))
    _, (late,) = take_in(store, {}, document="b.txt")
    assert list(queries.facts(store, ANY)["observation_id"]) == [late]
    accept(store, early, by="王")
    assert list(queries.facts(store, ANY)["observation_id"]) == [early]
    assert len(queries.conflicts(store, ANY)) == 2
    assert len(queries.conflicts(store, ANY, undecided=True)) == 0
    accept(store, late, by="王")
    assert list(queries.facts(store, ANY)["observation_id"]) == [late], "the last decision counts"
    undo(store, late, by="王")
    reject(store, early, by="王")
    assert len(queries.conflicts(store, ANY)) == 0


@pytest.mark.parametrize("shift", [0, 1], ids=["same span", "a longer span"])
def test_decisions_outlive_a_reading_by_other_rules(store: Store, shift: int) -> None:
    reading, (key,) = take_in(store, {})
    correct(store, key, {"value": 1.0}, by="王")
    row = reading.observations[0]
    span = {"char_end": row.char_end + shift, "raw": reading.page.text[row.char_start : row.char_end + shift]}
    replace(store, reread(reading, indicator="imports", value=2.0, **span))
    found = only_row(store)
    assert (found["indicator"], found["value"], found["decision"]) == ("imports", 1.0, "corrected")
    assert list(checking.find_faults(store)) == []
    undo(store, str(found["observation_id"]), by="王")
    assert only_row(store)["value"] == 2.0


def test_what_was_accepted_stays_as_it_was(store: Store) -> None:
    reading, (key,) = take_in(store, {})
    accept(store, key, by="王")
    assert replace(store, reread(reading, value=2.0, region_code="330521")).different == (key,)
    row = only_row(store)
    assert (row["value"], row["region_code"], row["decision"]) == (9.4e9, "330500", "corrected")
    assert not replace(store, reread(reading, value=2.0, region_code="330521")), "what rules read did not change again"
    replace(store, reading)
    assert only_row(store)["decision"] == "accepted"


def test_decisions_follow_their_series_among_figures_on_one_number(store: Store) -> None:
    reading, _ = take_in(store, {"item": "甲"})
    (row,) = reading.observations
    accept(store, queries.observations(store, ANY)["observation_id"][0], by="王")
    rows = (row.model_copy(update={"item": "乙"}), row)
    replace(store, reading.model_copy(update={"observations": rows}))
    found = queries.observations(store, ANY).set_index("item")["decision"]
    assert found.to_dict() == {"甲": "accepted", "乙": ""}


def test_a_decision_waits_for_a_figure_that_is_no_longer_read(store: Store) -> None:
    reading, (key,) = take_in(store, {})
    correct(store, key, {"value": 1.0}, by="王")
    replace(store, reading.model_copy(update={"observations": ()}))
    assert len(list(checking.find_faults(store))) == 1
    with pytest.raises(ReviewError, match="no longer read"):
        accept(store, key, by="王")
    replace(store, reading)
    assert only_row(store)["value"] == 1.0
    replace(store, reading.model_copy(update={"observations": ()}))
    undo(store, key, by="王")
    assert list(checking.find_faults(store)) == []
    replace(store, reading)
    assert only_row(store)["decision"] == ""


def test_decisions_upon_refusals_outlive_a_reading(store: Store) -> None:
    reading = make_reading({}, refused=("3月1日", "第134期"))
    store.ingest(reading)
    first = f"{reading.page.document_id[:16]}-{reading.refusals[0].char_start}-{reading.refusals[0].char_end}-0-refused"
    reject(store, first, by="王")
    replace(store, reading)
    assert list(queries.refusals(store, Filters(decisions=("rejected",)))["raw"]) == ["3月1日"]
    assert list(history(store, first)["decided"]) == [""]
    shown = queries.evidence(store, first)
    assert shown is not None
    assert (shown.row["reason"], shown.row["decision"], shown.document) == ("date", "rejected", "a.txt")
    assert shown.text[slice(*shown.spans["number"])] == "3月1日"
    with pytest.raises(ReviewError, match="is a refusal"):
        correct(store, first, {"value": 1.0}, by="王")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "nothing to correct; name one of indicator, "),
        ({"value": 9.4e9}, "says so already"),
        ({"value": "viel"}, "value: .* got 'viel'"),
        ({"value": float("nan")}, "value: expected a finite number"),
        ({"indicator": "exprots"}, "'exprots' is no indicator; did you mean exports"),
        ({"region_code": "999999"}, "'999999' is no GB/T 2260 code"),
        ({"unit": "Euro"}, "'Euro' is no canonical unit; did you mean EUR|see"),
        ({"measure": "growth"}, "measure: "),
        ({"raw": "95亿元"}, "raw: cannot be corrected; these can: indicator"),
        ({"period_end": "2024-12-31"}, "would end on 2024-12-31, before it starts on 2025-01-01"),
        ({"period_end": None}, "a first and a last day"),
        ({"value_high": 1.0}, "lies below value"),
        ({"entity": "甲公司"}, "an entity goes with scope organisation"),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused(store: Store, changes: dict[str, Any], told: str) -> None:
    _, (key,) = take_in(store, {})
    with pytest.raises(ReviewError, match=told) as refused:
        correct(store, key, changes, by="王")
    assert refused.value.code in {"field", "range", "entity", "half_period", "backwards", "unchanged"}
    assert len(history(store)) == 0
    assert only_row(store)["decision"] == ""


def test_averages_have_units_of_two_parts(store: Store) -> None:
    _, (key,) = take_in(store, {})
    correct(store, key, {"unit": "CNY/person"}, by="王")
    assert only_row(store)["unit"] == "CNY/person"


def test_a_decision_is_signed_and_upon_something(store: Store) -> None:
    _, (key,) = take_in(store, {})
    with pytest.raises(ReviewError, match="needs the name") as unsigned:
        accept(store, key, by=" ")
    assert unsigned.value.code == "unsigned"
    for decide in (accept, reject, undo):
        with pytest.raises(ReviewError, match="no figure or refusal has this id"):
            decide(store, "none", by="王")
