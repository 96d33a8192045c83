"""Which week a text names, which figures lead a briefing, how a sentence is quoted, and how the command tells a mistake."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from figure_rows import ZH, prepared, row
from sample_store import fill_store
from typer.testing import CliRunner

from dashboard.briefing.charts import choose_charts
from dashboard.briefing.content import load_briefing
from dashboard.briefing.quotation import Quotation, clip
from dashboard.briefing.selection import Finding
from dashboard.briefing.sheet import leading_findings, regional
from dashboard.briefing.week import Week, WeekError, parse_week, week_of
from dashboard.commands import app
from extract.console import SOME_PAGES_BAD, USAGE
from extract.step8_store import Filters, open_store

GDP = {"title": "地区生产总值", "kind": "flow", "usual_unit": "CNY", "theme": "output", "theme_title": "生产"}
TRADE = GDP | {"title": "出口额", "theme": "trade", "theme_title": "外贸外资"}
GROWTH: dict[str, Any] = {"measure": "yoy", "unit": "%"}


def titled(*groups: tuple[dict[str, Any], dict[str, Any]]) -> pd.DataFrame:
    """Prepared rows that know their indicator; each is printed in a sentence of its own."""
    rows = prepared(*({"evidence": f"第{place}句"} | one for place, (one, _) in enumerate(groups)))
    return rows.assign(**{key: [about[key] for _, about in groups] for key in GDP})


def ids(findings: list[Finding]) -> list[str]:
    return [finding.row.observation_id for finding in findings]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-W23", "2025-06-02", "2025-06-08"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
    ],
)
def test_a_week_runs_from_monday_to_sunday(text: str, first: str, last: str) -> None:
    week = parse_week(text)
    assert (str(week.first), str(week.last), str(week)) == (first, last, text)


@pytest.mark.parametrize("text", ["2025-W53", "2025-W00", "2025-W54", "0000-W01"])
def test_a_week_that_the_year_does_not_have_is_told(text: str) -> None:
    with pytest.raises(WeekError, match="not in the calendar"):
        parse_week(text)


@pytest.mark.parametrize("text", ["", "2025-23", "2025-W3", "W23-2025", "2025-W23 ", "٢٠٢٥-W23"])
def test_another_form_is_told_with_an_example(text: str) -> None:
    with pytest.raises(WeekError, match="such as 2025-W23"):
        parse_week(text)


def test_days_around_new_year_belong_to_the_week_of_their_thursday() -> None:
    assert week_of(dt.date(2021, 1, 3)) == Week(2020, 53)
    assert week_of(dt.date(2024, 12, 30)) == Week(2025, 1)


@pytest.mark.parametrize(
    "unfit",
    [
        {"region_code": ""},
        {"flags": ("region_inferred",)},
        {"flags": ("period_inferred",)},
        {"flags": ("sub_county",)},
        {"flags": ("implausible",)},
        {"confidence": 0.5},
        {"start": "", "end": ""},
        {"unit": "item", "value": 300.0},
    ],
)
def test_a_doubtful_figure_is_listed_but_does_not_lead(unfit: dict[str, Any]) -> None:
    doubted = {**row("330500", 9e9), **row("330500", 9e9, start="", end=""), **unfit} if "start" in unfit else None
    rows = titled((row("330521", 5e9), GDP), (doubted or row("330500", 9e9) | unfit, TRADE))
    assert ids(leading_findings(rows)) == ["o0"]


def test_each_theme_speaks_once_before_any_speaks_again() -> None:
    city, county, trade = row("330500", 9e9), row("330521", 5e9), row("330500", 1e9, indicator="exports")
    rows = titled((county, GDP), (city, GDP), (trade, TRADE))
    assert ids(leading_findings(rows)) == ["o1", "o2", "o0"]


def test_an_amount_stands_with_its_growth() -> None:
    rows = titled((row("330500", 5.8, **GROWTH), GDP), (row("330500", 9e9), GDP))
    (finding,) = leading_findings(rows)
    assert (finding.row.value, finding.growth.value) == (9e9, 5.8)


def test_six_figures_lead_at_most() -> None:
    rows = titled(*[(row("330500", 1e9 + n, indicator=f"made_up_{n}"), GDP) for n in range(9)])
    assert len(leading_findings(rows)) == 6


def test_counties_are_ranked_only_where_three_of_them_reported() -> None:
    two = titled((row("330521", 5.0, **GROWTH), GDP), (row("330522", 4.0, **GROWTH), GDP))
    three = titled(*[(row(code, 5.0, **GROWTH), GDP) for code in ("330502", "330521", "330522")])
    kinds = [[chart.kind for chart in choose_charts(rows, [], lambda _, rows=rows: rows, ZH)] for rows in (two, three)]
    assert kinds == [[], ["ranking"]]


def test_a_week_counts_the_pages_of_its_days_and_knows_no_later_ones(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sample.db'}"
    fill_store(url)
    with closing(open_store(url)) as store:
        early, late = (load_briefing(store, week, ZH) for week in (Week(2024, 8), Week(2025, 9)))
        assert list(early.documents["document"]) == ["bulletin_2023.txt"]
        assert early.known(Filters())["end"].max() == dt.date(2023, 12, 31)
        assert set(regional(late)["who"]) == {"德清县"}
        assert late.known(Filters(series="gdp|level|CNY|330521"))["raw"].tolist() == ["681.0亿元", "680.7亿元"]


def test_a_long_sentence_is_cut_where_a_clause_ends() -> None:
    whole = Quotation("甲乙丙丁,戊己庚辛,壬癸", "94亿元", ",子丑寅卯,辰巳午未")
    assert clip(whole, 8) == ("…戊己庚辛,壬癸", "94亿元", ",子丑寅卯…")
    assert clip(whole, 20) == whole


def test_without_a_comma_the_sentence_is_cut_where_it_must() -> None:
    assert clip(Quotation("甲" * 9, "1%", "乙" * 9), 4) == ("…" + "甲" * 4, "1%", "乙" * 4 + "…")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--week", "2025-W53"], "not in the calendar"),
        (["--week", "June"], "such as 2025-W23"),
        (["--week", "2025-W23", "--lang", "fr"], "choose zh or en"),
        ([], "--week"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(tmp_path: Path, words: list[str], told: str) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["briefing", *words, "--out", str(out)], env={"COLUMNS": "200"})
    assert (result.exit_code, out.exists()) == (USAGE, False)
    assert told in result.output
    assert "Traceback" not in result.output


def test_without_chromium_the_command_names_the_package(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sample.db'}"
    fill_store(url)
    words = ["briefing", "--week", "2025-W08", "--out", str(tmp_path / "out"), "--store", url]
    result = CliRunner().invoke(app, words, env={"CHROMIUM": str(tmp_path / "none"), "PATH": ""})
    assert result.exit_code == SOME_PAGES_BAD
    assert "apt-get install chromium" in result.output
    assert "nothing was published" in result.output
    assert list((tmp_path / "out").iterdir()) == []
