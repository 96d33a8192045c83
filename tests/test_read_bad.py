"""Bad files: each is told with its reason, the rest goes on, the exit code says so, nothing half-written remains."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_files import HTML, make_pdf
from typer.testing import CliRunner

from extract.commands import app
from extract.step1_read import Source, UnreadableError, archives, count_pages, find_files, open_files
from extract.step8_store import Filters, open_store, queries

TEXT = "1月,全市出口94亿元,同比增长4.2%。\n"
Make = Callable[[Path], object]


def pack(*members: tuple[str, str | bytes]) -> bytes:
    """An archive of some members, compressed."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def damage(data: bytes, place: int, bits: int) -> bytes:
    """The bytes with some bits of one turned over."""
    return data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :]


def locked(data: bytes) -> bytes:
    """An archive whose first member says that it is encrypted, in both places where that is said."""
    return damage(damage(data, 6, 1), data.index(b"PK\x01\x02") + 8, 1)


def sparse(path: Path) -> None:
    """A file far larger than a page, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.truncate(2**40)


def bytes_of(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


ZIP = pack(("a.txt", TEXT * 9))
BAD: dict[str, tuple[str, Make, str]] = {
    "empty": ("x.txt", bytes_of(b""), "the file is empty"),
    "blank": ("x.txt", bytes_of(b"\xef\xbb\xbf \r\n"), "the file is empty"),
    "binary": ("x.txt", bytes_of(bytes(range(256))), "not a text in UTF-8, GB18030 or UTF-16"),
    "torn UTF-8": ("x.txt", bytes_of(("出口增长" * 8).encode()[1:-1]), "not a text in UTF-8, GB18030 or UTF-16"),
    "Big5": (
        "x.txt",
        bytes_of("去年全市生產總值達到三百億元,較上年增長百分之五。".encode("big5")),
        "not a text in UTF-8",
    ),
    "cut UTF-16": ("x.txt", bytes_of(TEXT.encode("utf-16")[:-1]), "not valid utf-16-le"),
    "picture named as text": ("x.txt", bytes_of(b"\x89PNG\r\n\x1a\n\x00\x00"), "not a text"),
    "no PDF": ("x.pdf", bytes_of(TEXT.encode()), "not a PDF that can be opened"),
    "cut PDF": ("x.pdf", bytes_of(make_pdf("GDP 94")[:200]), "not a PDF that can be opened"),
    "locked PDF": ("x.pdf", bytes_of(make_pdf("GDP 94", locked=True)), "the PDF is locked by a password"),
    "blank PDF": ("x.pdf", bytes_of(make_pdf("")), "the PDF holds no text"),
    "HTML without text": ("x.html", bytes_of(b"<html><script>5</script></html>"), "the HTML holds no text"),
    "dangling link": ("x.txt", lambda path: path.symlink_to("nowhere"), "cannot be opened: No such file"),
    "link to itself": ("x.txt", lambda path: path.symlink_to(path), "cannot be opened"),
    "pipe": ("x.txt", os.mkfifo, "neither a file nor a folder that may be looked into"),
    "giant": ("x.txt", sparse, "holds 1099511627776 bytes; no page is that large"),
    "no archive": ("x.zip", bytes_of(b"PK\x03\x04 no archive"), "not an archive that can be opened"),
    "cut archive": ("x.zip", bytes_of(ZIP[:-30]), "not an archive that can be opened"),
    "empty archive": ("x.zip", bytes_of(pack()), "holds no page; expected files ending in"),
    "damaged member": ("x.zip", bytes_of(damage(ZIP, 40, 0xFF)), "x.zip/a.txt: cannot be unpacked"),
    "locked member": ("x.zip", bytes_of(locked(ZIP)), "x.zip/a.txt: cannot be unpacked"),
    "broken name": (
        "x.zip",
        bytes_of(pack(("头.txt", TEXT)).replace("头".encode(), b"\xff\xff\xff")),
        "can't decode byte",
    ),
    "archive in archive": ("x.zip", bytes_of(pack(("b.zip", ZIP))), "x.zip/b.zip: an archive within an archive"),
    "bad page in archive": ("x.zip", bytes_of(pack(("b.txt", b"\x00"))), "x.zip/b.txt: not a text"),
}


@pytest.mark.parametrize(("name", "make", "reason"), BAD.values(), ids=BAD)
def test_a_bad_file_is_told_and_the_rest_goes_on(
    name: str, make: Make, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for good in ("pages/a.txt", "pages/z.txt"):
        Path(good).write_text(TEXT + good, "utf-8")
    make(Path("pages", name))
    done = CliRunner().invoke(app, ["ingest", "pages", "--published", "2025-02-20", "--store", "s.db"])
    assert (done.exit_code, done.stdout) == (1, "2 new pages, 0 already in the store, 1 unreadable\n")
    assert f"pages/{name}" in done.stderr
    assert reason in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if "s.db" not in path.name) == ["pages"]
    store = open_store("s.db")
    assert set(queries.documents(store, Filters())["document"]) == {"a.txt", "z.txt"}
    store.close()


def refuse(path: object, *_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # a test that runs as root may read everything
    (found,) = open_files(find_files([tmp_path]))
    assert str(found) == f"{tmp_path}/a.txt: cannot be opened: Permission denied"
    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = open_files(find_files([tmp_path]))
    assert str(found) == f"{tmp_path}: neither a file nor a folder that may be looked into"


def test_a_page_that_is_named_but_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "pages.csv").write_text("document\ngone.txt\n", "utf-8")
    (found,) = open_files(find_files([tmp_path]))
    assert str(found) == f"{tmp_path}/gone.txt: cannot be opened: No such file or directory"


def test_a_folder_named_like_a_page_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "week.txt").mkdir()
    (tmp_path / "week.txt" / "a.txt").write_text(TEXT, "utf-8")
    assert find_files([tmp_path]) == [tmp_path / "week.txt" / "a.txt"]


def test_a_bomb_is_told_without_unpacking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zip").write_bytes(pack(("bomb.txt", TEXT * 1000), ("fine.txt", TEXT)))
    monkeypatch.setattr(archives, "LARGEST", 1000)
    bomb, fine = open_files([tmp_path / "a.zip"])
    assert str(bomb).startswith(f"{tmp_path}/a.zip/bomb.txt: would unpack to ")
    assert isinstance(fine, Source)


def test_a_table_in_an_archive_is_unpacked_as_warily_as_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zip").write_bytes(pack(("pages.csv", "document\n" * 1000), ("fine.txt", TEXT)))
    monkeypatch.setattr(archives, "LARGEST", 1000)
    (found,) = open_files([tmp_path / "a.zip"])
    assert str(found).startswith(f"{tmp_path}/a.zip/pages.csv: would unpack to ")


@pytest.mark.parametrize("name", ["../../slip.txt", "/slip.txt", "C:\\slip.txt"])
def test_a_member_that_pretends_to_stand_elsewhere_is_only_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(pack((name, TEXT)))
    (found,) = open_files(find_files([tmp_path]))
    assert isinstance(found, Source)
    assert str(found.place).startswith(f"{tmp_path}/in/a.zip/")
    assert (found.read().document, found.read().text) == (Path(name).name, TEXT)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_two_members_of_one_name_are_two_pages(tmp_path: Path) -> None:
    data = pack(("a.txt", TEXT), ("b.txt", TEXT * 2)).replace(b"b.txt", b"a.txt")
    (tmp_path / "a.zip").write_bytes(data)
    found = [source.read().text for source in open_files([tmp_path / "a.zip"]) if isinstance(source, Source)]
    assert found == [TEXT, TEXT * 2]


WHOLE = {
    "a.zip": pack(("头版.txt", TEXT * 5), ("b.pdf", make_pdf("GDP 94"))),
    "a.pdf": make_pdf("GDP 94"),
    "a.html": HTML.encode(),
    "a.txt": TEXT.encode("gb18030"),
}


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
def test_damage_of_any_kind_gives_pages_or_reasons(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = WHOLE[name]
    damaged = bytearray(whole)
    for place, byte in data.draw(st.dictionaries(st.integers(0, len(whole) - 1), st.integers(0, 255))).items():
        damaged[place] = byte
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(damaged[: data.draw(st.integers(0, len(whole)))])
    for found in open_files([path]):
        if isinstance(found, UnreadableError):
            assert str(found).startswith(str(path))
        else:
            try:
                assert found.read().text
            except UnreadableError as error:
                assert error.reason
    assert count_pages([path]) >= 0


def test_pages_are_counted_with_those_in_archives(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(pack(("a.txt", TEXT), ("b.html", TEXT), ("notes.md", "")))
    (tmp_path / "b.zip").write_bytes(b"no archive")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    found = find_files([tmp_path])
    assert count_pages(found) == len(list(open_files(found))) == 4
