"""What can go wrong with a store by a user's mistake; each is told in one line."""

from __future__ import annotations

__all__ = ["ReviewError", "StoreError"]


class StoreError(Exception):
    """The store cannot be opened or is not one; says where it was looked for and what to do."""


class ReviewError(StoreError):
    """A decision that cannot be taken as it stands; says why and what to do."""
