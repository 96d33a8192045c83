"""An open page while others write: new figures appear by themselves, and nothing moves while nothing happens."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from readings import make_reading

from extract.step8_store import open_store

pytestmark = pytest.mark.browser
EXPORTS = "/indicator/exports"


def take_in(store_url: str, value: float, document: str, **more: Any) -> None:
    """What `zhibiao ingest` or `zhibiao watch` does, beside the server."""
    with closing(open_store(store_url)) as store:
        figure: dict[str, Any] = {"value": value * 1e8, "raw": f"{value}亿元"} | more
        assert store.ingest(make_reading(figure, document=document, newspaper="新报"))


def test_the_open_overview_shows_what_was_taken_in_without_a_reload(page: Page, store_url: str) -> None:
    page.goto("/")
    expect(page.locator("#pages")).not_to_contain_text("新报")
    page.evaluate("window.notReloaded = true")
    take_in(store_url, 94.0, "first.txt")
    expect(page.locator("#pages")).to_contain_text("新报")
    expect(page.locator("#coverage")).to_contain_text("外贸外资")
    expect(page.locator("#navigation")).to_contain_text("外贸外资")
    expect(page.locator(".lead")).to_contain_text("4个版面")
    assert page.evaluate("window.notReloaded")


def test_what_did_not_change_is_not_drawn_anew_and_the_reader_stays_where_he_was(page: Page, store_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto("/")
    cell = page.locator("#theme-output .value").first
    cell.focus()
    before = page.evaluate("window.scrollY")
    assert before > 0
    page.evaluate("document.querySelectorAll('#navigation .nav-link, .card, .value').forEach(one => one.same = true)")
    links, pages = page.locator("#navigation .nav-link").count(), page.locator("#pages tbody tr").count()
    take_in(store_url, 94.5, "unmoved.txt")
    expect(page.locator("#pages tbody tr")).to_have_count(pages + 1)
    same = "all => all.filter(one => one.same).length"
    assert page.locator("#navigation .nav-link").evaluate_all(same) == links
    assert page.locator(".card").evaluate_all("all => all.every(one => one.same)")
    expect(cell).to_be_focused()
    assert page.evaluate("window.scrollY") == pytest.approx(before, abs=60)


def test_a_newer_period_moves_the_choice_and_not_the_address(page: Page, store_url: str) -> None:
    take_in(store_url, 94.7, "january.txt")
    page.goto(EXPORTS)
    expect(page.locator("#series[data-state=drawn]")).to_be_visible()
    marks = page.locator("#series .point").count()
    page.locator("#search").fill("长兴")
    take_in(store_url, 98.0, "february.txt", period_start=dt.date(2025, 2, 1), period_end=dt.date(2025, 2, 28))
    expect(page.locator("input[data-field=period]")).to_have_value("2025年2月（1）")
    expect(page.locator("#series .point")).to_have_count(marks + 1)
    expect(page.locator("#search")).to_have_value("长兴")
    expect(page.locator("#search")).to_be_focused()
    assert page.url.endswith(EXPORTS)


def test_a_sentence_stays_open_while_the_page_behind_it_is_drawn_anew(page: Page, store_url: str) -> None:
    take_in(store_url, 95.0, "second.txt")
    page.goto(EXPORTS)
    expect(page.locator("#table .ag-row").first).to_be_visible()
    before = page.locator("#table .ag-row").count()
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    page.locator(".signature input").last.fill("待核")
    take_in(store_url, 96.0, "third.txt")
    expect(page.locator("#table .ag-row")).to_have_count(before + 1)
    expect(page.locator(".quotation")).to_be_visible()
    expect(page.locator(".signature input").last).to_have_value("待核")
    expect(page.locator(".signature input").last).to_be_focused()


def test_while_nothing_changes_the_page_only_asks(page: Page) -> None:
    page.goto(EXPORTS)
    expect(page.locator("#table .ag-row").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.locator("#table").evaluate("card => card.dataset.same = 'yes'")
    questions: list[list[str]] = []
    page.on("request", lambda request: questions.append(request.post_data_json["changedPropIds"]))
    for _ in range(2):
        page.wait_for_event("request")
    assert questions == [["pulse.n_intervals"]] * 2
    expect(page.locator("#table[data-same=yes]")).to_be_visible()
