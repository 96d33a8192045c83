"""Names of indicators and regions, copied from the rules so that a reader of the store needs nothing else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from extract.rules import lineage, load_indicators, load_regions, load_themes
from extract.step7_tabulate import name_region
from extract.step8_store.schema import indicators, regions

__all__ = ["refresh_lookups"]


def refresh_lookups(connection: Connection) -> None:
    """Make the lookup tables say what the rules say today; writes nothing when they already do."""
    _refresh(connection, indicators, _indicator_rows())
    _refresh(connection, regions, _region_rows())


def _refresh(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    wanted = {tuple(row[column.name] for column in table.columns) for row in rows}
    if wanted != {tuple(row) for row in connection.execute(select(table))}:
        connection.execute(delete(table))
        if rows:
            connection.execute(insert(table), rows)


def _indicator_rows() -> list[dict[str, Any]]:
    themes = load_themes()
    return [
        {
            **{name: getattr(entry, name) for name in ("code", "zh", "en", "theme", "kind", "unit", "polarity")},
            "theme_zh": themes[entry.theme]["zh"],
            "theme_en": themes[entry.theme]["en"],
        }
        for entry in load_indicators().values()
    ]


def _region_rows() -> list[dict[str, Any]]:
    rows = []
    for region in load_regions().values():
        codes = {unit.level: unit.code for unit in lineage(region)}
        names = name_region(region.code)
        row = {"code": region.code, "name": region.name, "level": region.level, "parent_code": region.parent}
        row |= {"county": names.county, "city": names.city, "province": names.province}
        rows.append(row | {"city_code": codes.get("city", ""), "province_code": codes.get("province", "")})
    return rows
