"""The scorer itself: what counts as found, wrong, spurious and a trap."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from score import compare, main, make_row, read_gold, read_rows

FIGURE: dict[str, Any] = {
    "doc": "a.txt", "tier": 1, "raw": "4.2%", "char_start": 10, "char_end": 14, "indicator": "exports", "item": "",
    "measure": "yoy", "value": 4.2, "qualifier": "exact", "unit": "%", "status": "actual", "scope": "region",
    "region_code": "330500", "period_start": "2025-03-01", "period_end": "2025-03-31",
}  # fmt: skip
TRAP: dict[str, Any] = {"doc": "a.txt", "tier": 0, "raw": "811", "char_start": 30, "char_end": 33}


def gold_row(**changes: Any) -> Any:
    record = FIGURE | changes
    ambiguous = "ambiguous" in record.get("flags", ())
    return make_row(record, record["doc"], tier=record["tier"], ambiguous=ambiguous)


def read_row(**changes: Any) -> Any:
    record = {name: str(value) for name, value in (FIGURE | changes).items()}
    return make_row(record, record["doc"])


def test_a_right_row_is_found_and_strictly_right() -> None:
    report = compare([read_row()], [gold_row()]).report()
    assert report["tier 1"]["found"] == report["tier 1"]["strict_recall"] == report["all"]["strict"] == 1


def test_yoy_and_change_are_one_measure_in_strict_but_not_in_the_measure_column() -> None:
    report = compare([read_row(measure="change")], [gold_row()]).report()
    assert (report["tier 1"]["measure"], report["all"]["strict"]) == (0, 1)


def test_a_wrong_region_is_found_but_neither_strict_nor_loose() -> None:
    score = compare([read_row(region_code="330400")], [gold_row()])
    report = score.report()
    assert (report["tier 1"]["found"], report["all"]["strict"], report["all"]["loose"]) == (1, 0, 0)
    assert "region_code '330400' for '330500'" in score.misses()[0]


@pytest.mark.parametrize("changes", [{"value": -4.2}, {"char_start": 14, "char_end": 18}, {"doc": "b.txt"}])
def test_another_value_place_or_document_is_not_found(changes: dict[str, Any]) -> None:
    assert compare([read_row(**changes)], [gold_row()]).report()["tier 1"]["found"] == 0


def test_a_row_on_a_trap_is_spurious_and_a_trap() -> None:
    trap = make_row(TRAP, TRAP["doc"], tier=0)
    score = compare([read_row(char_start=29, char_end=33)], [trap])
    assert (len(score.spurious), len(score.traps)) == (1, 1)


def test_an_ambiguous_figure_counts_neither_way() -> None:
    report = compare([read_row(value=9)], [gold_row(flags=["ambiguous"])]).report()
    assert (report["all"]["gold"], report["all"]["predicted"], report["all"]["spurious"]) == (0, 0, 0)


def test_two_rows_cannot_share_one_figure() -> None:
    report = compare([read_row(), read_row()], [gold_row()]).report()
    assert report["all"]["strict"] == pytest.approx(2 / 3)


def bent_rows(paths: list[Path]) -> list[dict[str, Any]]:
    """Every golden figure as an extracted row, some of them lost, some spoilt, and the first traps sprung."""
    rows = []
    spoils: dict[int, dict[str, Any]] = {
        1: {"unit": "t"},
        2: {"measure": "change"},
        3: {"value": -1},
        4: {"period_end": None},
    }
    for number, line in enumerate(line for path in paths for line in path.read_text("utf-8").splitlines()):
        row = {"value": 811, "region_code": "", **json.loads(line)}
        row["document"] = row["doc"]
        if number % 11 and (row["tier"] or number % 2):
            rows.append(row | spoils.get(number % 9, {}))
    return rows


def test_agrees_with_the_scorer_of_the_real_pages(shared: Path, tmp_path: Path) -> None:
    gold = sorted((shared / "gold").glob("*.jsonl"))
    table = tmp_path / "observations.csv"
    rows = bent_rows(gold)
    with table.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, ["document", *FIGURE, "value_high"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    command = [sys.executable, str(shared / "tools" / "score.py"), str(table), *map(str, gold), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = compare(read_rows(table), read_gold(gold)).report()
    assert ours == {part: pytest.approx(numbers) for part, numbers in theirs.items()}


def test_the_table_has_a_line_for_each_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, gold = tmp_path / "observations.csv", tmp_path / "gold.jsonl"
    row = FIGURE | {"document": "a.txt"}
    table.write_text(",".join(row) + "\n" + ",".join(map(str, row.values())) + "\n", "utf-8-sig")
    gold.write_text(json.dumps(FIGURE), "utf-8")
    main(table, [gold])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["tier", "1", "tier", "2"]
    assert ["strict_recall", "1.000", "1.000"] in lines
    assert ["gold", "1"] in lines
