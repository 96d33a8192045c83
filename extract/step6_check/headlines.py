"""What a headline leaves unsaid of its figures, the text below it says."""

from __future__ import annotations

from typing import Any, Final

from extract.models import Observation

__all__ = ["complete"]

_ROUNDED: Final = 0.1
"""By how much a headline may round what the text gives exactly."""
_PERIOD: Final = ("period_start", "period_end", "period_span")
_AHEAD: Final = ("plan", "forecast")
"""What has not happened yet, which a headline may leave to the text to say."""
_NAME: Final = ("indicator", "item", "name_span", "rule")


def complete(rows: list[Observation], headings: list[bool]) -> list[Observation]:
    """Rows of one article; a headline's figure that lacks status, period or name takes them from the figure that it sums up."""
    body = [row for row, heading in zip(rows, headings, strict=True) if not heading]
    return [_completed(row, body) if heading else row for row, heading in zip(rows, headings, strict=True)]


def _completed(head: Observation, body: list[Observation]) -> Observation:
    told = next((row for row in body if _sums_up(head, row)), None)
    if told is None:
        return head
    lacking: list[str] = []
    if told.status in _AHEAD and head.status == "actual":
        lacking += ("status", *_PERIOD)
    elif head.period_start is None and told.period_start is not None:
        lacking += _PERIOD
    if head.indicator == "other" and told.indicator != "other":
        lacking += _NAME
    update: dict[str, Any] = {name: getattr(told, name) for name in lacking}
    if "period_start" in lacking and "period_inferred" not in head.flags:
        update["flags"] = (*head.flags, "period_inferred")
    return head.model_copy(update=update) if update else head


def _sums_up(head: Observation, row: Observation) -> bool:
    """Whether a headline's figure is one of the text, perhaps rounded."""
    if (head.unit, head.measure) != (row.unit, row.measure) or head.indicator not in ("other", row.indicator):
        return False
    rounded = head.qualifier != "exact" and abs(head.value - row.value) <= _ROUNDED * abs(row.value)
    return head.value == row.value or rounded
