"""Reviewing from the command line, and decisions in what is exported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extract.commands import app, keeping
from extract.models import COLUMNS
from extract.step8_store import Filters, open_store, queries
from extract.step8_store.exporting import DECIDED
from extract.step8_store.reextract import Change
from extract.step8_store.reviews import HISTORY
from tests.readings import make_reading

Run = Callable[..., Result]
CHECKS = ["list", "accept", "reject", "correct", "undo", "export"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command beside a store of two pages that differ on one fact."""
    monkeypatch.chdir(tmp_path)
    for name in ("ZHIBIAO_DB", "ZHIBIAO_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    store = open_store()
    store.ingest(make_reading({"value": 9.9e9, "raw": "99亿元"}, refused=("3月1日",)))
    store.ingest(make_reading({}, {"item": "甲", "flags": ("sub_county",)}, document="b.txt"))
    store.close()
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


def ids() -> list[str]:
    """Of the figures, in the order of the pages."""
    store = open_store()
    found = queries.observations(store, Filters(decisions=("", "accepted", "corrected", "rejected")))
    store.close()
    return list(found.sort_values(["document", "char_start"])["observation_id"])


def table(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(path).read_text("utf-8-sig").splitlines()))


def test_the_list_tells_what_waits(run: Run) -> None:
    result = run("review", "list")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        f"{ids()[0]}  conflict\n    exports/level 9900000000 CNY, 湖州市, 2025-01-01 .. 2025-01-31\n" in result.stdout
    )
    assert "    '99亿元' in a.txt (样报, 2025-02-20): 1月湖州市出口99亿元。\n" in result.stdout
    assert "2 of kind conflict wait\n" in result.stdout
    assert f"{ids()[2]}  sub_county\n    exports/甲/level " in result.stdout
    assert "-refused  date\n    '3月1日' in a.txt" in result.stdout
    assert "conflict" not in run("review", "list", "--kind", "refusal").stdout
    assert "1 of kind figure wait\n" in run("review", "list", "--why", "sub_county", "--why", "phone").stdout
    assert "0 of kind figure wait\n" in run("review", "list", "--why", "implausible").stdout


def test_a_decision_is_told_and_recorded(run: Run) -> None:
    first, second, _ = ids()
    corrected = run("review", "correct", second, "value=9.5e9", "item=乙", "--by", "王", "--note", "=1+1")
    assert corrected.exit_code == 0
    assert corrected.stdout.endswith("; standing decisions upon it: 1\n")
    assert "correct '94亿元' in b.txt (item=; value=9400000000 → item=乙; value=9500000000); " in corrected.stdout
    assert run("review", "reject", first, "--by", "李").exit_code == 0
    assert (
        run("review", "undo", first, "--by", "李").stdout == "undo '99亿元' in a.txt; standing decisions upon it: 0\n"
    )
    assert run("review", "accept", first, "--by", "李").exit_code == 0
    assert run("review", "export", "--out", "deep/reviews.csv").stdout == "4 reviews in deep/reviews.csv\n"
    rows = table("deep/reviews.csv")
    assert tuple(rows[0]) == HISTORY
    assert [row["decision"] for row in rows] == ["accept", "undo", "reject", "correct"]
    assert rows[3]["note"] == "'=1+1", "no cell is a formula"


def test_the_reviewer_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBIAO_REVIEWER", "王")
    assert run("review", "accept", ids()[0]).exit_code == 0


def test_the_export_keeps_its_columns_and_may_add_decisions(run: Run) -> None:
    first, second, third = ids()
    run("review", "correct", second, "value=9.5e9", "--by", "王", "--note", "=1")
    run("review", "reject", first, "--by", "王")
    assert run("export", "--out", "plain.csv").stdout == "2 observations in plain.csv\n"
    plain = {row["observation_id"]: row for row in table("plain.csv")}
    assert tuple(plain[second]) == COLUMNS
    assert (plain[second]["value"], plain[second]["flags"], plain[second]["raw"]) == (
        "9500000000.0",
        "corrected",
        "94亿元",
    )
    run("export", "--decisions", "--out", "all.csv")
    whole = {row["observation_id"]: row for row in table("all.csv")}
    assert tuple(whole[first]) == (*COLUMNS, *DECIDED)
    assert [whole[key]["decision"] for key in (first, second, third)] == ["rejected", "corrected", ""]
    assert (whole[second]["printed"], whole[second]["reviewer"], whole[second]["note"]) == (
        "value=9400000000",
        "王",
        "'=1",
    )
    assert {name: whole[second][name] for name in COLUMNS} == plain[second]


@pytest.mark.parametrize("rows", ["all", "preferred", "conflicts"])
def test_an_export_in_parts_is_that_of_the_whole(run: Run, rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("export", "--rows", rows, "--out", "whole.csv")
    monkeypatch.setattr("extract.step8_store.rows._PART", 1)
    run("export", "--rows", rows, "--out", "parts.csv")
    assert Path("parts.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert len(table("whole.csv")) >= 2


def test_an_empty_export_has_its_header(run: Run) -> None:
    run("export", "--indicator", "gdp", "--out", "none.csv", "--decisions")
    assert Path("none.csv").read_text("utf-8-sig").split(",")[0] == "indicator"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["accept", "none", "--by", "王"],
            "'none': no figure or refusal has this id; take one from `zhibiao review list`",
        ),
        (["accept", "none"], "Missing option '--by'"),
        (["undo", "FIRST", "--by", "王"], "nothing was decided upon it"),
        (["correct", "FIRST", "value", "--by", "王"], "expected FIELD=VALUE"),
        (["correct", "FIRST", "worth=1", "--by", "王"], "worth: cannot be corrected; these can: indicator"),
        (["list", "--store", "none.db"], "none.db: no such store"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_told_in_one_line(run: Run, words: list[str], told: str) -> None:
    result = run("review", *(ids()[0] if word == "FIRST" else word for word in words))
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_an_interrupted_re_reading_tells_how_far_it_came(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> Change:
        if told:
            raise KeyboardInterrupt
        told.append("once")
        return Change()

    told: list[str] = []
    monkeypatch.setattr(keeping, "replace", interrupt)
    result = run("reextract")
    assert result.exit_code == 130
    assert result.stdout == "interrupted; 1 of 2 pages are read again, the others as they were: run it again\n"


@pytest.mark.parametrize("command", CHECKS)
def test_every_command_has_an_example(run: Run, command: str) -> None:
    assert f"Example: zhibiao review {command}" in run("review", command, "--help").stdout
