"""One figure, or one refused number, with the print around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from extract.models import REFUSAL_COLUMNS, Span
from extract.step3_figures.units import unit_at
from extract.step8_store import schema
from extract.step8_store.decisions import as_printed
from extract.step8_store.filters import Filters
from extract.step8_store.rows import EVERYTHING, TIDY, refused, tidy
from extract.step8_store.store import Store

__all__ = ["Evidence", "evidence"]

_REACH: Final = 120
"""Characters of the page shown before and after the sentence."""
_REFUSED: Final = (*REFUSAL_COLUMNS, "refusal_id", "newspaper", "decision")


class Evidence(BaseModel):
    """A figure as the page prints it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: dict[str, Any]
    """The tidy row with `series_id` and `decision`; of a refusal its columns, `refusal_id`, `newspaper`, `decision`."""
    document: str
    newspaper: str
    published: dt.date | None
    article: str
    text: str
    """The sentence as printed, with what stands around it."""
    text_start: int
    """Where `text` begins in the page."""
    spans: dict[str, Span]
    """`sentence`, `number`, `unit`, `region`, `period`, `name` relative to `text`, those that it shows."""
    printed: dict[str, Any] = {}
    """Fields as they were read, where a person corrected them in `row`; dates are dates."""


def evidence(store: Store, target: str) -> Evidence | None:
    """Where a figure or a refused number stands in print, by its id; nothing when the store does not hold it."""
    known = schema.documents.c.text
    figure = tidy(EVERYTHING).add_columns(schema.observations.c.spans, schema.observations.c.printed, known)
    with store.reading() as connection:
        if found := connection.execute(figure.where(schema.observations.c.observation_id == target)).first():
            printed = {name: value for name, value in as_printed(found).items() if name != "flags"}
            return _shown(found, TIDY, _number(found), printed)
        refusal = refused(Filters(), *_REFUSED, "spans", "text").where(schema.refusals.c.refusal_id == target)
        found = connection.execute(refusal).first()
    return _shown(found, _REFUSED, {"number": (found.char_start, found.char_end)}, {}) if found else None


def _shown(found: Row[Any], names: Sequence[str], number: dict[str, Span], printed: dict[str, Any]) -> Evidence:
    row = {name: value for name, value in found._mapping.items() if name in names}
    spans = {**number, **{part: (span[0], span[1]) for part, span in found.spans.items()}}
    start, end = _window(spans, len(found.text))
    shown = {part: (a - start, b - start) for part, (a, b) in spans.items() if start <= a < b <= end}
    page = {name: row[name] for name in ("document", "newspaper", "published", "article")}
    return Evidence(row=row, **page, text=found.text[start:end], text_start=start, spans=shown, printed=printed)


def _number(row: Row[Any]) -> dict[str, Span]:
    """The number and, where one is printed with it, its unit."""
    first, last, raw = row.char_start, row.char_end, row.raw
    for place in range(1, len(raw)):
        unit = unit_at("".join(raw[place:].split()), 0)
        if not raw[place].isspace() and unit and unit.surface == "".join(raw[place:].split()):
            return {"number": (first, first + place), "unit": (first + place, last)}
    return {"number": (first, last)}


def _window(spans: Mapping[str, Span], length: int) -> Span:
    start, end = spans["number"]
    sentence = spans.get("sentence", (start, end))
    if sentence[0] < sentence[1]:
        start, end = min(start, sentence[0]), max(end, sentence[1])
    return max(0, start - _REACH), min(length, end + _REACH)
