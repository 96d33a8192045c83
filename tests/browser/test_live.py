"""An open page while others write: new figures appear by themselves, and nothing moves while nothing happens."""

from __future__ import annotations

from contextlib import closing

import pytest
from playwright.sync_api import Page, expect
from readings import make_reading

from extract.step8_store import open_store

pytestmark = pytest.mark.browser
EXPORTS = "/indicator/exports"


def take_in(store_url: str, value: float, document: str) -> None:
    """What `zhibiao ingest` or `zhibiao watch` does, beside the server."""
    with closing(open_store(store_url)) as store:
        figure = {"value": value * 1e8, "raw": f"{value}亿元"}
        assert store.ingest(make_reading(figure, document=document, newspaper="新报"))


def test_a_page_taken_in_appears_without_a_reload(page: Page, store_url: str) -> None:
    page.goto("/")
    expect(page.locator("#pages")).not_to_contain_text("新报")
    page.evaluate("window.notReloaded = true")
    take_in(store_url, 94.0, "first.txt")
    expect(page.locator("#pages")).to_contain_text("新报")
    expect(page.locator("#navigation")).to_contain_text("外贸外资")
    assert page.evaluate("window.notReloaded")


def test_a_sentence_stays_open_while_the_page_behind_it_is_drawn_anew(page: Page, store_url: str) -> None:
    take_in(store_url, 95.0, "second.txt")
    page.goto(EXPORTS)
    expect(page.locator("#table .ag-row").first).to_be_visible()
    before = page.locator("#table .ag-row").count()
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    expect(page.locator(".quotation")).to_be_visible()
    take_in(store_url, 96.0, "third.txt")
    expect(page.locator("#table .ag-row")).to_have_count(before + 1)
    expect(page.locator(".quotation")).to_be_visible()


def test_while_nothing_changes_the_page_only_asks(page: Page) -> None:
    page.goto(EXPORTS)
    expect(page.locator("#table .ag-row").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.locator("#table").evaluate("card => card.dataset.same = 'yes'")
    questions: list[list[str]] = []
    page.on("request", lambda request: questions.append(request.post_data_json["changedPropIds"]))
    for _ in range(2):
        page.wait_for_event("requestfinished")
    assert questions == [["pulse.n_intervals"]] * 2
    expect(page.locator("#table[data-same=yes]")).to_be_visible()
