"""Indexes from which the dashboard's questions and the work list are answered, and a count of re-readings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DOUBT = [sa.text(part) for part in ("confidence", "published DESC", "key", "flags", "decision")]


def upgrade() -> None:
    """Change indexes; a store of a million figures takes some seconds."""
    for index in sa.inspect(op.get_bind()).get_indexes("observations"):
        if str(index["name"]).startswith("ix_observations_series_key"):  # databases shortened its name differently
            op.drop_index(str(index["name"]), "observations")
    fact = ["series_key", "status", "period_start", "period_end", "published", "document_key", "decision"]
    op.create_index("ix_observations_fact", "observations", fact)
    waits = sa.text("flags <> '' AND decision = ''")
    op.create_index("ix_observations_doubt", "observations", _DOUBT, sqlite_where=waits, postgresql_where=waits)
    decided = sa.text("review IS NOT NULL")
    op.create_index(
        "ix_observations_review", "observations", ["review"], sqlite_where=decided, postgresql_where=decided
    )
    op.add_column("documents", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_documents_revision", "documents", ["revision"])
    op.create_index("ix_documents_published_key", "documents", ["published", "key"])
