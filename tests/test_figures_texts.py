"""Both languages say the same things, and nothing else."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from dashboard.texts import LANGUAGES, MissingTextError, Speech, load_texts
from extract.rules import load_indicators, load_words

ENTRIES = [(f"{section}.{key}", entry) for section, keys in load_texts().items() for key, entry in keys.items()]
FROM_DATA = {
    "measure",
    "basis",
    "level",
    "scope",
    "status",
    "qualifier",
    "qualifier_name",
    "flag",
    "flag_letter",
    "reason",
    "decision",
    "field",
    "period",
    "month",
}
FROM_DATA |= {"units", "scales", "grid", "mistake"}
"""Sections whose keys are codes of the data or of the table component."""
DAYS = {"briefing.days"}
"""Days, which each language writes in its own way."""


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_an_entry_speaks_both_languages_with_the_same_blanks(key: str, entry: dict[str, Any]) -> None:
    assert sorted(entry) == sorted(LANGUAGES)
    blanks = [set(re.findall(r"{(\w+)", entry[language])) for language in LANGUAGES]
    if key.partition(".")[0] not in {"period", "numbers"} and key not in DAYS:
        assert blanks[0] == blanks[1]


def test_every_entry_is_used(root: Path) -> None:
    code = "\n".join(path.read_text("utf-8") for path in (root / "dashboard").rglob("*.py"))
    sections = set(re.findall(r'f"(\w+)\.{', code))
    unused = [key for key, _ in ENTRIES if key not in code and key.partition(".")[0] not in FROM_DATA | sections]
    assert unused == []


def test_a_missing_text_is_named() -> None:
    with pytest.raises(MissingTextError, match=r"texts\.toml has no entry 'nav\.nowhere': add it with zh and en"):
        Speech()("nav.nowhere")


def test_a_code_without_a_word_speaks_for_itself() -> None:
    assert Speech("zh").code("units", "parsec") == "parsec"
    assert Speech("en").pick("地区", "") == "地区"


def test_every_unit_of_the_rules_has_a_word() -> None:
    named = [(one.unit, *chain.from_iterable(name.units for name in one.names)) for one in load_indicators().values()]
    units = {*chain.from_iterable(named), *(f"CNY/{per}" for per in load_words("units")["per"]["names"].values())}
    assert sorted(units - load_texts()["units"].keys()) == []
