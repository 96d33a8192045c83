"""What can go wrong with a store by a user's mistake; each is told in one line."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from sqlalchemy.exc import DBAPIError

__all__ = ["ReviewError", "StoreError", "UserError", "one_line", "unusable"]

_ADVICE: Final = {
    "SQLITE_FULL": "make room on its disk, then run the same command again; what was taken in before is safe",
    "SQLITE_BUSY": "another program keeps writing to it; run the same command again when that is done",
    "SQLITE_READONLY": "see that you may write the file and its folder, or name another with --store or ZHIBIAO_DB",
}
_TOLD: Final = 200
_SERVER: Final = "see that the server runs, then run the same command again; what was taken in before is safe"
_DAMAGED: Final = "restore it from a backup, or name another with --store or ZHIBIAO_DB"


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


def unusable(place: str, error: DBAPIError) -> StoreError:
    """What a user can do about a database that fails while it is used."""
    reason = str(getattr(error.orig, "sqlite_errorname", ""))
    known = (advice for name, advice in _ADVICE.items() if reason.startswith(name))
    advice = _SERVER if error.connection_invalidated else next(known, _DAMAGED)
    return StoreError(f"{place}: the store cannot be used ({one_line(error)}); {advice}")


def one_line(error: DBAPIError) -> str:
    """What the database said; a damaged one may tell a page."""
    return shorten(str(error.orig), _TOLD, placeholder=" …")
