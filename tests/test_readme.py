"""What the README promises: every command, verb and column is told, and its example is what really comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import typer

from dashboard.commands import app
from extract import extract_text
from extract.models import COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_tells_every_command() -> None:
    commands = typer.main.get_group(app).commands
    assert len(commands) >= 6
    assert [name for name in commands if f"zhibiao {name}" not in README] == []


def test_tells_every_verb() -> None:
    verbs = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(verbs) >= 10
    assert [verb for verb in verbs if f"make {verb}" not in README] == []


def test_tells_every_column() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in README] == []


def cells(line: str) -> list[str]:
    return [cell.strip(" `") for cell in line.strip("|").split("|")]


def text_of(value: object) -> str:
    shown = value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else value
    return f"{shown:.10g}" if isinstance(shown, float) else str(shown).replace("\n", "⏎")


def test_example_is_what_comes_out() -> None:
    _, _, example = README.partition("```text\n")
    page, _, rest = example.partition("```\n")
    names, _, *wanted = [cells(line) for line in rest.strip().partition("\n\n")[0].splitlines()]
    frame = extract_text(page, published="2025-04-10", home_region="330500")
    assert [[text_of(value) for value in row] for row in frame[names].itertuples(index=False)] == wanted
