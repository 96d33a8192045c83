"""HTML, PDF, scans and archives: what each gives, and what is said when the means to read it is missing."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from page_files import COLUMNS, HEADLINE, HTML, as_bytes, draw_page, find_font, make_pdf
from PIL import Image
from pypdfium2 import PdfDocument

from extract import extract_text
from extract.models import Page
from extract.step1_read import Metadata, Source, UnreadableError, find_files, open_files, recognise
from extract.step1_read.reading_order import Line, in_reading_order

HEADER = "document,newspaper,published,home_region_code\n"
TEXT = "1月,全市出口94亿元,同比增长4.2%。\n"


def read(name: str, data: bytes) -> Page:
    return Source(Path(name), data).read()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html_gives_its_visible_lines(encoding: str) -> None:
    assert read("a.HTML", HTML.encode(encoding)).text == "外贸\n1月,出口94亿元\n增长4.2%"


def test_pdf_gives_its_text() -> None:
    assert read("a.pdf", make_pdf("GDP 94, up 4.2%")).text.strip() == "GDP 94, up 4.2%"


def test_an_archive_gives_its_pages_with_their_metadata(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("mon/pages.csv", HEADER + "a.txt,样报,2025-01-02,330500\n")
        archive.writestr("mon/a.txt", TEXT.encode("gb18030"))
        archive.writestr("tue/b.html", HTML)
        archive.writestr("tue/notes.md", "no page")
    a, b = open_files(find_files([tmp_path]))
    assert isinstance(a, Source)
    assert isinstance(b, Source)
    assert (a.read().document, a.known.newspaper, a.read().text) == ("a.txt", "样报", TEXT)
    assert (b.read().document, b.known) == ("b.html", Metadata())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_in_an_archive_are_read_as_they_were_meant(tmp_path: Path, encoding: str) -> None:
    meant = "头版.txt".encode(encoding)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x" * len(meant), TEXT)  # the library itself cannot write a name that hides its encoding
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes().replace(b"x" * len(meant), meant))
    assert [found.place.name for found in open_files([tmp_path / "a.zip"]) if isinstance(found, Source)] == ["头版.txt"]


def lines(*rows: tuple[float, float, float, float, str]) -> str:
    """Text of lines given by left, top, width and height."""
    return in_reading_order(
        Line(left, top, left + width, top + height, text) for left, top, width, height, text in rows
    )


def test_columns_are_read_one_after_the_other_below_their_headline() -> None:
    found = lines(
        (50, 0, 400, 60, "标题"),
        (0, 100, 200, 20, "左一"),
        (260, 101, 200, 20, "右一"),
        (0, 125, 200, 20, "左二"),
        (260, 124, 200, 20, "右二"),
    )
    assert found == "标题\n\n左一\n左二\n\n右一\n右二"


def test_articles_with_other_columns_stand_below_each_other() -> None:
    above = [(left, top, 280, 20, f"上{left}{top}") for left in (0, 320) for top in (0, 25)]
    below = [(left, top, 180, 20, f"下{left}{top}") for left in (0, 210, 420) for top in (90, 115)]
    found = lines(*below, (0, 65, 600, 20, "题"), *above)
    assert found.split() == [text for *_, text in (*above, (0, 65, 600, 20, "题"), *below)]


def test_what_begins_anew_in_a_column_has_an_empty_line_before_it() -> None:
    found = lines(
        (60, 0, 80, 30, "小标题"), (40, 40, 160, 20, "首行"), (0, 65, 200, 20, "次行"), (0, 130, 200, 20, "远处")
    )
    assert found == "小标题\n\n首行\n次行\n\n远处"


def test_words_of_one_line_are_joined_and_lines_in_each_other_kept() -> None:
    assert lines((110, 1, 100, 20, "GDP"), (0, 0, 100, 20, "全市"), (0, 24, 210, 20, "增长")) == "全市 GDP\n增长"
    assert lines((0, 0, 100, 20, "甲"), (50, 10, 100, 20, "乙")) == "甲\n乙"
    assert lines() == ""


@pytest.fixture
def font() -> Path:
    found = find_font()
    if found is None:
        pytest.skip("no font with Chinese characters: install the distribution's Noto CJK fonts")
    return found


@pytest.fixture
def _ocr() -> None:
    pytest.importorskip("rapidocr", reason="the extra is not installed: make ocr")


@pytest.mark.usefixtures("_ocr")
@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "webp"])
def test_every_kind_of_picture_is_opened(kind: str, font: Path) -> None:
    page = draw_page(font)
    (opened,) = recognise.frames(as_bytes(page, kind))
    assert np.abs(opened.astype(int) - np.asarray(page)[:, :, None]).mean() < 2


@pytest.mark.usefixtures("_ocr")
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scan_gives_its_text_column_by_column(kind: str, font: Path) -> None:
    page = read(f"a.{kind}", as_bytes(draw_page(font), kind))
    title, *columns = page.text.replace(",", ",").split("\n\n")
    assert (len(title), [len(column.split("\n")) for column in columns], page.flags) == (len(HEADLINE), [4, 4], ())
    rows = extract_text(page.text, "2025-02-20", "330500")
    found = {(row.indicator, row.measure, row.value) for row in rows.itertuples()}
    assert {("exports", "level", 9.4e9), ("exports", "yoy", 4.2), ("ppi", "yoy", -1.2)} <= found
    assert page.text.count("。") == "".join(map("".join, COLUMNS)).count("。")


@pytest.mark.usefixtures("_ocr")
def test_a_scan_that_is_hard_to_read_is_flagged(font: Path) -> None:
    page = draw_page(font)
    blurred = page.resize((page.width // 6, page.height // 6)).resize(page.size)
    assert read("a.png", as_bytes(blurred, "png")).flags == ("ocr_suspect",)


def test_a_strip_is_not_enlarged_to_a_giant() -> None:
    for size in ((5, 3000), (3000, 5)):
        assert sorted(recognise._padded(np.zeros((*size, 3), np.uint8)).shape[:2]) == [600, 3000]
    page = np.zeros((4700, 3300, 3), np.uint8)
    assert recognise._padded(page).shape == page.shape


@pytest.mark.usefixtures("_ocr")
def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text can be seen in the picture"):
        read("a.png", as_bytes(Image.new("L", (300, 300), 255), "png"))
    with pytest.raises(UnreadableError, match="not a picture that can be opened"):
        read("a.png", TEXT.encode())
    with pytest.raises(UnreadableError, match="not a picture that can be opened"):
        read("a.png", as_bytes(Image.new("1", (20_000, 20_000)), "png"))


@pytest.fixture
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognise._engine.cache_clear()
    yield
    recognise._engine.cache_clear()


@pytest.mark.usefixtures("_no_ocr")
@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "webp", "pdf"])
def test_a_scan_without_the_extra_is_refused_with_what_helps(kind: str) -> None:
    with pytest.raises(UnreadableError, match=rf"a.{kind}: this is a scanned page; install zhibiao\[ocr\]"):
        read(f"a.{kind}", as_bytes(Image.new("L", (100, 100), 255), kind))


@pytest.mark.usefixtures("_no_ocr")
def test_scans_among_printed_pages_are_told(caplog: pytest.LogCaptureFixture) -> None:
    document, file = PdfDocument(make_pdf("GDP 94")), BytesIO()
    document.import_pages(PdfDocument(as_bytes(Image.new("L", (100, 100), 255), "pdf")))
    document.save(file)
    assert read("a.pdf", file.getvalue()).text.strip() == "GDP 94"
    assert "a.pdf: 1 of 2 pages are left out: this is a scanned page" in caplog.text
