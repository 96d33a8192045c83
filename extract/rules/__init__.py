"""What people write: indicators, units, words and regions as data, loaded once and checked on loading."""

from __future__ import annotations

import csv
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

__all__ = [
    "Example",
    "Indicator",
    "Name",
    "OtherName",
    "Region",
    "RuleError",
    "folder_of_the_office",
    "lineage",
    "load_indicators",
    "load_other_names",
    "load_regions",
    "load_themes",
    "load_words",
]

HERE = Path(__file__).parent
_SHIPPED: Final = HERE / "indicators"
_OFFICE: Final = "ZHIBIAO_RULES"
_KIND: Final = re.compile(r"\{(\w+)\}")
_ADDED: Final = frozenset({"names", "hits", "misses"})
"""What an office's file may add to an indicator that is known already."""


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


def _of_each(words: Any) -> Any:
    """Words with those written out that stand for a kind of things: "{crops}面积" → 茶叶面积, 柑橘面积, …."""
    if not isinstance(words, (list, tuple)):
        return words
    told: list[Any] = []
    for word in words:
        kind = _KIND.search(word) if isinstance(word, str) else None
        told += [word.replace(kind[0], thing) for thing in _things(kind[1])] if kind else [word]
    return tuple(dict.fromkeys(told))


def _things(kind: str) -> list[str]:
    """The things of a kind."""
    known: dict[str, list[str]] = load_words("things")
    if kind not in known:
        raise ValueError(f"{{{kind}}} is no kind of things.toml, which has {', '.join(known)}")
    return known[kind]


Words = Annotated[tuple[str, ...], BeforeValidator(_of_each)]
"""Words of print, those of `things.toml` written out."""


class Name(_Entry):
    """One way in which an indicator is named in print; `with_` and `without` speak of the number's own clause."""

    terms: Words
    units: tuple[str, ...] = ()
    with_: Words = Field((), alias="with")
    without: Words = ()
    """Words of which its clause may hold none."""
    unless: Words = ()
    """Words of which its sentence may hold none up to there: 总投资120亿元,[完成投资]62亿元 of one project, but not of 15个重点项目."""
    about: Words = ()
    """Words of which its article must hold one: what an article on fruit calls 产量 is a harvest."""
    counters: tuple[str, ...] = ()
    """Counters that it may be counted with, as printed or as a kind, where any would say too much: stations not in 次."""
    weak: bool = False
    negative: bool = False
    """Whether it tells a level below zero: 亏损2300万元 is a profit of minus as much."""
    granted: bool = False
    """Whether it tells of a limit that somebody was given, which has happened: 授信5亿元."""
    item: str = ""
    """What it adds to the part that a figure is of: 规上工业亩均税收 is of 规上工业亩均."""
    firm: str = ""
    """Code of what it names instead where it is told of an organisation: 营业收入 of a scenic spot is its revenue."""


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
    announced: bool = False
    """Whether it is told when something is signed or begun, and is dated by that day."""
    seasonal: bool = False
    """Whether 今年 means the whole year, because it is told once a year: a harvest."""
    balance: bool = False
    """Whether it stands in the books on the last day of any span of time that is named: 上半年……贷款余额."""
    stands: bool = False
    """Whether it counts what is there, so that only the sentence beside can say when: 门店860家."""
    counters: tuple[str, ...] = ()
    """Counters for all of its names that have none of their own."""
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


class OtherName(NamedTuple):
    """A name that a region, or what was merged into it, had until some year; year 0 when it is still in use."""

    name: str
    code: str
    until: int


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:  # no TOML, or not in UTF-8
        raise RuleError(f"{path}: not valid TOML ({error}); mend the line it names") from error


@cache
def load_words(name: str) -> dict[str, Any]:
    """The entries of `rules/<name>.toml` as they stand."""
    return _read(HERE / f"{name}.toml")


@cache
def load_themes() -> dict[str, dict[str, str]]:
    """Theme code → `{"zh": …, "en": …}`, in file order.

    Raises:
        RuleError: a theme is named twice, or not at all.
    """
    found: dict[str, dict[str, str]] = {}
    for path in _theme_files():
        theme = _read(path).get("theme")
        if (theme is None) == (path.stem not in found):
            known = f"the theme {path.stem} is known already: take [theme] out, or give the file another name"
            raise RuleError(f"{path}: {known}" if theme else f"{path}: a new theme needs [theme] with zh and en")
        found.setdefault(path.stem, theme or {})
    return found


@cache
def load_indicators() -> dict[str, Indicator]:
    """Every indicator by its code; those of the office come last, and what it adds to a known one is added to it.

    Raises:
        RuleError: an entry lacks a field, has an unknown one, or its code stands twice.
    """
    found: dict[str, Indicator] = {}
    for path in _theme_files():
        for code, entry in _read(path).items():
            if code == "theme":
                continue
            if code in found and path.parent == _SHIPPED:
                raise RuleError(f"{path.name} [{code}]: also in {found[code].theme}.toml; keep one of the two")
            found[code] = _extended(path, found[code], entry) if code in found else _indicator(path, code, entry)
    return found


def _extended(path: Path, known: Indicator, entry: Any) -> Indicator:
    """A known indicator with the names and examples that an office adds."""
    if more := sorted(set(entry) - _ADDED):
        raise RuleError(
            f"{path} [{known.code}]: is known from {known.theme}.toml, so only {', '.join(sorted(_ADDED))} may be added; "
            f"take {', '.join(more)} out, or choose another code"
        )
    whole = {name: getattr(known, name) for name in Indicator.model_fields if name not in _ADDED}
    added = _indicator(path, known.code, {**whole, **entry})
    return known.model_copy(update={name: (*getattr(known, name), *getattr(added, name)) for name in _ADDED})


def _indicator(path: Path, code: str, entry: object) -> Indicator:
    told = entry if isinstance(entry, dict) else {"entry": entry}
    try:
        return Indicator.model_validate({**told, "code": code, "theme": path.stem})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{path} [{code}] {where}: {first['msg']}; mend it as CONTRIBUTING.md shows") from error


def _theme_files() -> list[Path]:
    office = folder_of_the_office()
    return sorted(_SHIPPED.glob("*.toml")) + (sorted(office.glob("*.toml")) if office else [])


def folder_of_the_office() -> Path | None:
    """Where `ZHIBIAO_RULES` says that an office keeps rule files of its own; nothing when it says nothing.

    Raises:
        RuleError: there is no such folder.
    """
    place = os.environ.get(_OFFICE)
    if place and not Path(place).is_dir():
        raise RuleError(f"{_OFFICE}: {place} is no folder; make it, or name the folder that holds your rule files")
    return Path(place) if place else None


@cache
def load_regions() -> dict[str, Region]:
    """Every region by its code; 100000 is the country."""
    with (HERE / "regions.csv").open(encoding="utf-8", newline="") as handle:
        rows = [Region(row["code"], row["name"], row["level"], row["parent_code"]) for row in csv.DictReader(handle)]
    return {region.code: region for region in rows}


@cache
def load_other_names() -> tuple[OtherName, ...]:
    """Former and other names of regions, as `rules/renamed.csv` lists them.

    Raises:
        RuleError: a name stands for a code that regions.csv does not hold.
    """
    with (HERE / "renamed.csv").open(encoding="utf-8", newline="") as handle:
        names = tuple(OtherName(row["name"], row["code"], int(row["until"] or 0)) for row in csv.DictReader(handle))
    for name in names:
        if name.code not in load_regions():
            raise RuleError(
                f"renamed.csv [{name.name}]: no region {name.code} in regions.csv; name its successor's code"
            )
    return names


def lineage(region: Region) -> Iterator[Region]:
    """A region and the units it lies in, smallest first, up to its province."""
    yield region
    if region.parent:
        yield from lineage(load_regions()[region.parent])
