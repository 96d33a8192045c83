"""The tidy table: its columns and types, its ids, the names of regions, and a CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.models import COLUMNS, REFUSAL_COLUMNS
from extract.step7_tabulate import csv_bytes, name_region, observation_ids, tabulate, tabulate_refusals, write_csv
from tests.readings import JANUARY, make_reading


def cells(frame: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline="")))


def test_columns_are_the_contract() -> None:
    readings = [make_reading({}, {"value": 1.0}, refused=("3月1日",))]
    assert tuple(tabulate(readings)) == COLUMNS
    assert tuple(tabulate_refusals(readings)) == REFUSAL_COLUMNS


def test_an_empty_table_has_the_same_columns_and_types() -> None:
    full = tabulate([make_reading({"flags": ("conflict",)})])
    pd.testing.assert_series_equal(tabulate([]).dtypes, full.dtypes)
    assert tuple(tabulate_refusals([])) == REFUSAL_COLUMNS


def test_a_row_holds_what_was_read_and_where() -> None:
    reading = make_reading({"value_high": 9.5e9, "flags": ("period_inferred", "conflict")})
    row = tabulate([reading]).iloc[0]
    assert (row["value"], row["value_high"], row["flags"]) == (9.4e9, 9.5e9, ("period_inferred", "conflict"))
    assert (row.period_start.date(), row.period_end.date()) == JANUARY
    assert (row.document, row.document_id, row.newspaper) == ("a.txt", reading.page.document_id, "样报")
    assert reading.page.text[row.char_start : row.char_end] == row.raw


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("330521", ("德清县", "county", "德清县", "湖州市", "浙江省")),
        ("330500", ("湖州市", "city", "", "湖州市", "浙江省")),
        ("330000", ("浙江省", "province", "", "", "浙江省")),
        ("110108", ("海淀区", "county", "海淀区", "", "北京市")),
        ("100000", ("中国", "country", "", "", "")),
        ("999999", ("", "", "", "", "")),
    ],
)
def test_a_region_has_its_names(code: str, names: tuple[str, ...]) -> None:
    assert name_region(code) == names


def test_ids_are_stable_and_tell_rows_on_one_span_apart() -> None:
    reading = make_reading({}, {})
    twice = (*reading.observations, reading.observations[0])
    ids = observation_ids("f" * 64, twice)
    assert ids == observation_ids("f" * 64, twice)
    assert len(set(ids)) == 3
    assert ids[2].startswith(ids[0].removesuffix("0"))


def test_what_is_missing_is_an_empty_cell() -> None:
    reading = make_reading({"period_start": None, "period_end": None}, published=None)
    row = cells(tabulate([reading]))[0]
    assert [row[name] for name in ("period_start", "period_end", "published", "value_high", "flags")] == [""] * 5


def test_csv_has_a_mark_iso_dates_and_joined_flags() -> None:
    frame = tabulate([make_reading({"flags": ("a", "b")})])
    assert csv_bytes(frame).startswith(b"\xef\xbb\xbfindicator,")
    row = cells(frame)[0]
    assert (row["period_end"], row["published"], row["flags"]) == ("2025-01-31", "2025-02-20", "a;b")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "－"])
def test_text_cannot_run_as_a_formula(start: str) -> None:
    row = cells(tabulate([make_reading({"entity": f"{start}1+1", "item": f"甲{start}"})]))[0]
    assert row["entity"] == f"'{start}1+1"
    assert row["item"] == f"甲{start}"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_stays_the_same_number(value: float) -> None:
    assert float(cells(tabulate([make_reading({"value": value})]))[0]["value"]) == value


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_but_for_the_guard(text: str) -> None:
    assert cells(tabulate([make_reading({"entity": text})]))[0]["entity"].removeprefix("'") == text.removeprefix("'")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    frame = tabulate([make_reading({})])
    write_csv(frame, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == csv_bytes(frame)
    with pytest.raises(OSError, match=r"missing"):
        write_csv(frame, tmp_path / "missing" / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
