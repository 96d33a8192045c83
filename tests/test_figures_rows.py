"""Choosing what to compare: a wish that has reports, else what most regions report, and it says which."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from figure_rows import EN, ZH, prepared, row

from dashboard.comparison import compare
from dashboard.findings import ranking_finding, series_finding, silent_note, subtitle, tiles_finding
from dashboard.overview import coverage_matrix, covered_regions, home_cities, latest_figures
from dashboard.rows import between, narrow, prefer, years_of
from dashboard.state import View
from dashboard.summary import summarise

REGIONS = pd.DataFrame(
    [
        ("330000", "浙江省", "province", ""),
        ("330400", "嘉兴市", "city", "330000"),
        ("330500", "湖州市", "city", "330000"),
        ("330481", "海宁市", "county", "330400"),
        ("330502", "吴兴区", "county", "330500"),
        ("330521", "德清县", "county", "330500"),
        ("330522", "长兴县", "county", "330500"),
    ],
    columns=["code", "name", "level", "parent_code"],
)
YOY = {"measure": "yoy", "unit": "%", "raw": "5.1%"}


def test_what_most_regions_report_is_shown_first() -> None:
    rows = prepared(row("330521", 5e10), row("330502", 6e10), row("330521", 5.1, **YOY), row("330500", 4e11))
    choice = narrow(rows, View())
    assert choice.chosen == {
        "figure": "level:CNY",
        "item": "total",
        "basis": "year",
        "level": "county",
        "period": "2023-01-01..2023-12-31",
    }
    assert choice.options["figure"] == [("level:CNY", 3), ("yoy:%", 1)]
    assert list(choice.focus["who"]) == ["德清县", "吴兴区"]


def test_the_total_comes_before_its_parts() -> None:
    parts = [row(code, 1e9, item="煤炭") for code in ("330521", "330502")]
    assert narrow(prepared(*parts, row("330521", 5e10)), View()).chosen["item"] == "total"


def test_a_wish_is_followed_and_a_vain_one_is_named() -> None:
    rows = prepared(row("330521", 5e10), row("330502", 6e10), row("330521", 5.1, **YOY))
    choice = narrow(rows, View(figure="yoy:%", basis="month"))
    assert (choice.chosen["figure"], choice.chosen["basis"], choice.missed) == ("yoy:%", "year", ("basis",))


def test_kinds_of_period_are_never_mixed() -> None:
    rows = prepared(row("330521", 5e10), row("330502", 6e10), row("330521", 1e10, start="2023-01-01", end="2023-03-31"))
    assert set(narrow(rows, View()).rows["basis"]) == {"year"}


def test_nothing_to_choose_from_is_no_error() -> None:
    choice = narrow(prepared(), View())
    assert (choice.measure, choice.unit, len(choice.focus)) == ("", "", 0)


def test_of_several_reports_the_stores_choice_is_compared_and_the_others_stay_in_sight() -> None:
    twice = prepared(row("330521", 5.9e10), row("330521", 5.88e10), row("330502", 6e10), but={"o0"})
    comparison = compare(twice, REGIONS, View(), ZH)
    assert list(prefer(twice)["observation_id"]) == ["o1", "o2"]
    assert (sorted(comparison.ranking["observation_id"]), len(comparison.series)) == (["o1", "o2"], 3)


def test_years_narrow_what_is_shown_but_not_what_can_be_chosen() -> None:
    rows = prepared(row("330521", 1.0, 2019), row("330521", 1.0, 2023), row("330521", 1.0, start=None, end=None))
    assert years_of(rows) == [2023, 2019]
    assert list(between(rows, View(since=2020))["end"]) == [dt.date(2023, 12, 31)]
    assert len(between(rows, View())) == 3


def test_totals_have_no_parent_to_compare_with_but_rates_have() -> None:
    level = compare(prepared(row("330521", 5e10), row("330502", 6e10), row("330500", 4e11)), REGIONS, View(), ZH)
    rate = compare(
        prepared(row("330521", 5.1, **YOY), row("330502", 6.0, **YOY), row("330500", 5.8, **YOY)), REGIONS, View(), ZH
    )
    assert (len(level.references), level.is_mappable) == (0, False)
    assert (list(rate.references["who"]), rate.is_mappable) == (["湖州市"], True)
    assert len(rate.frames()["ranking"]) == 3


def test_firms_are_ranked_but_not_mapped() -> None:
    firms = [row("330521", 5.1, scope="organisation", entity=name, **YOY) for name in ("甲厂", "乙厂")]
    firms += [row("330502", 5.1, scope="organisation", entity="丙厂", **YOY)]
    comparison = compare(prepared(*firms), REGIONS, View(scope="organisation"), ZH)
    assert (len(comparison.ranking), comparison.is_mappable) == (3, False)


@pytest.mark.parametrize(
    ("within", "codes"),
    [
        ("", ["330502", "330521", "330522"]),
        ("330400", ["330481"]),
        ("330000", ["330481", "330502", "330521", "330522"]),
    ],
)
def test_the_area_is_what_could_have_reported(within: str, codes: list[str]) -> None:
    comparison = compare(prepared(row("330521", 5e10)), REGIONS, View(within=within), ZH)
    assert list(comparison.area["code"]) == codes


def test_findings_say_what_the_picture_shows() -> None:
    rows = [
        row("330521", 5.1, **YOY),
        row("330502", 6.0, **{**YOY, "raw": "6%"}),
        row("330522", 7.0, 2022, **{**YOY, "raw": "7%"}),
    ]
    comparison = compare(prepared(*rows), REGIONS, View(), ZH)
    scale = comparison.scale
    assert series_finding(comparison.series, scale, ZH) == "2023年，2个地区在 +5.1 至 +6%之间"
    assert ranking_finding(comparison.ranking, scale, ZH) == "吴兴区最高，+6%；德清县最低，+5.1%"
    assert tiles_finding(comparison, ZH) == "3个县（市、区）中2个有报道"
    assert silent_note(comparison, ZH) == "这一期没有报道：长兴县（上次2022年）。"
    assert subtitle(comparison, "生产总值", ZH) == "生产总值·同比（%）·县级·全年"


def test_a_single_report_is_told_as_one() -> None:
    comparison = compare(prepared(row("330521", 5e10), say=EN), REGIONS, View(), EN)
    assert series_finding(comparison.series, comparison.scale, EN) == "Latest: 德清县, 2023, 50 bn CNY"
    assert ranking_finding(comparison.ranking, comparison.scale, EN) == "Only 德清县 was reported: 50 bn CNY"


def test_a_summary_line_is_the_last_report_with_its_growth_and_history() -> None:
    rows = prepared(
        row("330521", 5e10, 2022),
        row("330521", 6e10, 2023),
        row("330521", 5.1, 2023, **YOY),
        row("330521", 9e14, 2024, flags=("implausible",)),
        row("330521", 1e9, 2024, item="煤炭"),
    )
    (line,) = summarise(rows)
    assert (line.last.value, line.growth.value) == (6e10, 5.1)
    assert [report.end.year for report in line.history] == [2022, 2023]


def test_growth_alone_is_its_own_line() -> None:
    (line,) = summarise(prepared(row("330521", 5.1, **YOY)))
    assert (line.last.measure, line.growth) == ("yoy", None)


def test_a_county_paper_counts_for_its_city() -> None:
    documents = pd.DataFrame({"home_region_code": ["330521", "330500", "330481", ""]})
    assert home_cities(documents, REGIONS) == {"330400": "嘉兴市", "330500": "湖州市"}


def test_the_latest_figures_are_one_a_region_and_indicator() -> None:
    rows = prepared(row("330521", 5.1, **YOY), row("330521", 5e10), row("330502", 6e10, published="2024-03-01"))
    assert list(latest_figures(rows, 5)["value"]) == [6e10, 5e10]
    assert len(latest_figures(rows, 1)) == 1


def test_the_matrix_counts_figures_by_region_and_theme() -> None:
    coverage = pd.DataFrame(
        {"region_code": ["330521", "330521", "330502"], "indicator": ["gdp", "ppi", "gdp"], "n": [3, 1, 2]}
    )
    indicators = pd.DataFrame({"code": ["gdp", "ppi"], "theme": ["output", "prices"]})
    matrix = coverage_matrix(coverage, indicators)
    assert matrix.loc["330521"].to_dict() == {"output": 3, "prices": 1}
    assert matrix.loc["330502", "prices"] == 0
    assert list(covered_regions(REGIONS, matrix)["name"]) == ["吴兴区", "德清县"]


def test_one_bar_and_places_in_a_list_are_not_ranked() -> None:
    alone = compare(prepared(row("330521", 5e10)), REGIONS, View(), ZH)
    places = [row(code, place, measure="rank", unit="rank") for code, place in (("330521", 24), ("330502", 1))]
    assert (alone.is_rankable, compare(prepared(*places), REGIONS, View(), ZH).is_rankable) == (False, False)


def test_regions_that_never_reported_are_only_counted() -> None:
    comparison = compare(prepared(row("330521", 5e10), row("330502", 6e10)), REGIONS, View(), ZH)
    assert silent_note(comparison, ZH) == "另有1个从未报道。"


def test_the_latest_figures_are_sure_and_dated_ones_go_first() -> None:
    later = {"published": "2025-01-01"}
    rows = prepared(
        row("330521", 1e9, **later, flags=("implausible",)),
        row("330522", 1e9, **later, start="", end=""),
        row("330502", 1e9, **later),
        row("330500", 1e9),
    )
    assert latest_figures(rows, 9)["region_code"].tolist() == ["330502", "330522", "330500"]
