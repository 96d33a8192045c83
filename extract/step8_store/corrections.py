"""What a person may put in the place of what was read, and what makes it a figure that can be."""

from __future__ import annotations

import datetime as dt
import difflib
import math
from collections.abc import Collection, Mapping
from functools import cache
from typing import Annotated, Any, Final

from pydantic import AfterValidator, ValidationError

from extract.models import Measure, Observation, Qualifier, Record, Scope, Status
from extract.rules import load_indicators, load_regions, load_words
from extract.step8_store.errors import ReviewError

__all__ = ["CORRECTABLE", "Correction", "correct_row"]


def _one_of(what: str, word: str, known: Collection[str]) -> str:
    if word in known:
        return word
    near = difflib.get_close_matches(word, known, n=3)
    raise ValueError(f"{word!r} is no {what}; " + (f"did you mean {', '.join(near)}?" if near else "see the rules"))


@cache
def _units() -> frozenset[str]:
    words = load_words("units")
    groups = [group for kind, group in words.items() if kind not in {"per", "trap", "count"}]
    printed = {str(code) for group in groups for code, _ in group.values()}
    kept = {indicator.unit for indicator in load_indicators().values()}
    return frozenset({*printed, *words["per"]["names"].values(), *kept, "item", "village"})


def _unit(word: str) -> str:
    if word not in _units():
        for part in word.split("/"):
            _one_of("canonical unit", part, _units())
    return word


def _indicator(code: str) -> str:
    return _one_of("indicator", code, (*load_indicators(), "other"))


def _region(code: str) -> str:
    return _one_of("GB/T 2260 code of a region", code, load_regions())


def _finite(value: float | None) -> float | None:
    if value is not None and not math.isfinite(value):
        raise ValueError("expected a finite number")
    return value


class Correction(Record):
    """Fields of an observation that a person decided; those not given stay as read."""

    indicator: Annotated[str, AfterValidator(_indicator)] = "other"
    item: str = ""
    measure: Measure = "level"
    value: Annotated[float, AfterValidator(_finite)] = 0.0
    value_high: Annotated[float | None, AfterValidator(_finite)] = None
    qualifier: Qualifier = "exact"
    unit: Annotated[str, AfterValidator(_unit)] = ""
    status: Status = "actual"
    scope: Scope = "region"
    entity: str = ""
    region_code: Annotated[str, AfterValidator(_region)] = ""
    period_start: dt.date | None = None
    period_end: dt.date | None = None


CORRECTABLE: Final = tuple(Correction.model_fields)


def correct_row(row: Observation, changes: Mapping[str, Any]) -> Observation:
    """The row with these fields in the place of its own.

    Raises:
        ReviewError: a field is unknown or has no such value, or the row would contradict itself.
    """
    try:
        decided = Correction(**changes).model_dump(exclude_unset=True)
    except ValidationError as error:
        problems = error.errors()
        raise ReviewError(
            "; ".join(map(_told, problems)), "field", field=problems[0]["loc"][0], got=problems[0]["input"]
        ) from error
    found = row.model_copy(update=decided)
    _check_period(found)
    if found.value_high is not None and found.value_high < found.value:
        raise ReviewError(
            f"value_high {found.value_high:g} lies below value {found.value:g}; give both ends of the range",
            "range",
        )
    if (found.scope == "organisation") != bool(found.entity) and {"scope", "entity"} & decided.keys():
        raise ReviewError("an entity goes with scope organisation, and with no other; correct both together", "entity")
    return found


def _check_period(row: Observation) -> None:
    if (row.period_start is None) != (row.period_end is None):
        raise ReviewError(
            "a period has a first and a last day; give period_start and period_end, or neither", "half_period"
        )
    if row.period_start and row.period_end and row.period_start > row.period_end:
        raise ReviewError(
            f"the period would end on {row.period_end}, before it starts on {row.period_start}",
            "backwards",
            start=row.period_start,
            end=row.period_end,
        )


def _told(problem: Any) -> str:
    field = problem["loc"][0]
    if problem["type"] == "extra_forbidden":
        return f"{field}: cannot be corrected; these can: {', '.join(CORRECTABLE)}"
    return f"{field}: {problem['msg'].removeprefix('Value error, ')}, got {problem['input']!r}"
