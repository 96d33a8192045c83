"""The commands that need no dashboard."""

from __future__ import annotations

from extract.commands import keeping, reading, reviewing, teaching
from extract.commands.app import app

__all__ = ["app", "keeping", "reading", "reviewing", "teaching"]
