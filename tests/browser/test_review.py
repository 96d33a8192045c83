"""What a reviewer does: read, decide, see it everywhere at once, take it back; and a program that never forgets."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from dashboard_server import serve
from playwright.sync_api import Browser, BrowserContext, Page, expect
from readings import DAY, make_reading
from watched_tab import open_context

from extract.step8_store import open_store, reviews

pytestmark = pytest.mark.browser
NAME = "王小明"
LATER = DAY + dt.timedelta(days=1)


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """Two papers that differ, a figure with a flag, and a refused number; fresh for each test."""
    url = f"sqlite:///{tmp_path / 'reviewed.db'}"
    flagged = {"indicator": "gdp", "value": 4.2e11, "raw": "4200亿元", "flags": ("sub_county",)}
    with closing(open_store(url)) as store:
        store.ingest(make_reading({}, flagged, refused=("0572",), document="early.txt", newspaper="早报"))
        store.ingest(
            make_reading({"value": 9.9e9, "raw": "99亿元"}, document="late.txt", newspaper="晚报", published=LATER)
        )
    return url


@pytest.fixture
def address(store_url: str) -> Iterator[str]:
    """A dashboard on the fresh store."""
    with serve(store_url) as host:
        yield host


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that remembers nobody's name."""
    with open_context(browser, address) as opened:
        yield opened


def open_entry(page: Page, work: str, text: str) -> None:
    """Open the sentence of an entry of the work list."""
    page.goto(f"/review?work={work}")
    page.locator(f"#{work} [data-observation]", has_text=text).click()
    expect(page.locator(".quotation")).to_be_visible()


def decide(page: Page, how: str, note: str = "") -> None:
    """Sign and press a button."""
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("说明").fill(note)
    page.locator(f".decide.{how}").click()


def test_of_conflicting_reports_the_accepted_one_is_preferred_from_then_on(page: Page) -> None:
    page.goto("/indicator/exports")
    expect(page.locator("#series .card-title")).to_contain_text("99亿元")
    open_entry(page, "conflict", "94亿元")
    expect(page.locator(".others")).to_contain_text("99亿元·晚报")
    expect(page.locator(".decide.accept")).to_have_text("以这一条为准")
    decide(page, "accept", "与统计局一致")
    expect(page.locator(".decided")).to_have_text("已采纳")
    expect(page.locator("#conflict")).to_contain_text("没有待复核的")
    page.goto("/indicator/exports")
    expect(page.locator("#series .card-title")).to_contain_text("94亿元")


def test_a_rejected_figure_is_gone_until_the_decision_is_taken_back(page: Page) -> None:
    open_entry(page, "figure", "4,200亿元")
    decide(page, "reject", "镇里的数字")
    expect(page.locator(".decided")).to_have_text("已驳回")
    expect(page.locator("#figure")).to_contain_text("没有待复核的")
    expect(page.locator("#navigation")).not_to_contain_text("地区生产总值")
    page.locator(".decide.undo").click()
    expect(page.locator(".decided")).to_have_count(0)
    expect(page.locator(".past li")).to_have_count(2)
    expect(page.locator("#figure")).to_contain_text("4,200亿元")


def test_a_corrected_figure_shows_what_was_printed_and_what_was_decided(page: Page) -> None:
    open_entry(page, "figure", "4,200亿元")
    page.locator(".corrections summary").click()
    expect(page.get_by_label("数值（亿元）")).to_have_value("4200")
    page.get_by_label("数值").fill("42")
    page.get_by_label("期间止").fill("2025-03-31")
    page.locator(".correction").get_by_label("地区").fill("德清")
    page.get_by_role("option", name="湖州市 德清县").click()
    page.get_by_label("姓名").fill(NAME)
    page.locator(".correction .decide").click()
    expect(page.locator(".decided li")).to_have_count(3)
    expect(page.locator(".decided")).to_contain_text("数值：报上读作 420,000,000,000 CNY，更正为 4,200,000,000 CNY")
    expect(page.locator(".evidence-value")).to_have_text("42亿元")
    expect(page.locator(".quotation .mark.number")).to_have_text("4200亿")
    page.goto("/region/330521")
    expect(page.locator("#table")).to_contain_text("42亿元")
    expect(page.locator("#table")).to_contain_text("4200亿元")


def test_a_refusal_shows_its_reason_and_its_sentence(page: Page) -> None:
    open_entry(page, "refusal", "0572")
    expect(page.locator(".evidence-who")).to_have_text("未采信：日期")
    expect(page.locator(".corrections")).to_have_count(0)
    decide(page, "accept")
    expect(page.locator(".decided")).to_have_text("已采纳")
    expect(page.locator("#refusal")).to_contain_text("没有待复核的")


def test_what_cannot_be_decided_is_said_and_nothing_is_written(page: Page, store_url: str) -> None:
    open_entry(page, "figure", "4,200亿元")
    page.locator(".decide.accept").click()
    expect(page.locator(".review-message")).to_have_text("请先填姓名。")
    page.get_by_label("姓名").fill(NAME)
    page.locator(".corrections summary").click()
    page.get_by_label("数值").fill("许多")
    page.locator(".correction .decide").click()
    expect(page.locator(".review-message")).to_contain_text("93.7")
    page.get_by_label("数值").fill("42")
    page.get_by_label("期间止").fill("2020-01-01")
    page.locator(".correction .decide").click()
    expect(page.locator(".review-message")).to_contain_text("2020-01-01")
    with closing(open_store(store_url)) as store:
        assert reviews.history(store).empty


def test_the_name_is_remembered_and_every_decision_is_listed_and_exported(page: Page) -> None:
    open_entry(page, "figure", "4,200亿元")
    decide(page, "accept", "=看过")
    expect(page.locator(".past")).to_contain_text(NAME)
    open_entry(page, "refusal", "0572")
    expect(page.get_by_label("姓名")).to_have_value(NAME)
    page.goto("/review?work=history")
    expect(page.locator("#history tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.locator("#history .download").click()
    lines = list(csv.DictReader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert [(line["reviewer"], line["decision"], line["note"]) for line in lines] == [(NAME, "accept", "'=看过")]


@pytest.mark.parametrize("work", ["conflict", "figure", "refusal"])
def test_the_work_list_fits_a_telephone_and_both_languages(page: Page, work: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/review?work={work}&lang=en")
    expect(page.locator(f"#{work} .work")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_rule_is_drafted_from_a_figure_without_a_name(page: Page, store_url: str) -> None:
    sentence = {"indicator": "other", "value": 94.0, "unit": "item", "raw": "94个", "rule": "other"}
    with closing(open_store(store_url)) as store:
        store.ingest(make_reading(sentence, document="other.txt"))
    page.goto("/indicator/other")
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    page.locator(".lesson summary").click()
    page.locator("#draft-rule").click()
    expect(page.locator("#draft-message")).to_contain_text("先填指标代码")
    page.get_by_label("指标代码").fill("charging_piles")
    page.get_by_label("报上的名称").fill("出口")
    page.locator("#draft-rule").click()
    expect(page.locator(".draft")).to_contain_text("[charging_piles]", timeout=20_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 TOML").click()
    assert download.value.suggested_filename == "charging_piles.toml"
    assert "charging_piles" in tomllib.loads(Path(download.value.path()).read_text("utf-8"))
