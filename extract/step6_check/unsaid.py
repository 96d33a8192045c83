"""What a headline or a part leaves unsaid of its figures: the text below the one says it, or the whole before the other."""

from __future__ import annotations

from typing import Any, Final

from extract.models import Observation
from extract.step4_context import goes_into_parts

__all__ = ["complete"]

_ROUNDED: Final = 0.1
"""By how much a headline may round what the text gives exactly."""
_NEAR: Final = 0.01
"""The same where it does not say that it rounds."""
_PLACE: Final = ("region_code", "scope", "entity")
_PERIOD: Final = ("period_start", "period_end", "period_span")
_AHEAD: Final = ("plan", "forecast")
"""What has not happened yet, which a headline may leave to the text to say."""
_YOY: Final = "yoy"
_BASES: Final = ("mom", "change")
"""What the text may say of a growth for which its headline names no base."""
_NAME: Final = ("indicator", "item", "name_span", "rule")


def complete(rows: list[Observation], headings: list[bool | None]) -> list[Observation]:
    """Rows of one article; a headline's figure that lacks status, period or name takes them from the figure that it sums up.

    `headings` tells of each row whether its headline says a time; None for a row of the text.
    """
    body = [row for row, heading in zip(rows, headings, strict=True) if heading is None]
    told = [
        row if dated is None else _completed(row, body, dated=dated) for row, dated in zip(rows, headings, strict=True)
    ]
    for place in range(1, len(told)):
        told[place] = _dated(told[place - 1], told[place])
    return told


def _dated(whole: Observation, part: Observation) -> Observation:
    """A part that names no time, with that of the whole before it: 5月8日查处9起。其中,[3起]当场放行.

    What an organisation has beside its region is no such part: 集中开工,总投资187亿元。其中,某项目总投资[21亿元].
    """
    lacks = part.period_start is None and whole.period_start is not None and whole.unit == part.unit
    if (
        not lacks
        or part.scope != whole.scope
        or not whole.status == part.status == "actual"
        or not goes_into_parts(part.evidence, 0)
    ):
        return part
    return part.model_copy(update={name: getattr(whole, name) for name in _PERIOD})


def _completed(head: Observation, body: list[Observation], *, dated: bool) -> Observation:
    told = next((row for row in body if _sums_up(head, row)), None)
    if told is None and head.measure == _YOY and not dated:
        told = next((row for row in body if row.measure in _BASES and _sums_up(head, row, row.measure)), None)
    if told is None:
        return head
    lacking: list[str] = [] if told.measure == head.measure else ["measure"]
    if told.status in _AHEAD and head.status == "actual":
        lacking += ("status", *_PERIOD)
    elif not (dated and head.period_start) and told.period_start is not None:
        lacking += _PERIOD
    if head.indicator == "other" and told.indicator != "other":
        lacking += _NAME
    if "region_inferred" in head.flags and head.value == told.value and not head.entity:
        lacking += _PLACE
    update: dict[str, Any] = {name: getattr(told, name) for name in lacking}
    if "period_start" in lacking and "period_inferred" not in head.flags:
        update["flags"] = (*head.flags, "period_inferred")
    return head.model_copy(update=update) if update else head


def _sums_up(head: Observation, row: Observation, measure: str = "") -> bool:
    """Whether a headline's figure is one of the text, perhaps rounded: 三成 for 32.6 %."""
    if (head.unit, measure or head.measure) != (row.unit, row.measure) or head.indicator not in (
        "other",
        row.indicator,
    ):
        return False
    tenths = head.unit == "%" and head.value % 10 == 0
    near = _NEAR if head.qualifier == "exact" and not (tenths or measure) else _ROUNDED
    rounded = abs(head.value - row.value) <= near * abs(row.value)
    return head.value == row.value or rounded
