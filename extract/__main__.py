"""`python -m extract`: the commands that need no dashboard."""

from __future__ import annotations

from extract.commands import app

app(prog_name="python -m extract")
