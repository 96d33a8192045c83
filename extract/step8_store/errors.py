"""What can go wrong with a store by a user's mistake; each is told in one line."""

from __future__ import annotations

__all__ = ["ReviewError", "StoreError", "UserError"]


class UserError(Exception):
    """What a user can mend. Its text is a line for a terminal; `code` and `told` let other interfaces use own words."""

    def __init__(self, message: str, code: str = "", **told: object) -> None:
        super().__init__(message)
        self.code = code
        """Which mistake it is, such as `undecided`; empty for one that only commands can make."""
        self.told = told
        """What it is about, by name."""


class StoreError(UserError):
    """The store cannot be opened or is not one; says where it was looked for and what to do."""


class ReviewError(StoreError):
    """A decision that cannot be taken as it stands; says why and what to do."""
