"""Reading files: encodings, metadata beside the page, folders, and what is said of a bad file."""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.step1_read import (
    Metadata,
    MetadataError,
    NotTextError,
    Source,
    UnreadableError,
    decode,
    find_files,
    open_files,
)

TEXT = "本报讯 1月,全市出口94亿\r\n元,同比增长4.2%。\n\n　　规上工业增加值增长５．７％。\n"
HEADER = "document,newspaper,published,home_region_code\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_text_exactly(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


FREQUENT = bytes(byte for first in range(0xB0, 0xD7) for last in range(0xA1, 0xFF) for byte in (first, last))


@given(
    st.text(FREQUENT.decode("gb2312"), min_size=1),
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


def opened(path: Path, given: Metadata = Metadata()) -> Source:  # noqa: B008 — it is frozen
    (found,) = open_files([path], given)
    assert isinstance(found, Source)
    return found


def test_a_page_is_named_by_its_file_and_known_by_its_bytes(tmp_path: Path) -> None:
    page = opened(write(tmp_path, "a.txt")).read()
    assert (page.document, page.text) == ("a.txt", TEXT)
    assert page.document_id == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (page.newspaper, page.published, page.home_region_code) == ("", None, "")


def test_metadata_comes_from_pages_csv_and_then_from_what_was_given(tmp_path: Path) -> None:
    write(tmp_path, "pages.csv", HEADER + "a.txt,样报,,330500\n")
    page = opened(write(tmp_path, "a.txt"), Metadata("别报", dt.date(2025, 1, 2), "330400")).read()
    assert (page.newspaper, page.published, page.home_region_code) == ("样报", dt.date(2025, 1, 2), "330500")


def test_pages_csv_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    page = write(tmp_path, "a.txt")
    write(tmp_path, "pages.csv", HEADER + "a.txt,旧名,,\n")
    assert opened(page).known.newspaper == "旧名"
    write(tmp_path, "pages.csv", HEADER + "a.txt,新名,,\n")
    assert opened(page).known.newspaper == "新名"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_pages_csv_may_come_from_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "pages.csv").write_bytes((HEADER + "a.txt,样报,2025-01-02,330500\r\n").encode(encoding))
    assert opened(write(tmp_path, "a.txt")).known.newspaper == "样报"


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
        opened(write(tmp_path, "a.txt"))
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


def test_a_reason_travels_between_processes() -> None:
    error = UnreadableError(Path("a.txt"), "empty")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "a.txt: empty"
