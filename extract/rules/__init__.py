"""What people write: indicators, units, words and regions as data, loaded once and checked on loading."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

__all__ = [
    "Example",
    "Indicator",
    "Name",
    "Region",
    "RuleError",
    "load_indicators",
    "load_regions",
    "load_themes",
    "load_words",
]

HERE = Path(__file__).parent


class RuleError(ValueError):
    """A rule file that does not say what it should: names the file and the entry."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Example(_Entry):
    """A sentence and the rows that it must give."""

    text: str
    finds: tuple[str, ...]
    published: str = "2025-04-10"
    home: str = "330500"


class Name(_Entry):
    """One way in which an indicator is named in print; `with_` and `without` speak of the number's own clause."""

    terms: tuple[str, ...]
    units: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    weak: bool = False
    item: str = ""


class Indicator(_Entry):
    """One indicator with its names and examples."""

    code: str
    theme: str
    zh: str
    en: str
    kind: str
    unit: str
    polarity: int
    movement: bool = False
    """Whether it is itself a fall or a rise, so that 减少65吨 is its level and not a change of it."""
    macro: bool = False
    """Whether only a region can have it, whoever is named beside it."""
    limits: tuple[float, float] | None = None
    names: tuple[Name, ...] = ()
    hits: tuple[Example, ...] = ()
    misses: tuple[str | Example, ...] = ()


class Region(NamedTuple):
    """One unit of GB/T 2260; `parent` is empty for a province."""

    code: str
    name: str
    level: str
    parent: str


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path.name}: not valid TOML ({error}); mend the line it names") from error


@cache
def load_words(name: str) -> dict[str, Any]:
    """The entries of `rules/<name>.toml` as they stand."""
    return _read(HERE / f"{name}.toml")


@cache
def load_themes() -> dict[str, dict[str, str]]:
    """Theme code → `{"zh": …, "en": …}`, in file order."""
    return {path.stem: _read(path)["theme"] for path in _theme_files()}


@cache
def load_indicators() -> dict[str, Indicator]:
    """Every indicator by its code.

    Raises:
        RuleError: an entry lacks a field, has an unknown one, or its code stands twice.
    """
    found: dict[str, Indicator] = {}
    for path in _theme_files():
        for code, entry in _read(path).items():
            if code == "theme":
                continue
            if code in found:
                raise RuleError(f"{path.name} [{code}]: also in {found[code].theme}.toml; keep one of the two")
            found[code] = _indicator(path, code, entry)
    return found


def _indicator(path: Path, code: str, entry: dict[str, Any]) -> Indicator:
    names = [
        {("with_" if key == "with" else key): value for key, value in name.items()} for name in entry.get("names", ())
    ]
    try:
        return Indicator.model_validate({**entry, "code": code, "theme": path.stem, "names": names})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{path.name} [{code}] {where}: {first['msg']}") from error


def _theme_files() -> list[Path]:
    return sorted((HERE / "indicators").glob("*.toml"))


@cache
def load_regions() -> dict[str, Region]:
    """Every region by its code; 100000 is the country."""
    with (HERE / "regions.csv").open(encoding="utf-8", newline="") as handle:
        rows = [Region(row["code"], row["name"], row["level"], row["parent_code"]) for row in csv.DictReader(handle)]
    return {region.code: region for region in rows}
