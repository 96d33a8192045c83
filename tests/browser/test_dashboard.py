"""What a reader does: look, click a mark, read the sentence, take the numbers away; with a mouse and without."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sample_store import HOSTILE

from extract.models import COLUMNS

pytestmark = pytest.mark.browser
GROWTH = "/indicator/gdp?figure=yoy%3A%25"
LEVEL = "/indicator/gdp?figure=level%3ACNY"
READY = """() => {
  const cards = [...document.querySelectorAll('.card')];
  const loading = document.querySelector('[data-dash-is-loading=true]');
  return cards.length && cards.every(card => ['drawn', 'empty'].includes(card.dataset.state)) && !loading;
}"""


def open_page(page: Page, path: str) -> None:
    """Go there and wait until every card is drawn or empty."""
    page.goto(path)
    page.wait_for_function(READY)
    expect(page.locator(".wordmark")).to_be_visible()


def read_evidence(page: Page) -> str:
    """The sentence in the open drawer, marks and all."""
    quotation = page.locator(".quotation")
    expect(quotation).to_be_visible()
    return quotation.inner_text()


def click_mark(page: Page, card: str) -> None:
    """Click the middle of the last bar, tile or dot, as a mouse does."""
    mark = page.locator(f"#{card} .point").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("path", "cards"),
    [
        ("/", ["pages", "figures", "theme-output", "coverage"]),
        ("/?lang=en", ["pages", "figures", "theme-output", "coverage"]),
        ("/indicator/gdp", ["series", "ranking", "tiles", "table"]),
        (LEVEL, ["series", "ranking", "table"]),
        ("/indicator/gdp?status=all&scope=all", ["series", "ranking", "tiles", "table"]),
        ("/indicator/gdp?status=forecast", ["table"]),
        ("/region/330500", ["indicators", "table"]),
        ("/region/330521?lang=en", ["indicators", "table"]),
        ("/region/330523", ["indicators"]),
        ("/search", ["table"]),
        ("/search?lang=en&text=nowhere", ["table"]),
    ],
)
def test_every_page_opens_with_its_cards(page: Page, path: str, cards: list[str]) -> None:
    open_page(page, path)
    assert page.eval_on_selector_all(".card", "cards => cards.map(card => card.id)") == cards


@pytest.mark.parametrize("path", ["/indicator/nowhere", "/region/999999", "/nowhere"])
def test_an_address_that_leads_nowhere_says_so(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_contain_text("没有")
    expect(page.locator(".lead")).to_contain_text("左侧导航")


def test_nonsense_in_the_address_is_reported_and_left_out(page: Page) -> None:
    open_page(page, "/indicator/gdp?status=maybe&basis=month")
    expect(page.locator(".notice")).to_have_count(2)
    expect(page.locator("#series")).to_be_visible()


@pytest.mark.parametrize("card", ["ranking", "tiles", "series"])
def test_a_mark_opens_its_sentence_with_everything_marked(page: Page, card: str) -> None:
    open_page(page, GROWTH)
    click_mark(page, card)
    sentence = read_evidence(page)
    for kind in ("number", "unit", "period", "region", "name"):
        assert page.locator(f".quotation .mark.{kind}").inner_text() in sentence
    expect(page.locator(".citation")).to_contain_text("样报")
    expect(page.locator(f"#{card} .js-plotly-plot")).to_be_visible()


def test_the_drawer_closes_by_keyboard_and_the_same_mark_opens_it_again(page: Page) -> None:
    open_page(page, GROWTH)
    for _ in range(2):
        click_mark(page, "ranking")
        read_evidence(page)
        page.keyboard.press("Escape")
        expect(page.locator(".quotation")).to_have_count(0)


def test_a_row_opens_its_sentence_by_mouse_and_by_keyboard(page: Page) -> None:
    open_page(page, LEVEL)
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    first = read_evidence(page)
    page.keyboard.press("Escape")
    expect(page.locator(".quotation")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert read_evidence(page) != first


def test_the_table_twin_needs_no_mouse(page: Page) -> None:
    open_page(page, GROWTH)
    page.locator("#tiles .twin summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "平湖市" in read_evidence(page)


def test_other_reports_of_the_same_figure_are_named_and_open(page: Page) -> None:
    open_page(page, LEVEL)
    page.locator("#table .ag-row", has_text="681").click()
    expect(page.locator(".flags")).to_contain_text("报道不一致")
    page.locator(".others button").click()
    expect(page.locator(".evidence-value")).to_have_text("约680.7亿元")


def test_newspaper_text_stays_text(page: Page) -> None:
    open_page(page, "/indicator/gdp?scope=organisation")
    click_mark(page, "series")
    assert HOSTILE in read_evidence(page)
    assert page.locator("img[src='x']").count() == 0


@pytest.mark.parametrize(
    ("path", "cards"),
    [(GROWTH, {"ranking": 8, "tiles": 6, "table": 16}), ("/region/330521", {"table": 5}), ("/", {"figures": 8})],
)
def test_a_card_gives_its_rows_as_csv_with_bom(page: Page, path: str, cards: dict[str, int]) -> None:
    open_page(page, path)
    for card, rows in cards.items():
        with page.expect_download() as download:
            page.locator(f"#{card} .download").click()
        content = Path(download.value.path()).read_bytes()
        lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
        assert content.startswith(b"\xef\xbb\xbf")
        assert lines[0] == list(COLUMNS)
        assert (card, len(lines) - 1) == (card, rows)


def test_a_filter_moves_into_the_address_keeps_the_focus_and_back_undoes_it(page: Page) -> None:
    open_page(page, LEVEL)
    page.get_by_label("度量").first.click()
    page.get_by_role("option", name="同比").click()
    page.wait_for_url("**" + GROWTH)
    expect(page.locator("#tiles")).to_be_visible()
    expect(page.locator("input[data-field=figure]")).to_be_focused()
    page.go_back()
    expect(page.locator("#tiles")).to_have_count(0)
    assert page.url.endswith(LEVEL)


def test_an_answer_that_comes_after_a_later_one_changes_nothing(page: Page) -> None:
    open_page(page, "/region/330521")
    late: list[Route] = []
    slow = re.compile("_dash-update-component")
    page.route(
        slow, lambda route: late.append(route) if "since=2024" in str(route.request.post_data) else route.continue_()
    )
    rows = page.locator("#table .ag-row").count()
    for search in ("?since=2024", "?until=2024"):
        page.evaluate("search => dash_clientside.set_props('url', { search })", search)
        page.wait_for_url("**" + search)
    expect(page.locator("input[data-field=until]")).to_have_value("2024年")
    assert late
    for route in late:
        route.continue_()
        route.request.response()
    for _ in range(2):  # by the second question after new data the late answers have been dealt with
        page.wait_for_event("requestfinished", lambda request: "pulse" in str(request.post_data))
    expect(page.locator("input[data-field=since]")).to_have_value("不限")
    expect(page.locator("#table .ag-row")).to_have_count(rows)
    assert page.url.endswith("?until=2024")


def test_a_day_limits_what_was_known(page: Page) -> None:
    open_page(page, LEVEL)
    page.locator("input[data-field=known]").fill("2024-06-30")
    page.keyboard.press("Enter")
    page.wait_for_url("**known=2024-06-30")
    expect(page.locator("#table .source")).to_contain_text("截至 2024-06-30 已出版")
    expect(page.locator("#table .source")).to_contain_text("3条报道")


def test_a_link_leads_to_another_page_and_back_without_loading_anew(page: Page) -> None:
    open_page(page, "/")
    page.evaluate("window.kept = true")
    page.locator("#coverage").get_by_role("link", name="德清县").click()
    expect(page.locator("h1")).to_have_text("德清县")
    expect(page).to_have_title("德清县 · 指标")
    assert page.evaluate("window.scrollY") == 0
    page.locator("#indicators").get_by_role("link", name="地区生产总值").click()
    expect(page.locator("#ranking[data-state=drawn]")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("德清县")
    assert page.evaluate("window.kept")


def test_on_another_page_the_drawer_is_closed_and_the_navigation_as_it_was_left(page: Page) -> None:
    open_page(page, "/region/330521")
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    expect(page.locator(".quotation")).to_be_visible()
    theme = page.locator("#navigation .nav-branch").first
    theme.locator("summary").click()
    expect(theme).not_to_have_attribute("open", "")
    page.locator(".family a").first.click()
    expect(page.locator("h1")).not_to_have_text("德清县")
    expect(page.locator(".quotation")).to_have_count(0)
    expect(theme).not_to_have_attribute("open", "")


def test_search_leads_to_a_region_or_an_indicator(page: Page) -> None:
    open_page(page, "/")
    page.locator("#search").fill("长兴")
    page.get_by_role("option", name="长兴县").click()
    expect(page.locator("h1")).to_have_text("长兴县")
    assert page.url.endswith("/region/330522")


def test_the_language_switch_changes_every_part_and_keeps_the_view(page: Page) -> None:
    open_page(page, GROWTH)
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Gross regional product")
    expect(page.locator("#navigation")).to_contain_text("Overview")
    expect(page.locator("#table")).to_contain_text("As printed")
    assert page.url.endswith("?lang=en&figure=yoy%3A%25")


@pytest.mark.parametrize("path", ["/", GROWTH, "/region/330500"])
def test_a_telephone_needs_no_sideways_scrolling(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_telephone_the_navigation_opens_and_closes_after_use(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, "/indicator/gdp")
    page.locator("#burger").click()
    page.locator("#navigation").get_by_text("总览").click()
    expect(page.locator("#coverage")).to_be_attached()
    expect(page.locator("#navigation")).not_to_be_in_viewport()


def test_a_province_without_figures_of_its_own_can_be_chosen_as_area(page: Page) -> None:
    open_page(page, GROWTH)
    page.get_by_label("范围").first.click()
    page.get_by_role("option", name="浙江省").click()
    page.wait_for_url("**within=330000**")
    expect(page.locator("#tiles .card-title")).to_contain_text("90个县")
    expect(page.locator("input[data-field=within]")).to_have_value("浙江省")


def test_the_overview_too_knows_only_what_was_in_print(page: Page) -> None:
    open_page(page, "/?known=2024-06-30")
    expect(page.locator("#pages tbody tr")).to_have_count(1)
    expect(page.locator("#figures .source")).to_contain_text("截至 2024-06-30 已出版")


def test_words_in_print_are_found_over_all_indicators(page: Page) -> None:
    open_page(page, "/search")
    page.get_by_label("原文含").fill("德清县地区")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=**")
    expect(page.locator(".lead")).to_contain_text("5条")
    page.locator("#table .ag-row").first.locator(".ag-cell").nth(1).click()
    assert "德清县" in read_evidence(page)
    with page.expect_download() as download:
        page.locator("#table .download").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) - 1 == 5
