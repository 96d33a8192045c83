"""The frozen records that rooms hand to each other, in the order in which a page meets them.

Every offset is a Unicode code point in `Page.text` exactly as received; spans are half-open.
Records refuse unknown fields and cannot be changed: a room that knows more makes a new record.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

Span = tuple[int, int]
Measure = Literal["level", "yoy", "mom", "change", "contribution", "share", "rank"]
Qualifier = Literal["exact", "about", "nearly", "over", "under", "range"]
Status = Literal["actual", "plan", "forecast", "limit"]
Scope = Literal["region", "organisation"]

COLUMNS: Final[tuple[str, ...]] = (
    "indicator", "item", "measure", "value", "value_high", "qualifier", "unit", "status", "scope", "entity",
    "region_code", "period_start", "period_end", "raw", "char_start", "char_end", "flags",
    "observation_id", "document", "document_id", "newspaper", "published", "article", "evidence", "rule",
    "confidence", "region", "level", "county", "city", "province",
)  # fmt: skip
"""Columns of the tidy table, in order: what was read, where it stands, whose figure it is."""

REFUSAL_COLUMNS: Final[tuple[str, ...]] = (
    "document", "document_id", "published", "raw", "char_start", "char_end", "reason", "detail", "article", "evidence",
)  # fmt: skip
"""Columns of the table of refusals, in order."""


class Record(BaseModel):
    """A frozen record that forbids extra fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Record):
    """One newspaper page as received."""

    document: str
    """File name, without folders."""
    document_id: str
    """SHA-256 of the bytes as received, in hex: what makes ingest idempotent."""
    text: str
    newspaper: str = ""
    published: dt.date | None = None
    home_region_code: str = ""
    """GB/T 2260 code of the region that 我市 or 全县 mean when an article says no more."""
    flags: tuple[str, ...] = ()
    """What was inferred rather than given: `published_inferred`, `home_region_inferred`."""


class Figure(Record):
    """A number with its unit, as printed: nothing yet about what it measures."""

    value: float
    value_high: float | None = None
    unit: str
    qualifier: Qualifier
    raw: str
    char_start: int
    char_end: int


class Observation(Record):
    """One row of the tidy table; fields as in the column list, plus the spans that a reader may want to see lit."""

    indicator: str
    item: str = ""
    measure: Measure
    value: float
    value_high: float | None = None
    qualifier: Qualifier = "exact"
    unit: str
    status: Status = "actual"
    scope: Scope = "region"
    entity: str = ""
    region_code: str
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    raw: str
    char_start: int
    char_end: int
    flags: tuple[str, ...] = ()
    article: str = ""
    evidence: str = ""
    rule: str = ""
    confidence: float = 1.0
    evidence_span: Span = (0, 0)
    """The sentence as printed, so that `Page.text[start:end]` holds it with its line breaks."""
    region_span: Span | None = None
    """The word that gave the region, when one is printed."""
    period_span: Span | None = None
    """The words that gave the period, when some are printed."""
    name_span: Span | None = None
    """The words that named the indicator, when some are printed."""


class Refusal(Record):
    """A number that is not a figure, or that nobody could believe, with the reason why it is no row."""

    raw: str
    char_start: int
    char_end: int
    reason: str
    """A code: `date`, `ordinal`, `list_count`, `programme_name`, `phone`, `weather`, `no_unit` …"""
    detail: str = ""
    article: str = ""
    evidence: str = ""
    evidence_span: Span = (0, 0)
    """The sentence as printed, so that `Page.text[start:end]` holds it with its line breaks."""


class Reading(Record):
    """All that one page gave."""

    page: Page
    observations: tuple[Observation, ...]
    refusals: tuple[Refusal, ...]
