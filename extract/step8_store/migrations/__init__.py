"""Steps from older schemas to the one in `schema.py`, run by Alembic when an older store is opened."""
