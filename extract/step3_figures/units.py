"""Units: what stands right behind a number, in canonical form."""

from __future__ import annotations

from typing import Final, NamedTuple

from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["Unit", "implied_unit", "unit_at"]


_IMPLIED: Final[dict[str, str]] = load_words("numbers")["implied"]
_HOUSEHOLDS: Final = compile_pattern(_IMPLIED["household"])
_PEOPLE: Final = compile_pattern(_IMPLIED["person"])
_MONEY: Final = compile_pattern(_IMPLIED["money"])
_PIECE: Final = _IMPLIED["piece"]
_PERSONS: Final = compile_pattern(_IMPLIED["persons"])
_SCALED: Final = _IMPLIED["scales"]
_FIRM: Final = _IMPLIED["firm"]
_HOMES: Final = compile_pattern(_IMPLIED["homes"])
_SITES: Final = compile_pattern(_IMPLIED["sites"])
_SITES_BEFORE: Final = compile_pattern(_IMPLIED["sites_before"])
_MONEY_SCALE: Final = _IMPLIED["money_scale"]
_NEAR: Final = 12
_SITE: Final = 24
_LETTERS: Final = compile_pattern("[A-Za-z]{2}")


class Unit(NamedTuple):
    """A unit as printed. `kind` is its group in units.toml; for a `trap`, `code` is the reason why no figure can have it."""

    surface: str
    code: str
    factor: float
    kind: str


def _read() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for kind, entries in load_words("units").items():
        if kind == "per":
            continue
        if kind == "count":
            found |= {surface: Unit(surface, "item", 1.0, kind) for surface in entries["counters"]}
        elif kind == "trap":
            for reason, surfaces in entries.items():
                found |= {surface: Unit(surface, reason, 0.0, kind) for surface in surfaces if surface not in found}
        else:
            found |= {surface: Unit(surface, code, factor, kind) for surface, (code, factor) in entries.items()}
    return found


def _by_first(units: dict[str, Unit]) -> dict[str, list[Unit]]:
    table: dict[str, list[Unit]] = {}
    for surface in sorted(units, key=len, reverse=True):
        table.setdefault(surface[0], []).append(units[surface])
    return table


_UNITS: Final = _by_first(_read())


def unit_at(text: str, position: int) -> Unit | None:
    """The longest unit that begins at `position`; one in letters of ours ends where they end."""
    for unit in _UNITS.get(text[position : position + 1], ()):
        end = position + len(unit.surface)
        if text.startswith(unit.surface, position) and not _LETTERS.match(text, end - 1):
            return _of_things(text, position, end, unit) if unit.surface == _FIRM else _of_people(text, end, unit)
    return None


def _of_people(text: str, end: int, unit: Unit) -> Unit:
    """A counter of things as one of people where these stand behind it: 52个工人."""
    if unit.surface == _PIECE and _PERSONS.match(text, end):
        return unit._replace(code="person", kind="people")
    return unit


def _of_things(text: str, start: int, end: int, unit: Unit) -> Unit:
    """A counter of firms as one of households or of places where these stand beside it: 64家农户, 产业园3家."""
    if _HOMES.match(text, end):
        return unit._replace(code="household", kind="people")
    before = _SITES_BEFORE.search(text, max(0, start - _SITE), end + 1)
    if _SITES.match(text, end) or (before and before.end() == end):
        return unit._replace(code="item", kind="count")
    return unit


def implied_unit(text: str, start: int, end: int) -> Unit | None:
    """What a number with a scale and no unit counts, as the words beside it tell: 165万农户, 损失2.21亿."""
    if text[end - 1] not in _SCALED:
        return None
    if _HOUSEHOLDS.match(text, end):
        return Unit("", "household", 1.0, "people")
    if _PEOPLE.match(text, end):
        return Unit("", "person", 1.0, "people")
    money = text.endswith(_MONEY_SCALE, start, end) or _MONEY.search(text, max(0, start - _NEAR), start)
    return Unit("", "CNY", 1.0, "money") if money else None
