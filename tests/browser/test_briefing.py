"""The briefing as files: a picture and a PDF that show the week, both or neither, and nothing that leaves this machine."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from watched_tab import watch

from dashboard.briefing import sheet
from dashboard.briefing.capture import WIDTH, CaptureError
from dashboard.briefing.publish import publish, publish_page
from dashboard.briefing.readiness import NotReadyError, wait_ready
from dashboard.briefing.week import Week

pytestmark = pytest.mark.browser
BUSY, SILENT = Week(2025, 8), Week(2025, 20)


@pytest.fixture
def out(tmp_path: Path, browser: Browser) -> Iterator[Path]:
    """A folder for the files; the browser of this session is asked for first, so that its absence skips."""
    assert browser.is_connected()
    return tmp_path / "out"


def away(work: Callable[[], list[Path]]) -> list[Path]:
    """Work that starts a browser of its own, which one thread can do once only."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, work).result()  # dash looks for its context


def size_of(png: Path) -> tuple[int, int]:
    """Width and height in pixels."""
    return struct.unpack(">II", png.read_bytes()[16:24])


def colours_in(page: Page, png: Path) -> int:
    """How many colours the picture has, on a grid of points."""
    page.goto("/assets/style.css")
    return page.evaluate(
        """async (bytes) => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
          const canvas = new OffscreenCanvas(picture.width / 4, picture.height / 4);
          const pen = canvas.getContext("2d");
          pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
          const pixels = new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
          return new Set(pixels).size;
        }""",
        list(png.read_bytes()),
    )


def test_a_week_becomes_a_sharp_picture_and_one_page_of_pdf(store_url: str, out: Path, page: Page) -> None:
    png, pdf = away(lambda: publish(BUSY, out, store_url))
    assert [file.name for file in sorted(out.iterdir())] == ["briefing-2025-W08.pdf", "briefing-2025-W08.png"]
    width, height = size_of(png)
    assert width == 2 * WIDTH
    assert height > width
    assert colours_in(page, png) > 100
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        paper_width, paper_height = document[0].get_size()
        assert paper_width == pytest.approx(WIDTH * 0.75, abs=1)
        assert paper_height == pytest.approx(height / 2 * 0.75, abs=2)
        text = document[0].get_textpage().get_text_range()
    assert "指标周报" in text
    assert "长兴县" in text


def test_a_week_without_pages_says_so(store_url: str, out: Path) -> None:
    _, pdf = away(lambda: publish(SILENT, out, store_url, "en"))
    with pypdfium2.PdfDocument(pdf) as document:
        assert "No page published this week" in document[0].get_textpage().get_text_range()


def test_a_card_that_fails_stops_the_briefing_and_earlier_files_stay(
    store_url: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.mkdir()
    (out / "briefing-2025-W08.png").write_bytes(b"earlier")
    monkeypatch.setattr(sheet, "figures_card", lambda *_: 1 / 0)
    with pytest.raises(CaptureError, match=r"headlines drawn, .*table error"):
        away(lambda: publish(BUSY, out, store_url))
    assert [file.read_bytes() for file in out.iterdir()] == [b"earlier"]


def test_a_page_without_cards_is_never_photographed(address: str, out: Path) -> None:
    with pytest.raises(NotReadyError, match="no card at all"):
        away(lambda: publish_page(f"{address}/assets/style.css", out, "nothing", seconds=1))
    assert list(out.iterdir()) == []


def test_a_server_that_does_not_answer_is_named(out: Path) -> None:
    with pytest.raises(CaptureError, match=r"127\.0\.0\.1:9/ cannot be opened"):
        away(lambda: publish_page("http://127.0.0.1:9/", out, "nothing", seconds=5))
    assert list(out.iterdir()) == []


def test_the_sheet_asks_nobody_but_its_own_server(browser: Browser, address: str) -> None:
    tab = browser.new_page(viewport={"width": WIDTH, "height": 900})
    wrong = watch(tab, address)
    tab.goto(f"{address}/briefing?week={BUSY}")
    states = wait_ready(tab)
    tab.close()
    assert wrong == []
    assert states["headlines"] == states["table"] == "drawn"


def test_a_sentence_is_quoted_with_its_number_marked(page: Page) -> None:
    page.goto(f"/briefing?week={BUSY}")
    first = page.locator(".brief-headlines li").first
    expect(first.locator("mark")).to_have_text("5.8%")
    expect(first.locator("blockquote")).to_have_text("2024年,湖州市地区生产总值5.8%。")
    expect(page.locator("#header, .header").first).to_be_hidden()


def test_a_week_that_makes_no_sense_is_told_on_the_page(page: Page) -> None:
    page.goto("/briefing?week=2025-W99")
    expect(page.locator("h1")).to_contain_text("看不懂")
