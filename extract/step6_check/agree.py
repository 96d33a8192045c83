"""Whether the figures of one article agree with each other: the same fact twice, a whole and its parts, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from operator import attrgetter
from typing import Final

from extract.models import Observation
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step6_check.believe import printed

__all__ = ["disagreeing"]

_LIMITS: Final = load_words("limits")
_SUMS: Final = {whole: parts for whole, parts in _LIMITS["sums"].items() if whole != "tolerance"}
_SUMMED: Final = frozenset(_SUMS) | {part for parts in _SUMS.values() for part in parts}
_TOLERANCE: Final = float(_LIMITS["sums"]["tolerance"])
_ASIDE: Final = compile_pattern(_LIMITS["aside"]["words"])
_BREAK: Final = compile_pattern(r"[,。;:!?、()]")
_NUMBER: Final = compile_pattern(r"\d[\d,]*+(?:\.(?P<decimals>\d++))?")
_FROM: Final = compile_pattern(load_words("measures")["time"]["from"])
_REPEATED: Final = ("level", "yoy")
_CHANGES: Final = ("change", "yoy", "mom")
_WHOSE: Final = attrgetter("measure", "unit", "region_code", "scope", "entity", "period_start", "period_end")
_FACT: Final = attrgetter(
    "indicator", "item", "measure", "unit", "region_code", "scope", "entity", "period_start", "period_end"
)

Rows = list[Observation]


def disagreeing(rows: Rows) -> set[int]:
    """Places of the rows of one article of which another says something else."""
    places = {id(row): place for place, row in enumerate(rows)}
    pairs = (*_told_twice(rows), *_wholes_and_parts(rows), *_before_and_after(rows))
    return {places[id(row)] for found in pairs for row in found}


def _told_twice(rows: Rows) -> Iterator[Rows]:
    """Two figures of one fact in two sentences, such as headline and body, told in the same words and yet different."""
    facts = defaultdict(list)
    for row in rows:
        if _is_plain(row) and row.measure in _REPEATED and row.period_start:
            facts[_FACT(row)].append(row)
    for reports in facts.values():
        for one, other in combinations(reports, 2) if len(reports) > 1 else ():
            if one.evidence_span != other.evidence_span and not _agree(one, other) and _head(one) == _head(other) != "":
                yield [one, other]


def _is_plain(row: Observation) -> bool:
    return row.status == "actual" and row.qualifier == "exact" and row.value_high is None


def _agree(one: Observation, other: Observation) -> bool:
    return one.value == other.value or abs(one.value - other.value) <= max(_rounding(one), _rounding(other))


def _rounding(row: Observation) -> float:
    """How far the true value may be from the printed one: half of its last decimal; all of it when no digit is printed."""
    match = _NUMBER.search(printed(row))
    number = float(match[0].replace(",", "")) if match else 0
    if not match or not number:
        return abs(row.value)
    return abs(row.value) / number * 0.5001 * 0.1 ** len(match["decimals"] or "")


def _head(row: Observation) -> str:
    """What the clause of a figure says of it before the number, without words of time and place; empty without its name."""
    return _clause_head(row.evidence, printed(row), row.rule.partition(":")[2])


@lru_cache(maxsize=64)
def _clause_head(evidence: str, number: str, name: str) -> str:
    before = evidence.partition(number)[0]
    clause = _BREAK.split(before)[-1]
    return _ASIDE.sub("", clause) if name and name in clause else ""


def _wholes_and_parts(rows: Rows) -> Iterator[Rows]:
    """A whole and all its parts, each told once of the same region and period, when the parts do not make it."""
    told = defaultdict(list)
    for row in rows:
        if row.indicator in _SUMMED and row.measure == "level" and not row.item and _is_plain(row) and _is_total(row):
            told[_WHOSE(row)].append(row)
    for figures in told.values():
        by_code = {row.indicator: row for row in figures}
        for whole, parts in _SUMS.items() if len(by_code) == len(figures) else ():
            members = [by_code[part] for part in parts if part in by_code]
            if whole in by_code and len(members) == len(parts):
                off = abs(sum(row.value for row in members) - by_code[whole].value)
                if off > _TOLERANCE * abs(by_code[whole].value) + sum(map(_rounding, members)):
                    yield [by_code[whole], *members]


def _is_total(row: Observation) -> bool:
    """Whether the clause of a figure says nothing before the number but its name, time and place."""
    return _head(row) == _ASIDE.sub("", row.rule.partition(":")[2])


def _before_and_after(rows: Rows) -> Iterator[Rows]:
    """From 8 % to 10 %, and a change beside them that is not the difference."""
    for base, level, change in zip(rows, rows[1:], rows[2:], strict=False):
        if change.measure in _CHANGES and _told_together(base, level, change) and _is_base(base):
            difference, rounding = _difference(base, level, change)
            if abs(difference - change.value) > rounding + _rounding(change):
                yield [base, level, change]


def _told_together(base: Observation, level: Observation, change: Observation) -> bool:
    same = base.indicator == level.indicator == change.indicator and base.evidence_span == level.evidence_span
    levels = base.measure == level.measure == "level" and base.unit == level.unit
    comparable = change.unit == "pp" if level.unit == "%" else change.unit in (level.unit, "%")
    return same and levels and comparable and all(map(_is_plain, (base, level, change)))


def _difference(base: Observation, level: Observation, change: Observation) -> tuple[float, float]:
    """What the change should be, in its unit, and how far rounding of the two levels may move that."""
    rounding = _rounding(base) + _rounding(level)
    if change.unit == "%" and base.value:
        return (level.value / base.value - 1) * 100, 100 * rounding / abs(base.value)
    return level.value - base.value, rounding


def _is_base(row: Observation) -> bool:
    return bool(_FROM.search(row.evidence.partition(printed(row))[0]))
