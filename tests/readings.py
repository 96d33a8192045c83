"""Readings made for tests of the tables and the store: a page of one sentence for each figure, with true offsets."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from extract.models import Observation, Page, Reading, Refusal

DAY = dt.date(2025, 2, 20)
JANUARY = (dt.date(2025, 1, 1), dt.date(2025, 1, 31))
FIGURE: dict[str, Any] = {
    "indicator": "exports",
    "measure": "level",
    "value": 9.4e9,
    "unit": "CNY",
    "region_code": "330500",
    "period_start": JANUARY[0],
    "period_end": JANUARY[1],
    "raw": "94亿元",
    "article": "外贸开门红",
}


def make_reading(*figures: dict[str, Any], refused: tuple[str, ...] = (), **page: Any) -> Reading:
    """A page that says each figure (fields of an observation, over `FIGURE`) and each refused number once."""
    text = ""
    rows: list[Observation] = []
    for figure in figures:
        told = FIGURE | figure
        start = len(text) + len("1月湖州市出口")
        end = start + len(told["raw"])
        sentence = f"1月湖州市出口{told['raw']}。"
        spans = {"evidence_span": (len(text), end + 1), "region_span": (start - 5, start - 2)}
        rows.append(Observation(char_start=start, char_end=end, **{"evidence": sentence, **spans, **told}))
        text += sentence + "\n"
    refusals = []
    for raw in refused:
        refusals.append(Refusal(raw=raw, char_start=len(text), char_end=len(text) + len(raw), reason="date"))
        text += raw + "\n"
    known: dict[str, Any] = {"document": "a.txt", "newspaper": "样报", "published": DAY, "home_region_code": "330500"}
    identity = hashlib.sha256((text + str(page)).encode()).hexdigest()
    made = Page(document_id=identity, text=text, **(known | page))
    return Reading(page=made, observations=tuple(rows), refusals=tuple(refusals))
