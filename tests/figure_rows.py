"""Prepared rows for the tests of figures and cards: a test writes out only what it cares for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from dashboard.rows import prepare
from dashboard.texts import Speech
from extract.models import COLUMNS
from extract.step7_tabulate import to_frame

ZH, EN = Speech("zh"), Speech("en")
CITIES = {"330400": "嘉兴市", "330500": "湖州市"}
COUNTIES = {"330502": "吴兴区", "330521": "德清县", "330522": "长兴县", "330481": "海宁市"}
_PLAIN = {
    "indicator": "gdp",
    "item": "",
    "measure": "level",
    "value_high": None,
    "qualifier": "exact",
    "unit": "CNY",
    "status": "actual",
    "scope": "region",
    "entity": "",
    "flags": (),
    "newspaper": "湖州日报",
    "published": "2024-02-01",
    "document_id": "d1",
    "confidence": 1.0,
}
_BLANK = {"char_start": 0, "char_end": 0}


def row(code: str, value: float, year: int = 2023, **more: Any) -> dict[str, Any]:
    """One row of the store: the figure of a whole year unless `start` and `end` say otherwise."""
    name = CITIES.get(code) or COUNTIES[code]
    level = "city" if code in CITIES else "county"
    figure = {
        "region_code": code,
        "region": name,
        "level": level,
        "city": CITIES[f"{code[:4]}00"],
        "value": value,
        "raw": more.pop("raw", f"{value / 1e8:g}亿元"),
        "period_start": more.pop("start", f"{year}-01-01"),
        "period_end": more.pop("end", f"{year}-12-31"),
    }
    return {**_PLAIN, **figure, **more}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as the store hands them over, with its types; ids count up from `o0`."""
    columns = (*COLUMNS, "series_id")
    filled = [{"observation_id": f"o{index}", "series_id": series_of(one), **one} for index, one in enumerate(rows)]
    return to_frame([[one.get(column, _BLANK.get(column, "")) for column in columns] for one in filled], columns)


def series_of(one: dict[str, Any]) -> str:
    """A readable id of what is measured, as the store makes one."""
    return "|".join(str(one[key]) for key in ("indicator", "item", "measure", "unit", "region_code", "entity"))


def prepared(*rows: dict[str, Any], say: Speech = ZH, but: Collection[str] = ()) -> pd.DataFrame:
    """The same, ready for drawing; each preferred for its fact `but` those with these ids."""
    found = frame(*rows)
    return prepare(found, say, set(found["observation_id"]) - set(but))
