"""The commands that need no dashboard."""

from __future__ import annotations

from extract.commands import keeping, reading
from extract.commands.app import app

__all__ = ["app", "keeping", "reading"]
