"""The tables. Text comes last in its table, so that a scan for numbers does not read pages."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    and_,
    literal_column,
)

__all__ = [
    "FACT",
    "METADATA",
    "VERSION",
    "WAITS",
    "documents",
    "indicators",
    "observations",
    "refusals",
    "regions",
    "reviews",
    "sentences",
    "series",
    "versions",
]


class Flags(TypeDecorator[tuple[str, ...]]):
    """A tuple of flags in one text cell, as the CSV has them: `conflict;sub_county`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> str:
        """Join for the database."""
        return ";".join(value or ())

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...]:
        """Split for the reader."""
        return tuple(value.split(";")) if value else ()


VERSION: Final = "0004"
"""Of this schema; another one needs a step in `migrations/versions`."""


def _decided() -> tuple[Column[Any], Column[Any]]:
    """What holds of a row by decision of a person, and the last review that says so; both derived from `reviews`."""
    return Column("decision", Text, nullable=False, server_default=""), Column("review", Integer)


FACT: Final = ("series_key", "status", "period_start", "period_end")
"""What the reports of one fact share."""
METADATA: Final = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

versions: Final = Table("alembic_version", METADATA, Column("version_num", String(32), primary_key=True))

indicators: Final = Table(
    "indicators",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("theme_zh", Text, nullable=False),
    Column("theme_en", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("polarity", Integer, nullable=False),
)

regions: Final = Table(
    "regions",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent_code", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("city_code", Text, nullable=False, index=True),
    Column("province_code", Text, nullable=False, index=True),
)

documents: Final = Table(
    "documents",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("document_id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("newspaper", Text, nullable=False),
    Column("published", Date),
    Column("home_region_code", Text, nullable=False),
    Column("flags", Flags, nullable=False),
    Column("text", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0", index=True),
    Index(None, "published", "key"),
)
"""`revision` grows with every page that is read again: the highest tells readers that something is new."""

sentences: Final = Table(
    "sentences",
    METADATA,
    Column("document_key", ForeignKey("documents.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""A sentence holds several figures: it is kept once, and a search in the evidence reads it once."""

series: Final = Table(
    "series",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("series_id", Text, nullable=False, unique=True),
    Column("indicator", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Index(None, "indicator", "measure", "unit", "region_code"),
    Index(None, "region_code", "indicator"),
)
"""What a chart draws as one line. Rows are never deleted: writers remember their keys."""

observations: Final = Table(
    "observations",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("observation_id", Text, nullable=False, unique=True),
    Column("document_key", ForeignKey("documents.key"), nullable=False, index=True),
    Column("series_key", ForeignKey("series.key"), nullable=False),
    Column("published", Date),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("value", Float, nullable=False),
    Column("value_high", Float),
    Column("qualifier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("raw", Text, nullable=False),
    Column("flags", Flags, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("spans", JSON, nullable=False),
    *_decided(),
    Column("printed", JSON(none_as_null=True)),
    Index(None, "published", "key"),
    Index("ix_observations_fact", *FACT, "published", "document_key", "decision", "value"),
)
"""`published` repeats the document's: it is the vintage, and every question may be asked as known on a date.
`spans` holds what the evidence drawer lights: `{"sentence": [12, 80], "region": [12, 14], …}`.
A row says what holds now; where a person decided otherwise than was read, `printed` keeps what was read:
`{"value": 94.0}`."""

_own: Final = observations.c
WAITS: Final = and_(_own.flags != literal_column("''"), _own.decision == literal_column("''"))
"""A figure that waits for a person; a question must say it so, in these words, to be answered from the index."""
_doubt: Final = (_own.confidence, _own.published.desc(), _own.key, _own.flags, _own.decision)
Index("ix_observations_doubt", *_doubt, sqlite_where=WAITS, postgresql_where=WAITS)
_decided_ones: Final = _own.review.is_not(None)
Index("ix_observations_review", _own.review, sqlite_where=_decided_ones, postgresql_where=_decided_ones)

refusals: Final = Table(
    "refusals",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("refusal_id", Text, nullable=False, index=True, unique=True),
    Column("document_key", ForeignKey("documents.key"), nullable=False, index=True),
    Column("sentence", Integer, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("raw", Text, nullable=False),
    Column("reason", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    *_decided(),
)

reviews: Final = Table(
    "reviews",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("target", Text, nullable=False, index=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("raw", Text, nullable=False),
    Column("series_id", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("undoes", ForeignKey("reviews.key")),
    Column("reviewer", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("printed", JSON, nullable=False),
    Column("decided", JSON, nullable=False),
)
"""What people decided, append-only. A decision outlives a re-reading, so it hangs on the page's bytes and the printed
number, by no foreign key; `target` is the id that the figure or refusal had, `printed` and `decided` its fields then."""
