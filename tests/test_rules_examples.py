"""Every example of every indicator's rule, and what each rule must say of itself."""

from __future__ import annotations

import csv
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from extract import extract_text
from extract.rules import Example, Indicator, load_indicators, load_themes

ENTRIES = list(load_indicators().values())
NUMBERS = ("value", "value_high")


class Case(NamedTuple):
    """One example with the indicator it speaks of; a miss finds nothing."""

    code: str
    example: Example


def cases() -> list[Case]:
    hits = [Case(entry.code, example) for entry in ENTRIES for example in entry.hits]
    misses = [Case(entry.code, as_example(example)) for entry in ENTRIES for example in entry.misses]
    return hits + misses


def as_example(miss: str | Example) -> Example:
    return Example(text=miss, finds=()) if isinstance(miss, str) else miss


def case_id(case: Case) -> str:
    return f"{case.code}{'+' if case.example.finds else '-'} {case.example.text[:30]}"


def parse_find(find: str) -> dict[str, str]:
    """`yoy -1.2 % status=plan` as the cells that a row must have.

    Raises:
        ValueError: the words are not a measure, a value, a unit and `column=value` words.
    """
    words = find.split()
    pairs = [word.partition("=") for word in words[3:]]
    if len(words) < 3 or not all(sign for _, sign, _ in pairs):
        raise ValueError(f"{find!r}: write '<measure> <value> <unit>' and then key=value words")
    cells = dict(zip(("measure", "value", "unit"), words, strict=False)) | {key: value for key, _, value in pairs}
    if "period" in cells:
        cells["period_start"], _, cells["period_end"] = cells.pop("period").partition("..")
    if "high" in cells:
        cells["value_high"] = cells.pop("high")
    return cells


def cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value)


def is_right(row: dict[str, Any], wanted: dict[str, str]) -> bool:
    return all(
        isclose(row[name], float(value), rel_tol=1e-9) if name in NUMBERS else cell(row[name]) == value
        for name, value in wanted.items()
    )


SHOWN = (
    "measure", "value", "value_high", "unit", "region_code", "period_start", "period_end", "status", "qualifier",
    "scope", "item", "raw",
)  # fmt: skip


def describe(row: dict[str, Any]) -> str:
    return " ".join(f"{name}={cell(row[name])}" for name in SHOWN if cell(row[name]))


def complaints(rows: list[dict[str, Any]], finds: tuple[str, ...]) -> list[str]:
    """What is missing and what is too much; the finds that ask for most choose first."""
    missing = []
    for find in sorted(finds, key=lambda find: -len(find.split())):
        right = [row for row in rows if is_right(row, parse_find(find))]
        if right:
            rows = [row for row in rows if row is not right[0]]
        else:
            missing.append(f"missing: {find}")
    return missing + [f"too much: {describe(row)}" for row in rows]


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_example(case: Case) -> None:
    example = case.example
    frame = extract_text(example.text, published=example.published, home_region=example.home)
    # The rule names the entry, candidates included, whose rows are of `other`.
    rows = frame[frame["rule"].str.split(":").str[0] == case.code].to_dict("records")
    assert complaints(rows, example.finds) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_entry_has_names_and_two_examples_of_each_kind(entry: Indicator) -> None:
    assert entry.names, f"{entry.theme}.toml [{entry.code}]: nothing names it; add [[{entry.code}.names]]"
    assert len(entry.hits) >= 2, f"{entry.theme}.toml [{entry.code}]: add a hit"
    assert len(entry.misses) >= 2, f"{entry.theme}.toml [{entry.code}]: add a miss"
    assert all(example.finds for example in entry.hits), f"{entry.theme}.toml [{entry.code}]: a hit finds nothing"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_no_list_of_an_entry_says_a_word_twice(entry: Indicator) -> None:
    told = [words for name in entry.names for words in (name.terms, name.without)]
    assert [word for words in told for word in set(words) if words.count(word) > 1] == []


def test_names_that_are_another_indicator_of_a_firm_name_a_known_one() -> None:
    told = {name.firm for indicator in load_indicators().values() for name in indicator.names if name.firm}
    assert told
    assert told <= set(load_indicators())


def test_every_theme_has_both_names() -> None:
    assert [theme for theme, names in load_themes().items() if not (names.get("zh") and names.get("en"))] == []


def test_every_code_of_the_contract_has_a_rule_that_agrees_with_it(shared: Path) -> None:
    entries = load_indicators()
    with (shared / "design" / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["code"]: row for row in csv.DictReader(handle)}
    assert [code for code in rows if code not in entries] == [], "these codes have no rule"
    differing = [
        f"{entries[code].theme}.toml [{code}] {name}: {getattr(entries[code], name)!r}, the contract says {value!r}"
        for code, row in rows.items()
        for name, value in row.items()
        if str(getattr(entries[code], name)) != value
    ]
    assert differing == []


def test_find_grammar_names_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="write '<measure> <value> <unit>'"):
        parse_find("yoy -1.2")
    wanted = {"measure": "level", "value": "3", "unit": "%", "value_high": "5", "period_start": "", "period_end": ""}
    assert parse_find("level 3 % high=5 period=") == wanted
