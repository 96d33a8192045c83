"""What must hold for every page: spans are slices, and nothing that leaves the words alone changes what is read."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.models import Observation, Page, Reading
from extract.pipeline import read_page
from extract.step1_read import Source, find_files, open_files
from extract.step3_figures.numerals import NUMBER, parse_chinese, parse_number

ROOT = Path(__file__).parents[1]
READ = ("indicator", "item", "measure", "value", "value_high", "qualifier", "unit", "status", "scope", "entity",
        "region_code", "period_start", "period_end", "flags")  # fmt: skip
"""What a row says, wherever it stands."""
PLAIN, FULL = "0123456789%,.", "0123456789%，．"
WIDE, NARROW = str.maketrans(PLAIN[:-2], FULL[:-2]), str.maketrans(FULL, PLAIN)
BEFORE = "邻市外贸稳步回升\n\n本报讯 (通讯员 方圆) 8月，昆山市出口321.5亿元，同比增长3.7%，进口下降1.2%。\n\n"
PIECES = (
    *"0159.,;。、()%至到-每一二两十百万亿成倍来余多斤克吨元块角亩户人年月日箱头卖占比初",
    *("公斤", "千克", "去年", "今年", "上半年", "截至", "同比", "增长", "下降", "分别", "其中", "正月"),
    *("产量", "亩产", "价格", "收入", "投资", "贷款"),
    *("两到", "一至", "块四毛", "上周", "春运", "两年来", "两区"),
)
"""Digits, units and words out of which a scanner may make anything."""
AFTER = "\n\n远方的果园\n\n本报讯 (通讯员 方圆) 去年，洛川县苹果产量达98万吨，果农人均收入2.6万元。\n"


def open_pages(folder: str) -> list[Page]:
    return [source.read() for source in open_files(find_files([ROOT / folder])) if isinstance(source, Source)]


GOLDEN = open_pages("tests/golden")
PAGES = GOLDEN + open_pages("seeds")


def by_document(page: Page) -> str:
    return page.document


@cache
def read(page: Page) -> Reading:
    return read_page(page)


def reread(page: Page, text: str) -> Reading:
    identity = hashlib.sha256(text.encode()).hexdigest()
    return read_page(page.model_copy(update={"text": text, "document_id": identity}))


def told(row: Observation) -> tuple[Any, ...]:
    """A row without its place, its number without white space and in plain digits."""
    raw = "".join(row.raw.split()).translate(NARROW)
    return (raw, *(getattr(row, field) for field in READ))


def rows(reading: Reading) -> Counter[tuple[Any, ...]]:
    return Counter(told(row) for row in reading.observations)


def changed(before: Counter[tuple[Any, ...]], after: Counter[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    return {"lost": sorted(before - after, key=str), "new": sorted(after - before, key=str)}


BORDERLESS = {"37_hunan.txt"}
"""Passages whose headline only its look sets apart from a subheading: behind other text they are not yet seen to begin."""
BORDERLESS_BEHIND_SOME = BORDERLESS | {
    "02_heilongjiang.txt", "04_jilin.txt", "17_henan.txt", "34_gansu.txt", "52_guangxi.txt", "60_sichuan.txt",
}  # fmt: skip


def failing(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason) if reason else ())


SAME: dict[str, list[tuple[Any, ...]]] = {"lost": [], "new": []}


@pytest.mark.parametrize("page", PAGES, ids=by_document)
def test_every_span_is_a_slice(page: Page) -> None:
    reading = read(page)
    for found in (*reading.observations, *reading.refusals):
        assert page.text[found.char_start : found.char_end] == found.raw
        start, end = found.evidence_span
        assert start <= found.char_start < found.char_end <= end
    for row in reading.observations:
        for span in filter(None, (row.region_span, row.period_span, row.name_span)):
            assert page.text[slice(*span)].strip()


@pytest.mark.parametrize("page", PAGES, ids=by_document)
def test_no_number_is_both_row_and_refusal(page: Page) -> None:
    reading = read(page)
    taken = {place for row in reading.observations for place in range(row.char_start, row.char_end)}
    assert [no.raw for no in reading.refusals if no.char_start in taken] == []


WIDEST_COLUMN = 60


def wrap(text: str, width: int) -> str:
    """The same words with every paragraph broken into lines of `width` characters, as in a narrow column.

    Where every line was a paragraph, the column sets them apart.
    """
    lines = text.split("\n")
    apart = "\n" if max(map(len, lines)) > WIDEST_COLUMN else ""
    broken = ["\n".join(line[i : i + width] for i in range(0, len(line), width)) + apart for line in lines]
    return "\n".join(new if line.rstrip().endswith("。") else line for line, new in zip(lines, broken, strict=True))


WRAPPED = [(page, width) for page in GOLDEN for width in (16, 23, 37)]


@pytest.mark.parametrize(
    ("page", "width"),
    WRAPPED,
    ids=lambda value: value.document if isinstance(value, Page) else None,
)
def test_line_breaks_change_nothing(page: Page, width: int) -> None:
    assert changed(rows(read(page)), rows(reread(page, wrap(page.text, width)))) == SAME


@pytest.mark.parametrize("page", PAGES, ids=by_document)
def test_wide_digits_change_nothing(page: Page) -> None:
    assert changed(rows(read(page)), rows(reread(page, page.text.translate(WIDE)))) == SAME


@pytest.mark.parametrize(
    "page",
    [failing("a headline without a dateline" if page.document in BORDERLESS else "", page) for page in GOLDEN],
    ids=by_document,
)
def test_an_unrelated_article_changes_nothing(page: Page) -> None:
    added = {text: rows(reread(page, text)) for text in (BEFORE, AFTER)}
    assert all(added.values())
    alone = rows(read(page))
    assert changed(alone + added[BEFORE], rows(reread(page, BEFORE + page.text))) == SAME
    assert changed(alone + added[AFTER], rows(reread(page, page.text + AFTER))) == SAME


def test_a_headline_may_stand_right_on_a_text_of_long_lines() -> None:
    head = "前7月自贡重大项目完成投资140.34亿元"
    body = "今年1至7月，全省统筹推进的重大项目有2234项，总投资41233.54亿元；这些项目累计完成投资2871.68亿元，同比增长13.23%，进度快于往年。"
    page = GOLDEN[0].model_copy(update={"home_region_code": "510300"})
    apart = rows(reread(page, f"{head}\n\n{body}"))
    assert rows(reread(page, f"{head}\n{body}")) == apart
    assert {row[READ.index("region_code") + 1] for row in apart} == {"510300", "510000"}


BORDERED = [
    page for page in GOLDEN if page.text.rstrip().endswith("。") and page.document not in BORDERLESS_BEHIND_SOME
]
"""Passages that end as an article ends, not with an advertisement, and begin as one begins."""


@settings(max_examples=40)
@given(pages=st.lists(st.sampled_from(BORDERED), min_size=2, max_size=4, unique=True), order=st.randoms())
def test_the_order_of_articles_changes_nothing(pages: list[Page], order: Any) -> None:
    printed = "\n\n".join(page.text.strip() for page in pages)
    order.shuffle(pages)
    shuffled = "\n\n".join(page.text.strip() for page in pages)
    assert changed(rows(reread(GOLDEN[0], printed)), rows(reread(GOLDEN[0], shuffled))) == SAME


def in_chinese(number: int) -> str:
    """A whole number below a trillion as a paper spells it: 10500 → 一万零五百."""
    if number >= 10_000:
        unit, name = (100_000_000, "亿") if number >= 100_000_000 else (10_000, "万")
        above, rest = divmod(number, unit)
        gap = "零" if 0 < rest < unit // 10 else ""
        return in_chinese(above) + name + (gap + in_chinese(rest) if rest else "")
    spelt, waiting = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            spelt += ("零" if waiting and spelt else "") + "零一二三四五六七八九"[digit] + name
        waiting = not digit
    return spelt or "零"


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_order_of_digits_and_words_is_read(pieces: list[str]) -> None:
    reading = reread(GOLDEN[0], "".join(pieces))
    assert all(row.raw == "".join(pieces)[row.char_start : row.char_end] for row in reading.observations)


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert parse_chinese(in_chinese(number)) == number


def parse(text: str) -> tuple[float, str]:
    match = regex.compile(NUMBER).fullmatch(text)
    assert match, text
    return parse_number(match)


@given(st.integers(0, 10**12 - 1))
def test_digits_are_read_back(number: int) -> None:
    assert parse(f"{number}") == parse(f"{number:,}") == (number, "")


@given(
    st.decimals(0, 10**4, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from([("", 1), ("万", 10**4), ("百万", 10**6), ("亿", 10**8), ("万亿", 10**12)]),
)
def test_decimals_with_a_scale_are_read_back(number: Any, scale: tuple[str, int]) -> None:
    assert parse(f"{number}{scale[0]}")[0] == pytest.approx(float(number * scale[1]), rel=1e-11)


@given(st.integers(1, 999), st.integers(1, 9999), st.integers(1, 9), st.integers(1000, 9999))
def test_two_scales_are_read_as_one_number(above: int, below: int, thousands: int, rest: int) -> None:
    assert parse(f"{above}亿{below}万") == (above * 10**8 + below * 10**4, "")
    assert parse(f"{above}万{thousands}千") == (above * 10**4 + thousands * 10**3, "")
    assert parse(f"{above}万{rest}") == (above * 10**4 + rest, "")


@given(st.integers(1, 999))
def test_fractions_are_percent(number: int) -> None:
    assert parse(f"百分之{in_chinese(number)}") == (number, "%")
    assert parse(f"千分之{number}") == (pytest.approx(number / 10), "%")
