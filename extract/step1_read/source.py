"""The bytes of one page and what is known of it, before anyone has looked at what they say."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from extract.models import Page
from extract.step1_read.decode import NotTextError
from extract.step1_read.formats import content_of
from extract.step1_read.metadata import Metadata

__all__ = ["LARGEST", "Source", "UnreadableError"]

LARGEST: Final = 256 * 2**20
"""Bytes that a page may hold: a broadsheet scanned in colour has fewer, a malicious archive unpacks to more."""


class UnreadableError(Exception):
    """A page that cannot be read: which, why, and what would help."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class Source(NamedTuple):
    """A page as its bytes: a page that is known already by them need not be read again."""

    place: Path
    data: bytes
    known: Metadata = Metadata()

    @property
    def document_id(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def read(self) -> Page:
        """The page that the bytes hold.

        Raises:
            UnreadableError: they hold no text.
        """
        try:
            content = content_of(self.place.name, self.data)
        except NotTextError as error:
            raise UnreadableError(self.place, str(error)) from error
        return Page(
            document=self.place.name,
            document_id=self.document_id,
            text=content.text,
            newspaper=self.known.newspaper,
            published=self.known.published,
            home_region_code=self.known.home_region_code,
            flags=content.flags,
        )
