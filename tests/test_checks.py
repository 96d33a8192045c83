"""Flags on what is hard to believe or at odds with its own article: each with a text that has it and one that has not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract import extract_text
from extract.models import Observation
from extract.pipeline import read_page
from extract.rules import load_indicators, load_regions
from extract.step1_read import Source, find_files, open_files
from extract.step6_check import check

CHECKED = {"implausible", "ocr_suspect", "conflict"}
HEAD = "全市外贸再上台阶\n\n本报讯 (记者 方圆) "


def flagged(text: str, published: str = "2025-04-10", home: str = "330500") -> dict[str, set[str]]:
    """The flags of the checks for each figure of a text, by the number as printed."""
    frame = extract_text(text, published=published, home_region=home)
    assert len(frame), "the text has no figure"
    return {row.raw: CHECKED & set(row.flags) for row in frame.itertuples(index=False)}


IMPLAUSIBLE = [
    ("1月，一批货物从本市出口，货值42万亿美元。", "42万亿美元"),
    ("1月，全市地区生产总值84.2万亿元。", "84.2万亿元"),
    ("1月，德清县地区生产总值增长97%。", "97%"),
    ("1月，全市出口下降132%。", "132%"),
    ("1月，民营企业出口占全市出口总值的164%。", "164%"),
    ("1月，全市一般公共预算收入完成预算的1063%。", "1063%"),
    ("1月末，全市不良贷款率87%。", "87%"),
]
BELIEVED = [
    ("1月，一批货物从本市出口，货值42万美元。", "42万美元"),
    ("1月，全市地区生产总值842亿元。", "842亿元"),
    ("2021年一季度，德清县地区生产总值增长19.7%。", "19.7%"),
    ("1月，全市规上工业企业利润下降132%。", "132%"),
    ("1月，民营企业出口占全市出口总值的64%。", "64%"),
    ("1月，全市一般公共预算收入完成预算的106.3%。", "106.3%"),
    ("1月末，全市不良贷款率0.87%。", "0.87%"),
    ("1月，全市进出口增长7.3倍。", "7.3倍"),
]


@pytest.mark.parametrize(("text", "number"), IMPLAUSIBLE)
def test_what_cannot_be_is_flagged(text: str, number: str) -> None:
    assert "implausible" in flagged(text)[number]


@pytest.mark.parametrize(("text", "number"), BELIEVED)
def test_what_can_be_is_not(text: str, number: str) -> None:
    assert flagged(text)[number] == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1月，一批货物从本市出口，货值42万亿美元。", "42万亿美元"),
        ("1月，德清县地区生产总值增长97%。", "97%"),
    ],
)
def test_a_slip_that_would_explain_it_is_told(text: str, number: str) -> None:
    assert flagged(text)[number] == {"implausible", "ocr_suspect"}


@pytest.mark.parametrize(
    "text",
    [
        "1月，全市出口1O.5亿元。",
        "1月，全市出口3O亿元。",
        "1月，全市出口l2.5亿元。",
        "1月，全市粮食总产量12方吨。",
        "1月，全市用电量8亿干瓦时。",
    ],
)
def test_look_alikes_in_a_number_are_told(text: str) -> None:
    assert any("ocr_suspect" in flags for flags in flagged(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "1月，全市建成5G基站120个，减排CO2共32万吨，PM2.5浓度下降3%。",
        "1月，全市出口O2O商品12亿元。",
        "1月，全市供应木材12方，用电量8亿千瓦时。",
    ],
)
def test_letters_beside_numbers_are_no_slips(text: str) -> None:
    assert set().union(*flagged(text).values()) == set()


AT_ODDS = {
    "parts and total": "1月，全市进出口120亿元，其中出口94亿元，进口46亿元。",
    "before and after": "去年，全市银行业不良贷款率从0.8%上升到1.2%，上升0.7个百分点。",
    "twice": f"{HEAD}1月，全市进出口120亿元，增长4.2%。\n\n记者了解到，1月全市进出口102亿元。",
    "headline and body": "1月我市进出口120亿元\n\n本报讯 (记者 方圆) 1月，全市进出口102亿元，增长4.2%。",
    "growth twice": "1月我市工业增加值同比增长7.2%\n\n本报讯 (记者 方圆) 1月，全市工业增加值同比增长2.7%。",
}
AGREEING = {
    "parts and total": "1月，全市进出口120.1亿元，其中出口94亿元，进口26亿元。",
    "part of a part": "1月，全市进出口120亿元，对东盟出口94亿元，对东盟进口46亿元。",
    "before and after": "去年，全市银行业不良贷款率从0.8%上升到1.2%，上升0.4个百分点。",
    "rounded": f"{HEAD}1月，全市进出口119.8亿元，增长4.2%。\n\n记者了解到，1月全市进出口120亿元。",
    "another part": f"{HEAD}1月，全市进出口120亿元。\n\n1月，全市民营企业进出口102亿元。",
    "another period": f"{HEAD}1月，全市进出口120亿元。\n\n1至3月，全市进出口402亿元。",
    "another article": f"{HEAD}1月，全市进出口120亿元。\n\n外贸观察\n\n本报讯 (记者 方圆) 1月，全省进出口3402亿元。",
}


@pytest.mark.parametrize("text", AT_ODDS.values(), ids=AT_ODDS)
def test_figures_at_odds_are_flagged(text: str) -> None:
    assert sum("conflict" in flags for flags in flagged(text).values()) >= 2


@pytest.mark.parametrize("text", AGREEING.values(), ids=AGREEING)
def test_figures_that_agree_are_not(text: str) -> None:
    assert set().union(*flagged(text).values()) == set()


def test_a_check_adds_flags_and_changes_nothing_else() -> None:
    row = Observation(
        indicator="gdp", measure="yoy", value=97, unit="%", region_code="330500", raw="97%", char_start=0, char_end=3,
        flags=("sub_county",), evidence="97%",
    )  # fmt: skip
    (checked,) = check([row])
    assert checked.flags == ("sub_county", "implausible", "ocr_suspect")
    assert checked.model_copy(update={"flags": row.flags}) == row
    assert check([checked]) == [checked]


@pytest.mark.parametrize(("unit", "doubted"), [("%", True), ("t", True), ("CNY", False), ("USD", False)])
def test_a_level_in_a_unit_of_another_kind_is_flagged(unit: str, doubted: bool) -> None:
    row = Observation(
        indicator="fixed_investment", measure="level", value=58.7, unit=unit, region_code="330500", raw="58.7",
        char_start=0, char_end=4, rule="fixed_investment:投资", evidence="投资58.7",
    )  # fmt: skip
    assert ("implausible" in check([row])[0].flags) == doubted


def test_few_of_the_sample_pages_are_flagged(root: Path) -> None:
    """False alarms cost trust: of thousands of figures written to be believed, hardly any may be doubted."""
    folders = [root / "seeds", root / "tests" / "golden"]
    sources = [source for source in open_files(find_files(folders)) if isinstance(source, Source)]
    rows = [row for source in sources for row in read_page(source.read()).observations]
    doubted = [row for row in rows if CHECKED & set(row.flags)]
    assert len(rows) > 2500
    assert "42万亿美元" in {row.raw for row in doubted}
    assert len(doubted) < 0.005 * len(rows), [(row.raw, row.evidence) for row in doubted]


def test_limits_speak_of_known_things(root: Path) -> None:
    limits = tomllib.loads((root / "extract" / "rules" / "limits.toml").read_text("utf-8"))
    codes = {*limits["steady"], *limits["again"]["indicators"], *limits["negative"]}
    sums = {name: parts for name, parts in limits["sums"].items() if name != "tolerance"}
    codes |= {*sums, *(part for parts in sums.values() for part in parts)}
    assert codes <= set(load_indicators())
    assert set(limits["highest"]) == {region.level for region in load_regions().values()} | {"organisation"}
