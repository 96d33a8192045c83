"""Sentences put together from shapes, names and ways to tell a region or a time, of which what they say is known beforehand."""

from __future__ import annotations

import re
from itertools import cycle, islice
from typing import Any

import pytest

from extract import extract_text

NAMES = {
    "gdp": ("地区生产总值", "亿元"),
    "retail_sales": ("社会消费品零售总额", "亿元"),
    "exports": ("出口额", "亿元"),
    "imports": ("进口额", "亿元"),
    "fiscal_revenue": ("一般公共预算收入", "亿元"),
    "fiscal_spending": ("一般公共预算支出", "亿元"),
    "tax_revenue": ("税收收入", "亿元"),
    "urban_income": ("城镇居民人均可支配收入", "元"),
    "tourist_visits": ("接待游客", "万人次"),
    "tourism_revenue": ("旅游总收入", "亿元"),
    "electricity_use": ("全社会用电量", "亿千瓦时"),
    "industrial_investment": ("工业投资", "亿元"),
    "profit": ("利润总额", "亿元"),
}
"""Flows, each with a name and a unit that papers tell it in."""
LEADS = ("上半年,全市", "据统计,今年上半年,全市", "1至6月,全市", "记者从市统计局获悉,1—6月,全市", "今年前6个月,我市")
SHAPES = (
    "{A}和{B}分别增长{A+}和{B+}。",
    "{A}与{B}同比分别增长{A+}、{B+}。",
    "{A}及{B}比上年同期分别下降{A-}和{B-}。",
    "{A}、{B}和{C}分别增长{A+}、{B+}和{C+}。",
    "{A}{A=},同比增长{A+};{B}{B=},同比下降{B-}。",
    "{A}{A=}、{B}{B=},同比分别增长{A+}、{B+}。",
    "{A}、{B}分别为{A=}、{B=},同比分别增长{A+}、{B+}。",
    "{A}和{B}分别达到{A=}和{B=},增长{A+}和{B+}。",
    "{A}{A=}(增长{A+}),{B}{B=}(下降{B-})。",
    "{A}增长{A+}、{B}下降{B-}。",
    "{A}增速为{A+},{B}增速为{B+}。",
    "{A}同比增长{A+},达到{A=}。",
    "{A}突破{A=}大关,增长{A+}。",
)
"""`{A}` is a name, `{A=}` its level, `{A+}` its rise, `{A-}` its fall."""
COUNTIES = {"德清县": "330521", "长兴": "330522", "安吉县": "330523"}
PLACED = (
    "{x}出口额{x=},增长{x+};{y}{y=},增长{y+};{z}{z=},下降{z-}。",
    "{x}、{y}、{z}出口额分别为{x=}、{y=}和{z=},同比分别增长{x+}、{y+}和{z+}。",
    "{x}增长{x+}、{y}增长{y+}、{z}下降{z-}。",
    "{x}({x+})、{y}({y+})跑赢平均水平,{z}({z+})增速靠后。",
    "{x}以{x+}的增速领跑,{y}、{z}紧随其后,分别增长{y+}、{z+}。",
)
"""The same for counties, behind a sentence on the whole city."""
TIMES = {
    "1-5月": ("2025-01-01", "2025-05-31"),
    "前五月": ("2025-01-01", "2025-05-31"),
    "今年头五个月": ("2025-01-01", "2025-05-31"),
    "元至5月": ("2025-01-01", "2025-05-31"),
    "年初到5月31日": ("2025-01-01", "2025-05-31"),
    "二季度": ("2025-04-01", "2025-06-30"),
    "前三季度": ("2024-01-01", "2024-09-30"),
    "1—3季度": ("2024-01-01", "2024-09-30"),
    "一至二季度": ("2025-01-01", "2025-06-30"),
    "上月": ("2025-06-01", "2025-06-30"),
    "去年全年": ("2024-01-01", "2024-12-31"),
    "去年9月至今年5月": ("2024-09-01", "2025-05-31"),
    "2020年至2024年": ("2020-01-01", "2024-12-31"),
    "“十三五”时期": ("2016-01-01", "2020-12-31"),
    "今年以来": ("2025-01-01", "2025-07-20"),
    "开年以来": ("2025-01-01", "2025-07-20"),
    "自2022年开始": ("2022-01-01", "2025-07-20"),
    "国庆长假": ("2024-10-01", "2024-10-07"),
    "6月下旬": ("2025-06-21", "2025-06-30"),
    "昨日": ("2025-07-19", "2025-07-19"),
    "2024上半年": ("2024-01-01", "2024-06-30"),
}
LOOKING_BACK = {
    "2024全年": ("2024-01-01", "2024-12-31"),
    "年末": ("2024-12-31", "2024-12-31"),
    "至年末": ("2024-12-31", "2024-12-31"),
    "五年来": ("2020-01-01", "2024-12-31"),
}
"""Words of a report that is made in January."""
SEVERAL_TIMES = {
    "今年1、2月份": (("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")),
    "今年前5个月和上半年": (("2025-01-01", "2025-05-31"), ("2025-01-01", "2025-06-30")),
    "今年一、二季度": (("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")),
    "2023年和2024年": (("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")),
}
TOKEN = re.compile(r"\{(\w)([=+-]?)\}")


def compose(shape: str, told: dict[str, tuple[str, str, str]]) -> tuple[str, list[tuple[Any, ...]]]:
    """The sentence and its figures: `told` gives of each letter the words, the unit and what its figures are of."""
    text, expected, at = "", [], 0
    for number, token in enumerate(TOKEN.finditer(shape)):
        words, unit, of = told[token[1]]
        text += shape[at : token.start()]
        at = token.end()
        if token[2] == "=":
            printed = f"{31 + number}.4{unit}" if unit != "元" else f"{21000 + number}元"
            expected.append((printed, of, "level", 1))
        elif token[2]:
            printed = f"{3 + number}.7%"
            expected.append((printed, of, "yoy", -1 if token[2] == "-" else 1))
        else:
            printed = words
        text += printed
    return text + shape[at:], expected


def read(text: str, of: str) -> list[tuple[Any, ...]]:
    frame = extract_text(text, published="2025-07-20", home_region="330500").sort_values("char_start")
    return [(row["raw"], row[of], row["measure"], -1 if row["value"] < 0 else 1) for row in frame.to_dict("records")]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_name_keeps_its_figures(shape: str) -> None:
    for turn, lead in zip(range(len(NAMES)), cycle(LEADS), strict=False):
        told = {
            letter: (*NAMES[code], code)
            for letter, code in zip("ABC", islice(cycle(NAMES), turn, turn + 3), strict=True)
        }
        text, expected = compose(shape, told)
        assert read(lead + text, "indicator") == expected, lead + text


@pytest.mark.parametrize("shape", PLACED)
def test_every_county_keeps_its_figures(shape: str) -> None:
    told = {letter: (name, "亿元", code) for letter, (name, code) in zip("xyz", COUNTIES.items(), strict=True)}
    text, expected = compose(shape, told)
    whole = "上半年,全市出口额96.8亿元,增长8.1%。"
    rows = read(f"{whole}分县区看,{text}", "region_code")
    assert rows == [("96.8亿元", "330500", "level", 1), ("8.1%", "330500", "yoy", 1), *expected], text


@pytest.mark.parametrize(("words", "days"), TIMES.items(), ids=TIMES)
def test_every_time_is_read(words: str, days: tuple[str, str]) -> None:
    row = extract_text(f"{words},全市出口额5.2亿元。", published="2025-07-20", home_region="330500").iloc[0]
    assert (str(row["period_start"])[:10], str(row["period_end"])[:10]) == days


@pytest.mark.parametrize(("words", "days"), LOOKING_BACK.items(), ids=LOOKING_BACK)
def test_every_time_looked_back_on_is_read(words: str, days: tuple[str, str]) -> None:
    row = extract_text(f"{words},全市发明专利为5200件。", published="2025-01-25", home_region="330500").iloc[0]
    assert (str(row["period_start"])[:10], str(row["period_end"])[:10]) == days


@pytest.mark.parametrize(("words", "days"), SEVERAL_TIMES.items(), ids=SEVERAL_TIMES)
def test_every_time_of_several_has_its_figure(words: str, days: tuple[tuple[str, str], ...]) -> None:
    told = extract_text(f"{words},全市出口分别增长5%和7%。", published="2025-07-20", home_region="330500")
    assert [(str(a)[:10], str(b)[:10]) for a, b in zip(told.period_start, told.period_end, strict=True)] == list(days)
