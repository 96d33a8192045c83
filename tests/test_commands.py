"""The commands as a user meets them: what they write, what they say, and how they exit."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extract import batch
from extract.commands import app
from extract.models import COLUMNS, REFUSAL_COLUMNS
from extract.step8_store import Filters, Store, open_store, queries

PAGE = "2024年,湖州市地区生产总值4213.4亿元,同比增长5.8%。\n"
OTHER = "2024年,嘉兴市地区生产总值7569.5亿元,同比增长5.6%。\n"
FRAME = str.maketrans("│╭╮╰╯─", "      ")
COMMANDS = ["extract", "ingest", "export", "explain", "reextract", "check", "backup", "watch"]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a fresh folder with two pages in `pages`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIBIAO_DB", raising=False)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "pages" / "b.txt").write_text(OTHER, "utf-8")
    table = "document,newspaper,published,home_region_code\na.txt,样报,2025-01-20,330500\n"
    (tmp_path / "pages" / "pages.csv").write_text(table, "utf-8")
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def count(place: str = "data/zhibiao.db") -> int:
    store = open_store(place)
    found = queries.count(store, Filters())
    store.close()
    return found


def test_extract_writes_both_tables(run: Run) -> None:
    result = run("extract", "pages", "--out", "deep/out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 pages: 4 observations, ")
    rows = table(Path("deep/out/observations.csv"))
    assert tuple(rows[0]) == COLUMNS
    assert {(row["document"], row["indicator"], row["newspaper"]) for row in rows} == {
        ("a.txt", "gdp", "样报"),
        ("b.txt", "gdp", ""),
    }
    header = Path("deep/out/refusals.csv").read_text("utf-8-sig").splitlines()[0]
    assert tuple(header.split(",")) == REFUSAL_COLUMNS


def test_options_fill_what_pages_csv_leaves_open(run: Run) -> None:
    run(
        "extract",
        "pages",
        "--out",
        "out",
        "--published",
        "2025-02-02",
        "--home-region",
        "330400",
        "--newspaper",
        "别报",
    )
    found = {row["document"]: (row["published"], row["newspaper"]) for row in table(Path("out/observations.csv"))}
    assert found == {"a.txt": ("2025-01-20", "样报"), "b.txt": ("2025-02-02", "别报")}


def test_more_processes_give_the_same_table(run: Run) -> None:
    run("extract", "pages", "--out", "one")
    assert run("extract", "pages", "--out", "two", "--jobs", 2).exit_code == 0
    assert Path("one/observations.csv").read_bytes() == Path("two/observations.csv").read_bytes()


def test_ingest_twice_takes_in_once(run: Run) -> None:
    assert run("ingest", "pages").stdout == "2 new pages, 0 already in the store, 0 unreadable\n"
    assert run("ingest", "pages", "pages/a.txt").stdout == "0 new pages, 2 already in the store, 0 unreadable\n"
    assert count() == 4


def test_a_known_page_is_not_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", "pages")
    monkeypatch.setattr(batch, "read_page", pytest.fail)
    assert run("ingest", "pages").exit_code == 0


def test_a_bad_file_is_told_and_the_rest_goes_on(run: Run) -> None:
    Path("pages/bad.txt").write_bytes(b"\x00\x01\x02")
    for words in (("ingest", "pages"), ("extract", "pages", "--out", "out")):
        result = run(*words)
        assert result.exit_code == 1
        assert "pages/bad.txt: not a text in UTF-8, GB18030 or UTF-16" in result.stderr
    assert count() == len(table(Path("out/observations.csv"))) == 4


def test_a_page_on_which_the_program_fails_is_told_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read_page = batch.read_page
    monkeypatch.setattr(batch, "read_page", lambda page: read_page(page) if page.document == "a.txt" else 1 // 0)
    result = run("ingest", "pages")
    assert (result.exit_code, count()) == (1, 2)
    assert "b.txt: the program fails on it (ZeroDivisionError" in result.stderr


def test_an_interruption_keeps_what_is_done(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in = Store.ingest

    def interrupted(store: Store, reading: Any) -> bool:
        if reading.page.document == "b.txt":
            raise KeyboardInterrupt
        return take_in(store, reading)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "ingest", interrupted)
        result = run("ingest", "pages")
    assert (result.exit_code, count()) == (130, 2)
    assert "1 new pages are safe" in result.stdout
    assert run("ingest", "pages").stdout.startswith("1 new pages, 1 already")


def test_export_writes_what_was_asked_for(run: Run) -> None:
    run("ingest", "pages")
    assert run("export", "--out", "all.csv").stdout == "4 observations in all.csv\n"
    assert Path("all.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator,")
    assert tuple(table(Path("all.csv"))[0]) == COLUMNS
    for words, rows in (
        (("--indicator", "gdp", "--region", "330500"), 2),
        (("--region", "330000"), 4),
        (("--from", "2025-01-01"), 0),
        (("--from", "2024-12-31", "--to", "2024-12-31"), 4),
        (("--as-known-on", "2025-01-19"), 0),
        (("--as-known-on", "2025-01-20"), 2),
        (("--rows", "preferred"), 4),
        (("--rows", "conflicts"), 0),
    ):
        assert run("export", "--out", "some.csv", *words).exit_code == 0
        assert len(table(Path("some.csv"))) == rows


def test_reextract_tells_what_changed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", "pages")
    assert run("reextract").stdout == "2 pages read again, 0 of them changed, 0 left as they were\n"
    read_page = batch.read_page
    less = {"a.txt": {"observations": ()}, "b.txt": {}}
    monkeypatch.setattr(batch, "read_page", lambda page: read_page(page).model_copy(update=less[page.document]))
    assert run("reextract").stdout.startswith("a.txt: 0 new, 2 gone, 0 different\n2 pages read again, 1 of them")
    monkeypatch.setattr(batch, "read_page", lambda page: 1 // 0)
    result = run("reextract")
    assert (result.exit_code, count()) == (1, 2)
    assert "0 of them changed, 2 left as they were" in result.stdout


def test_check_and_backup(run: Run) -> None:
    run("ingest", "pages")
    assert run("check").stdout == "the store is sound\n"
    assert run("backup", "--out", "copy.db").exit_code == 0
    assert (count("copy.db"), run("backup", "--out", "copy.db").exit_code) == (4, 2)
    store = open_store("copy.db")
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE observations SET raw = 'x'").close()
    store.close()
    result = run("check", "--store", "copy.db")
    assert (result.exit_code, result.stderr.count("wrong offsets")) == (1, 4)


def test_explain_names_figure_rule_and_refusal(run: Run) -> None:
    text = "3月5日,全市地区生产总值94亿元。"
    result = run("explain", text, "--published", "2025-04-10", "--home-region", "330500")
    assert result.exit_code == 0
    assert "9.4e+09 CNY" in result.stdout
    assert "gdp level, by gdp" in result.stdout
    assert "region 330500" in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ingest", "nowhere"), "nowhere: no such file or folder"),
        (("ingest", "empty"), "empty: holds no page"),
        (("ingest", "odd"), "odd/pages.csv, line 1: the header is 'name'; expected document,newspaper"),
        (("ingest", "pages", "--published", "yesterday"), "'yesterday' is not a date; expected YYYY-MM-DD"),
        (("ingest", "pages", "--home-region", "33"), "'33' is not a known region; expected six digits"),
        (("ingest", "pages", "--jobs", "0"), "Input should be greater than or equal to 1"),
        (
            ("ingest", "pages", "--store", "pages/a.txt"),
            "pages/a.txt: cannot be opened as a store (file is not a database)",
        ),
        (("ingest", "pages", "--store", "oracle://x"), "oracle://x: not a database URL that can be used"),
        (("ingest", "pages", "--store", "postgresql+psycopg://127.0.0.1:1/x"), "cannot be opened as a store"),
        (("extract", "pages", "--out", "pages/a.txt"), "pages/a.txt: File exists"),
        (("extract", "pages", "--out", "pages/a.txt/x"), "pages/a.txt/x: Not a directory"),
        (("export", "--out", "x.csv", "--store", "none.db"), "none.db: no such store; run `zhibiao ingest PATH` first"),
        (
            ("export", "--out", "x.csv", "--store", "full.db", "--indicator", "gpd"),
            "'gpd' is not a known indicator; did you mean gdp",
        ),
        (("export", "--out", "x.csv", "--store", "full.db", "--to", "2024-02-30"), "'2024-02-30' is not a date"),
        (("export", "--out", "pages", "--store", "full.db"), "pages: Is a directory"),
        (("explain", " "), "the file is empty"),
        (("export", "--store", "full.db"), "Missing option '--out'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_told_without_a_traceback(run: Run, words: tuple[str, ...], told: str) -> None:
    Path("empty").mkdir()
    Path("odd").mkdir()
    Path("odd/pages.csv").write_text("name\n", "utf-8")
    Path("odd/a.txt").write_text(PAGE, "utf-8")
    open_store("full.db").close()
    result = run(*words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.translate(FRAME).split())
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_damaged_store_is_told(run: Run) -> None:
    run("ingest", "pages", "--store", "s.db")
    data = bytearray(Path("s.db").read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    Path("s.db").write_bytes(data)
    result = run("export", "--out", "x.csv", "--store", "s.db")
    assert result.exit_code == 2
    assert "malformed" in result.stderr
    assert not Path("x.csv").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_one_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.count(f"Example: zhibiao {command}") == 1


def test_the_package_runs_as_a_module(run: Run) -> None:
    words = [sys.executable, "-m", "extract", "extract", "pages", "--out", "out"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("2 pages: 4 observations")
