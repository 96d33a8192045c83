"""Is it believed? What is hard to believe, or at odds with its own article, gets a flag; no row is dropped or changed."""

from __future__ import annotations

from extract.models import Observation
from extract.step6_check.agree import disagreeing
from extract.step6_check.believe import doubts
from extract.step6_check.rows import build_observation
from extract.step6_check.unsaid import complete

__all__ = ["build_observation", "check", "complete"]


def check(rows: list[Observation]) -> list[Observation]:
    """The rows of one article, flagged `implausible`, `ocr_suspect` and `conflict` where a reader should look twice."""
    flags = [doubts(row) for row in rows]
    for place in disagreeing(rows):
        flags[place].add("conflict")
    return [_flagged(row, found) if found else row for row, found in zip(rows, flags, strict=True)]


def _flagged(row: Observation, flags: set[str]) -> Observation:
    return row.model_copy(update={"flags": (*row.flags, *sorted(flags - {*row.flags}))})
