"""The index of facts holds their values too: which reports differ is told from it alone."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_FACT = ["series_key", "status", "period_start", "period_end", "published", "document_key", "decision", "value"]


def upgrade() -> None:
    """Change an index; a store of a million figures takes some seconds."""
    op.drop_index("ix_observations_fact", "observations")
    op.create_index("ix_observations_fact", "observations", _FACT)
