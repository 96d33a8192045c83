"""The schema before schemas had versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables in an empty database."""
    _lookups()
    _pages()
    _series()
    _observations()
    _refusals()
    told = ("observation_id", "decided_at", "reviewer", "decision", "field", "value", "note")
    op.create_table("reviews", _key(), *map(_text, told))
    op.create_index("ix_reviews_observation_id", "reviews", ["observation_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _code() -> sa.Column[str]:
    return sa.Column("code", sa.Text, primary_key=True)


def _whole(name: str, *more: sa.ForeignKey) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, *more, nullable=False)


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer, primary_key=True)


def _lookups() -> None:
    names = ("zh", "en", "theme", "theme_zh", "theme_en", "kind", "unit")
    op.create_table("indicators", _code(), *map(_text, names), _whole("polarity"))
    lies_in = ("city_code", "province_code")
    own = ("name", "level", "parent_code", "county", "city", "province")
    op.create_table("regions", _code(), *map(_text, own), *map(_text, lies_in))
    for name in lies_in:
        op.create_index(f"ix_regions_{name}", "regions", [name])


def _pages() -> None:
    op.create_table(
        "documents",
        _key(),
        *map(_text, ("document_id", "document", "newspaper")),
        sa.Column("published", sa.Date),
        *map(_text, ("home_region_code", "flags", "text")),
        sa.UniqueConstraint("document_id", name="uq_documents_document_id"),
    )
    op.create_table(
        "sentences",
        sa.Column("document_key", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *map(_text, ("article", "evidence")),
        sqlite_with_rowid=False,
    )


def _series() -> None:
    op.create_table(
        "series",
        _key(),
        *map(_text, ("series_id", "indicator", "item", "measure", "unit", "region_code", "scope", "entity")),
        sa.UniqueConstraint("series_id", name="uq_series_series_id"),
    )
    op.create_index("ix_series_region_code_indicator", "series", ["region_code", "indicator"])
    named = ["indicator", "measure", "unit", "region_code"]
    op.create_index("ix_series_indicator_measure_unit_region_code", "series", named)


def _observations() -> None:
    op.create_table(
        "observations",
        _key(),
        _text("observation_id"),
        _whole("document_key", sa.ForeignKey("documents.key")),
        _whole("series_key", sa.ForeignKey("series.key")),
        *(sa.Column(name, sa.Date) for name in ("published", "period_start", "period_end")),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("value_high", sa.Float),
        *map(_text, ("qualifier", "status")),
        *map(_whole, ("char_start", "char_end")),
        *map(_text, ("raw", "flags", "rule")),
        sa.Column("confidence", sa.Float, nullable=False),
        _whole("sentence"),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.UniqueConstraint("observation_id", name="uq_observations_observation_id"),
    )
    op.create_index("ix_observations_document_key", "observations", ["document_key"])
    op.create_index("ix_observations_published_key", "observations", ["published", "key"])
    held = ["series_key", "status", "period_end", "published", "document_key"]
    op.create_index("ix_observations_series_key_status_period_end", "observations", held)  # whole, PostgreSQL cuts it


def _refusals() -> None:
    op.create_table(
        "refusals",
        _key(),
        _whole("document_key", sa.ForeignKey("documents.key")),
        *map(_whole, ("sentence", "char_start", "char_end")),
        *map(_text, ("raw", "reason", "detail")),
    )
    for name in ("document_key", "reason"):
        op.create_index(f"ix_refusals_{name}", "refusals", [name])
