"""Reading files: encodings, metadata beside the page, folders, and what is said of a bad file."""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.models import Page
from extract.step1_read import (
    Metadata,
    MetadataError,
    NotTextError,
    UnreadableError,
    decode,
    files,
    find_files,
    read_bytes,
    read_file,
    read_files,
)

TEXT = "本报讯 1月,全市出口94亿\r\n元,同比增长4.2%。\n\n　　规上工业增加值增长５．７％。\n"
HEADER = "document,newspaper,published,home_region_code\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_text_exactly(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_line_ends_are_kept(words: str, end: str) -> None:
    page = f"全市增长5%{end}{words}{end}"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decode(page.encode(encoding)) == page


BAD = {
    "nothing": (b"", "empty"),
    "blank": (b" \n\n ", "empty"),
    "any bytes": (bytes(range(256)) * 4, "not a text"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "not a text"),
    "archive": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 30, "not a text"),
    "cut utf-8": (b"\xef\xbb\xbf\xe5\x85", "not valid utf-8"),
    "cut utf-16": (b"\xff\xfe\x00\xd8\x00", "not valid utf-16-le"),
    "padded": ("增长5%".encode() + b"\x00\x00", "not a text"),
    "torn end": (TEXT.encode()[:-2] + b"\xff\xff\xff", "not a text"),
    "another encoding": ("Ωμέγα и ещё кое-что".encode("utf-7") + b"\xff\xfe\x80", "not a text"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotTextError, match=reason):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        assert decode(data)
    except NotTextError as error:
        assert str(error)


def write(folder: Path, name: str, content: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def test_a_page_is_named_by_its_file_and_known_by_its_bytes(tmp_path: Path) -> None:
    page = read_file(write(tmp_path, "a.txt"))
    assert (page.document, page.text) == ("a.txt", TEXT)
    assert page.document_id == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (page.newspaper, page.published, page.home_region_code) == ("", None, "")


def test_metadata_comes_from_pages_csv_and_then_from_what_was_given(tmp_path: Path) -> None:
    write(tmp_path, "pages.csv", HEADER + "a.txt,样报,,330500\n")
    page = read_file(write(tmp_path, "a.txt"), Metadata("别报", dt.date(2025, 1, 2), "330400"))
    assert (page.newspaper, page.published, page.home_region_code) == ("样报", dt.date(2025, 1, 2), "330500")


def test_pages_csv_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    page = write(tmp_path, "a.txt")
    write(tmp_path, "pages.csv", HEADER + "a.txt,旧名,,\n")
    assert read_file(page).newspaper == "旧名"
    write(tmp_path, "pages.csv", HEADER + "a.txt,新名,,\n")
    assert read_file(page).newspaper == "新名"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_pages_csv_may_come_from_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "pages.csv").write_bytes((HEADER + "a.txt,样报,2025-01-02,330500\r\n").encode(encoding))
    assert read_file(write(tmp_path, "a.txt")).newspaper == "样报"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,published\na.txt,2025-01-01\n", "line 1: the header is 'name,published'; expected document,newspaper"),
        (HEADER + "a.txt,样报,2025-1-1,330500\n", "line 2: '2025-1-1' is not a date; expected YYYY-MM-DD"),
        (HEADER + "b.txt,,,\na.txt,,,3305\n", "line 3: '3305' is not a known region"),
        (HEADER + "a.txt,样报\n", "line 2: expected 4 cells"),
        (HEADER + "a.txt,,,,\n", "line 2: expected 4 cells"),
        (HEADER + "a.txt,,,\na.txt,,,\n", "line 3: a.txt is named a second time"),
        (HEADER + 'a.txt,"样报,,\n', "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_bad_pages_csv_is_told_with_file_and_line(tmp_path: Path, content: str, told: str) -> None:
    write(tmp_path, "pages.csv", content)
    with pytest.raises(MetadataError) as caught:
        read_file(write(tmp_path, "a.txt"))
    assert str(tmp_path / "pages.csv") in str(caught.value)
    assert told in str(caught.value)


def test_folders_are_walked_in_order_and_each_page_read_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.TXT", "a/notes.md", ".hidden/3.txt", "a/pages.csv"):
        write(tmp_path, name, HEADER if name.endswith("csv") else TEXT)
    found = find_files([tmp_path, tmp_path / "b" / "2.txt", tmp_path / "a" / "notes.md"])
    assert [path.name for path in found] == ["1.TXT", "2.txt", "notes.md"]


def test_a_missing_path_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file or folder"):
        find_files([tmp_path / "none"])
    with pytest.raises(UnreadableError, match=r"holds no page; expected files ending in .*\.txt"):
        find_files([tmp_path])


def test_a_bad_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "1.txt")
    (tmp_path / "2.txt").write_bytes(b"\x00\x01")
    write(tmp_path, "3.txt")
    write(tmp_path, "pages.csv", HEADER + "4.txt,,,\n")
    found = list(read_files(find_files([tmp_path])))
    assert [type(one) for one in found] == [Page, UnreadableError, Page, UnreadableError]
    assert "2.txt: not a text" in str(found[1])
    assert "4.txt: cannot be opened: No such file" in str(found[3])


def test_a_reason_travels_between_processes() -> None:
    error = UnreadableError(Path("a.txt"), "empty")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "a.txt: empty"


def make_pdf(text: str) -> bytes:
    """The least PDF that shows a line of ASCII."""
    stream = f"BT /F1 12 Tf 50 50 Td ({text}) Tj ET" if text else ""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "".join(f"{number} 0 obj{part}endobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 6>>".encode()


HTML = """<html><head><meta charset="gb18030"><title>外贸</title><style>p {{}}</style></head>
<body><p>1月,出口<b>94</b>亿元</p><div>增长4.2%</div><script>var x = 5;</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html_gives_its_visible_lines(encoding: str) -> None:
    assert read_bytes("a.HTML", HTML.encode(encoding)).text == "外贸\n1月,出口94亿元\n增长4.2%"


def test_pdf_gives_its_text() -> None:
    assert read_bytes("a.pdf", make_pdf("GDP 94, up 4.2%")).text.strip() == "GDP 94, up 4.2%"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", TEXT.encode(), "not a PDF that can be opened"),
        ("a.pdf", make_pdf(""), "holds pictures and no text"),
        ("a.html", b"<html><body><script>5</script></body></html>", "the HTML holds no text"),
    ],
    ids=["no PDF", "scanned PDF", "empty HTML"],
)
def test_a_file_without_text_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(NotTextError, match=reason):
        read_bytes(name, data)


def test_an_archive_gives_its_pages_and_says_what_is_bad(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("mon/pages.csv", HEADER + "a.txt,样报,2025-01-02,330500\n")
        archive.writestr("mon/a.txt", TEXT.encode("gb18030"))
        archive.writestr("tue/b.html", HTML)
        archive.writestr("tue/c.txt", b"\x00\x01")
        archive.writestr("tue/picture.jpg", b"\xff\xd8")
    a, b, c = read_files(find_files([tmp_path]))
    assert isinstance(a, Page)
    assert isinstance(b, Page)
    assert (a.document, a.newspaper, a.text, b.document, b.newspaper) == ("a.txt", "样报", TEXT, "b.html", "")
    assert str(c) == f"{tmp_path}/week.zip/tue/c.txt: not a text in UTF-8, GB18030 or UTF-16"


def test_a_broken_archive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", TEXT * 100)
        archive.writestr("fine.txt", TEXT)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[60] ^= 0xFF
    (tmp_path / "c.zip").write_bytes(data)
    monkeypatch.setattr(files, "_LARGEST", len(TEXT.encode()))
    told = [str(one) for one in read_files(find_files([tmp_path])) if isinstance(one, UnreadableError)]
    assert "not an archive that can be opened" in told[0]
    assert "b.zip/bomb.txt: would unpack to" in told[1]
    monkeypatch.undo()
    told = [str(one) for one in read_files([tmp_path / "c.zip"]) if isinstance(one, UnreadableError)]
    assert len(told) == 1
    assert "bomb.txt: cannot be unpacked" in told[0]
