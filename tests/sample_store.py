"""A small store for the browser: two cities and their counties, with every kind of mark that a chart can show."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

from extract.models import Observation, Page, Reading
from extract.step8_store import open_store

GROWTH = {
    "330500": ("湖州市", 5.8),
    "330502": ("吴兴区", 6.2),
    "330503": ("南浔区", 4.4),
    "330521": ("德清县", 5.3),
    "330522": ("长兴县", -0.4),
    "330400": ("嘉兴市", 6.3),
    "330481": ("海宁市", 0.0),
    "330482": ("平湖市", 7.1),
}
"""Growth of output by region, 2024; the counties left out are the silent ones."""
LEVELS = {
    "330521": ("德清县", 680.7, "about"),
    "330522": ("长兴县", 801.39, "exact"),
    "330502": ("吴兴区", 924.9, "over"),
}
HOSTILE = "<img src=x onerror=alert(1)>"
"""What a newspaper may print; it must stay text."""


def fill_store(url: str) -> None:
    """Put the sample pages into the store at `url`."""
    store = open_store(url)
    for reading in _readings():
        store.ingest(reading)


def _readings() -> Iterator[Reading]:
    for year in (2023, 2024):
        figures = [_growth(code, name, value - (2024 - year), year) for code, (name, value) in GROWTH.items()]
        figures += [_level(code, name, value, how, year) for code, (name, value, how) in LEVELS.items()]
        yield _page(f"bulletin_{year}.txt", dt.date(year + 1, 2, 20), figures)
    twice = _level("330521", "德清县", 681.0, "exact", 2024)
    plan = _growth("330521", "德清县", 6.0, 2025) | {"status": "plan"}
    firm = _level("330521", HOSTILE, 1.5, "exact", 2024) | {"scope": "organisation", "entity": HOSTILE}
    yield _page("plan_2025.txt", dt.date(2025, 3, 1), [twice | {"flags": ("conflict",)}, plan, firm])


def _growth(code: str, name: str, value: float, year: int) -> dict[str, Any]:
    raw = f"{abs(round(value, 1))}%"
    return {
        "code": code,
        "name": name,
        "year": year,
        "measure": "yoy",
        "unit": "%",
        "value": round(value, 1),
        "raw": raw,
    }


def _level(code: str, name: str, value: float, how: str, year: int) -> dict[str, Any]:
    money = {"measure": "level", "unit": "CNY", "value": value * 1e8, "raw": f"{value}亿元", "qualifier": how}
    return {"code": code, "name": name, "year": year, **money}


def _page(document: str, published: dt.date, figures: list[dict[str, Any]]) -> Reading:
    """A page that prints one sentence a figure, each broken over two lines as papers do."""
    text, rows = "湖州经济运行\n", []
    for figure in figures:
        row, text = _sentence(text, **figure)
        rows.append(row)
    identity = hashlib.sha256(text.encode()).hexdigest()
    page = Page(
        document=document,
        document_id=identity,
        text=text,
        newspaper="样报",
        published=published,
        home_region_code="330500",
    )
    return Reading(page=page, observations=tuple(rows), refusals=())


def _sentence(text: str, *, code: str, name: str, year: int, raw: str, **more: Any) -> tuple[Observation, str]:
    start = len(text)
    period, region, title = f"{year}年", name, "生产总值"
    parts = [period, ",", region, "地区\n", title, raw, "。\n"]
    edges = [start]
    for part in parts:
        edges.append(edges[-1] + len(part))
    row = Observation(
        indicator="gdp",
        region_code=code,
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        raw=raw,
        char_start=edges[5],
        char_end=edges[6],
        article="湖州经济运行",
        evidence="".join(parts).replace("\n", ""),
        rule="gdp",
        evidence_span=(start, edges[-1] - 1),
        period_span=(edges[0], edges[1]),
        region_span=(edges[2], edges[3]),
        name_span=(edges[4], edges[5]),
        **more,
    )
    return row, text + "".join(parts)
