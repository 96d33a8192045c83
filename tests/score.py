"""Score a table of observations against golden figures: score.py OBSERVATIONS.csv GOLD.jsonl… [--misses]

A row finds a golden figure when it stands in the same document, the two spans overlap and the values agree
(relative tolerance 1e-6). Reported for tier 1 (core economic figures) and tier 2 (all others):

  found      share of the golden figures that were found
  unit …     share of the found figures on which that field agrees
  strict     share of the golden figures found with every field of STRICT right

and for both together F1 over STRICT and over LOOSE, rows that lie on no figure (spurious) and those of them that
lie on a number which must not be read (traps). Where papers leave the base of a growth rate unsaid, STRICT takes
`yoy` and `change` for one measure. Figures flagged `ambiguous`, and what was read there, count neither way.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

STRICT: Final = ("indicator", "measure", "unit", "region_code", "period_start", "period_end")
LOOSE: Final = ("unit", "region_code")
FIELDS: Final = (
    "unit", "measure", "indicator", "region_code", "period_start", "period_end", "qualifier", "status", "scope",
)  # fmt: skip

Report = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Row:
    """One golden figure or one extracted row; `value` is missing in a trap only."""

    document: str
    start: int
    end: int
    raw: str
    value: float
    fields: Mapping[str, str]
    tier: int = 0
    ambiguous: bool = False

    def overlaps(self, other: Row) -> bool:
        return self.document == other.document and self.start < other.end and other.start < self.end

    def same_value(self, other: Row) -> bool:
        return math.isclose(self.value, other.value, rel_tol=1e-6, abs_tol=1e-9)

    def agrees(self, other: Row, field: str) -> bool:
        return self.fields[field] == other.fields[field]

    def agrees_strictly(self, other: Row, field: str) -> bool:
        growth = field == "measure" and {self.fields[field], other.fields[field]} <= {"yoy", "change"}
        return growth or self.agrees(other, field)

    def is_all_right(self, other: Row, fields: Iterable[str]) -> bool:
        return all(self.agrees_strictly(other, field) for field in fields)

    def __str__(self) -> str:
        shown = " ".join(self.fields[field] for field in ("indicator", "measure"))
        return f"{self.document}:{self.start} {self.raw!r}: {shown} {self.value:g} {self.fields['unit']}"


def make_row(record: Mapping[str, Any], document: str, **gold: Any) -> Row:
    """A row from one record of either file; dates are compared as `YYYY-MM-DD`."""
    fields = {name: str(record.get(name) or "") for name in FIELDS}
    fields |= {name: fields[name][:10] for name in ("period_start", "period_end")}
    value = record.get("value")
    number = math.nan if value is None or value == "" else float(value)
    start, end = int(record["char_start"]), int(record["char_end"])
    return Row(Path(document).name, start, end, str(record.get("raw")), number, fields, **gold)


def read_gold(paths: Iterable[Path]) -> list[Row]:
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        make_row(record, record["doc"], tier=record["tier"], ambiguous="ambiguous" in record.get("flags", ()))
        for record in records
    ]


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [make_row(record, record["document"]) for record in csv.DictReader(handle)]


@dataclass(frozen=True)
class Score:
    """What was found of the golden figures, and what was read besides."""

    figures: list[Row]
    rows: list[Row]
    found: dict[Row, Row]
    spurious: list[Row]
    traps: list[Row]

    def report(self) -> Report:
        numbers: Report = {f"tier {tier}": self._tier(tier) for tier in (1, 2)}
        numbers["all"] = {"strict": self._f1(STRICT), "loose": self._f1(LOOSE), "gold": len(self.figures)}
        numbers["all"] |= {"predicted": len(self.rows), "spurious": len(self.spurious), "traps": len(self.traps)}
        return numbers

    def misses(self) -> list[str]:
        """One line for each figure that was missed, read wrongly, or read where there is none."""
        lines = [f"MISSED   {figure}" for figure in self.figures if figure not in self.found]
        for figure, row in self.found.items():
            wrong = [field for field in STRICT if not figure.agrees_strictly(row, field)]
            said = "; ".join(f"{field} {row.fields[field]!r} for {figure.fields[field]!r}" for field in wrong)
            lines += [f"WRONG    {figure}: {said}"] if wrong else []
        return lines + [f"SPURIOUS {row}" for row in self.spurious]

    def _tier(self, tier: int) -> dict[str, float]:
        figures = [figure for figure in self.figures if figure.tier == tier]
        pairs = [(figure, self.found[figure]) for figure in figures if figure in self.found]
        right = {field: _share([figure.agrees(row, field) for figure, row in pairs], 0.0) for field in FIELDS}
        strict = [figure in self.found and figure.is_all_right(self.found[figure], STRICT) for figure in figures]
        found = _share([figure in self.found for figure in figures], 1.0)
        return {"gold": len(figures), "found": found, **right, "strict_recall": _share(strict, 1.0)}

    def _f1(self, fields: tuple[str, ...]) -> float:
        hits = sum(figure.is_all_right(row, fields) for figure, row in self.found.items())
        total = len(self.rows) + len(self.figures)
        return 2 * hits / total if total else 1.0


def _share(answers: list[bool], of_none: float) -> float:
    return sum(answers) / len(answers) if answers else of_none


def compare(rows: list[Row], gold: list[Row]) -> Score:
    """Pair each golden figure with the row that says most of it; rows of other documents do not count."""
    by_document = defaultdict(list)
    for figure in gold:
        by_document[figure.document].append(figure)
    ambiguous = [figure for figure in gold if figure.tier and figure.ambiguous]
    rows = [
        row for row in rows if row.document in by_document and not any(row.overlaps(figure) for figure in ambiguous)
    ]
    figures = [figure for figure in gold if figure.tier and not figure.ambiguous]
    spurious = [
        row for row in rows if not any(row.overlaps(figure) for figure in by_document[row.document] if figure.tier)
    ]
    traps = [row for row in spurious for trap in by_document[row.document] if not trap.tier and trap.overlaps(row)]
    return Score(figures, rows, _pair(figures, rows), spurious, traps)


def _pair(figures: list[Row], rows: list[Row]) -> dict[Row, Row]:
    found: dict[Row, Row] = {}
    free = list(rows)
    for figure in figures:
        candidates = [row for row in free if figure.overlaps(row) and figure.same_value(row)]
        if candidates:
            best = max(candidates, key=lambda row: sum(figure.agrees_strictly(row, field) for field in STRICT))
            found[figure] = best
            free.remove(best)
    return found


def _table(report: Report) -> str:
    """The report as lines: a row for each number of the two tiers, then the numbers of both together."""
    tiers = [part for part in report if part != "all"]
    lines = [_line("", tiers)]
    lines += [_line(name, [_number(report[tier][name]) for tier in tiers]) for name in report[tiers[0]]]
    return "\n".join([*lines, "", *(_line(name, [_number(value)]) for name, value in report["all"].items())])


def _line(name: str, cells: Iterable[str]) -> str:
    return name.ljust(14) + "".join(cell.rjust(9) for cell in cells)


def _number(value: float) -> str:
    return f"{value}" if isinstance(value, int) else f"{value:.3f}"


def main(
    observations: Path,
    gold: list[Path],
    misses: Annotated[bool, typer.Option(help="List each figure missed, wrong or spurious.")] = False,
) -> None:
    score = compare(read_rows(observations), read_gold(gold))
    print(_table(score.report()))
    if misses:
        print("\n".join(score.misses()))


if __name__ == "__main__":
    typer.run(main)
