"""Whether one figure can be believed by itself: within what such a figure can be, and printed without a slip."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from extract.models import Observation
from extract.pattern import compile_pattern
from extract.rules import load_indicators, load_regions, load_words
from extract.step2_layout.clean import widen

__all__ = ["doubts", "printed"]

_LIMITS: Final = load_words("limits")
_OCR: Final = load_words("ocr")
_BEYOND_WHOLE: Final = compile_pattern(_LIMITS["beyond_whole"])
_FULFILS: Final = compile_pattern(load_words("wholes")["fulfils"])
_LETTER: Final = compile_pattern(_OCR["digits"])
_SCALE: Final = compile_pattern(_OCR["scales"])
_AGAIN: Final = frozenset(_LIMITS["again"]["indicators"])
_NEGATIVE: Final = frozenset(_LIMITS["negative"])
_CURRENCIES: Final = frozenset(_LIMITS["currencies"])
_UNNAMED: Final = "other"
_THOUSANDS: Final = ","
_GROWTH: Final = ("yoy", "mom", "change")
_LOST_POINT: Final = (0.1, 0.01)


def doubts(row: Observation) -> set[str]:
    """Flags of one row: `implausible`, and `ocr_suspect` where a common slip of print would explain it."""
    flags = {"ocr_suspect"} if _is_slip(row) else set()
    if row.measure == "level" and not _has_unit(row.rule.partition(":")[0], row.unit):
        flags.add("implausible")
    if not _is_plausible(row, row.value):
        flags.add("implausible")
        if _would_be_plausible(row):
            flags.add("ocr_suspect")
    return flags


def printed(row: Observation) -> str:
    """The number as it stands in `row.evidence`: half-width, on one line, without marks between thousands."""
    return _narrow(row.raw)


@lru_cache(maxsize=256)
def _narrow(raw: str) -> str:
    return "".join(widen(raw).split()).replace(_THOUSANDS, "")


@cache
def _has_unit(code: str, unit: str) -> bool:
    """Whether an indicator can be counted in a unit: a level of investment in percent is some share, misread."""
    indicator = load_indicators().get(code)
    if indicator is None or code == _UNNAMED:
        return True
    units = {indicator.unit, *(unit for name in indicator.names for unit in name.units)}
    return unit in units or (unit in _CURRENCIES and not units.isdisjoint(_CURRENCIES))


def _is_plausible(row: Observation, value: float) -> bool:
    limits = _own_limits(row.rule.partition(":")[0])
    if limits and row.measure == "level" and row.unit == limits[0]:
        return limits[1] <= value <= limits[2]
    if row.measure == "share":
        return 0 <= value <= _LIMITS["share"] or _may_pass(row, value)
    if row.measure in _GROWTH and row.unit == "%":
        steady = _LIMITS["steady"].get(row.indicator, _LIMITS["growth"]) if row.scope == "region" else _LIMITS["growth"]
        return (_LIMITS["fall"] <= value or row.indicator in _NEGATIVE) and value <= steady
    highest = _highest(row.scope, row.region_code).get(row.unit)
    return highest is None or abs(value) <= highest or row.indicator in _AGAIN


@cache
def _own_limits(code: str) -> tuple[str, float, float] | None:
    """Canonical unit and plausible values of an indicator, also of one that is still a candidate and whose rows are `other`."""
    indicator = load_indicators().get(code)
    return (indicator.unit, *indicator.limits) if indicator and indicator.limits else None


@cache
def _highest(scope: str, region: str) -> dict[str, Any]:
    """Highest plausible values by unit."""
    known = load_regions().get(region)
    whose = scope if scope == "organisation" or known is None else known.level
    table: dict[str, Any] = _LIMITS["highest"].get(whose, {})
    return table


def _may_pass(row: Observation, value: float) -> bool:
    """Whether a share may be of more than the whole: of a plan, but not many times over."""
    before = row.evidence.partition(printed(row))[0]
    plan = _FULFILS.search(before) or _BEYOND_WHOLE.search(before)
    return bool(plan) and 0 <= value <= float(_LIMITS["fulfilled"])


def _is_slip(row: Observation) -> bool:
    """Whether a letter stands in the number as printed, or a look-alike touches it."""
    slips = _slips(row.evidence)
    if not slips:
        return _LETTER.search(row.raw) is not None
    start = row.evidence.find(printed(row))
    end = start + len(printed(row))
    return any(left <= end and start <= right for left, right in slips)


@lru_cache(maxsize=64)
def _slips(evidence: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SCALE.finditer(evidence)]


def _would_be_plausible(row: Observation) -> bool:
    """Whether a scale that lost or gained a character, or a lost decimal point, would make the value believable."""
    raw = printed(row)
    factors = next((factors for scale, factors in _OCR["confused"].items() if scale in raw), ())
    if row.unit == "%" and "." not in raw:
        factors = _LOST_POINT
    return any(_is_plausible(row, row.value * factor) for factor in factors)
