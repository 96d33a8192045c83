"""Decisions of people: refusals get ids and spans, figures what was printed, and reviews hang on the printed number.

No earlier program wrote a review, so there is none to carry over.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = """
UPDATE refusals SET refusal_id = (
    SELECT substr(documents.document_id, 1, 16) || '-' || refusals.char_start || '-' || refusals.char_end || '-' || (
        SELECT count(*) FROM refusals AS earlier
        WHERE earlier.document_key = refusals.document_key AND earlier.key < refusals.key
        AND earlier.char_start = refusals.char_start AND earlier.char_end = refusals.char_end
    ) || '-refused'
    FROM documents WHERE documents.key = refusals.document_key
)
"""


def upgrade() -> None:
    """Add what decisions need; a store of a million figures takes some seconds."""
    for column in (*_decided(), sa.Column("printed", sa.JSON)):
        op.add_column("observations", column)
    added = (*_decided(), sa.Column("spans", sa.JSON, nullable=False, server_default='{"sentence": [0, 0]}'))
    for column in (*added, sa.Column("refusal_id", sa.Text, nullable=False, server_default="")):
        op.add_column("refusals", column)
    op.execute(_ID)
    op.create_index("ix_refusals_refusal_id", "refusals", ["refusal_id"], unique=True)
    op.drop_table("reviews")
    _reviews()


def _decided() -> tuple[sa.Column[str], sa.Column[int]]:
    return sa.Column("decision", sa.Text, nullable=False, server_default=""), sa.Column("review", sa.Integer)


def _reviews() -> None:
    texts = ("raw", "series_id", "decision", "reviewer", "decided_at", "note")
    op.create_table(
        "reviews",
        sa.Column("key", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("target", "document_id", *texts)),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("char_start", "char_end")),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("reviews.key")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("printed", "decided")),
    )
    for name in ("target", "document_id"):
        op.create_index(f"ix_reviews_{name}", "reviews", [name])
