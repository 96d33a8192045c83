"""Measure the store on generated figures, next to the same work in plain SQL: bench_store.py [--rows 1000000] [--pages 1000]

Ratios compare times of one run on one machine; `× plain` is how many times longer the store takes than SQL written by
hand and run by the database's own driver, which makes no frame and checks nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from bench import generate_pages, write_pages
from bench_questions import QUESTIONS

from extract.models import Observation, Page, Reading, Refusal
from extract.rules import load_indicators, load_regions
from extract.step8_store import Store, open_store

SENTENCES_A_PAGE: Final = 12
REGIONS: Final = [region for code, region in load_regions().items() if region.level == "county" and "32" < code < "35"]
INDICATORS: Final = [entry for entry in load_indicators().values() if entry.unit == "CNY"][:30]
MONTHS: Final = [dt.date(year, month, 1) for year in range(2019, 2026) for month in range(1, 13)]
TABLES: Final = ("documents", "sentences", "series", "observations", "refusals")
BLOCK: Final = 20_000


def generate_readings(rows: int) -> Iterator[Reading]:
    """Pages of 24 figures each, a level and its growth in every sentence, until there are `rows` of them."""
    dice = random.Random(20250410)
    for number in range(max(1, rows // (2 * SENTENCES_A_PAGE))):
        text, figures = "", []
        for _ in range(SENTENCES_A_PAGE):
            sentence, pair = make_sentence(dice, len(text))
            text += sentence
            figures += pair
        refusal = Refusal(raw="3日", char_start=0, char_end=2, reason="date", evidence=figures[0].evidence)
        page = Page(
            document=f"{number:06}.txt",
            document_id=hashlib.sha256(f"{number}".encode()).hexdigest(),
            text=text,
            newspaper=f"样报{number % 40}",
            published=figures[-1].period_end,
            home_region_code=figures[0].region_code,
        )
        yield Reading(page=page, observations=tuple(figures), refusals=(refusal,))


def make_sentence(dice: random.Random, start: int) -> tuple[str, list[Observation]]:
    """A sentence that begins at `start`, and its two figures; reports of one fact mostly agree."""
    region, indicator, first = dice.choice(REGIONS), dice.choice(INDICATORS), dice.choice(MONTHS)
    true = random.Random(f"{region.code}{indicator.code}{first}").randint(100, 9999)
    level, growth = f"{true + 7 * (dice.random() < 0.1)}亿元", f"{true % 90 / 10:.1f}%"
    head = f"{first.month}月,{region.name}{indicator.zh}"
    sentence = f"{head}{level},同比增长{growth}。\n"
    said = {
        "indicator": indicator.code,
        "region_code": region.code,
        "period_start": first,
        "period_end": (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1),
        "flags": dice.choices([(), ("period_inferred",), ("implausible",)], [90, 9, 1])[0],
        "evidence": sentence.strip(),
        "evidence_span": (start, start + len(sentence) - 1),
        "rule": f"{indicator.code}:{indicator.zh}",
    }
    place = start + len(head)
    later = place + len(level) + len(",同比增长")
    return sentence, [
        figure(said, "level", float(level[:-2]) * 1e8, "CNY", level, place),
        figure(said, "yoy", float(growth[:-1]), "%", growth, later),
    ]


def figure(said: dict[str, Any], measure: Any, value: float, unit: str, raw: str, place: int) -> Observation:
    span = {"raw": raw, "char_start": place, "char_end": place + len(raw)}
    return Observation(measure=measure, value=value, unit=unit, **span, **said)


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def load(store: Store, rows: int) -> float:
    """Seconds to take in pages as `zhibiao ingest` does, one transaction each; making them up is not counted."""
    return sum(seconds(lambda: store.ingest(reading)) for reading in generate_readings(rows))  # noqa: B023 — called at once


def copy(source: Path, target: Path) -> float:
    """Seconds to write the same rows into the same schema by plain `executemany`, in one transaction."""
    open_store(str(target)).close()
    spent = 0.0
    with sqlite3.connect(source) as reader, sqlite3.connect(target) as writer:
        for table in TABLES:
            rows = reader.execute(f"SELECT * FROM {table}")
            marks = ",".join("?" * len(rows.description))
            while block := rows.fetchmany(BLOCK):
                spent += seconds(lambda: writer.executemany(f"INSERT INTO {table} VALUES ({marks})", block))  # noqa: B023
        spent += seconds(writer.commit)
    return spent


def best(work: Callable[[], Any], times: int = 3) -> float:
    return min(seconds(work) for _ in range(times))


def show(name: str, ours: float, plain: float, told: str = "") -> None:
    print(f"{name:<32} {ours * 1000:10.1f} ms {plain * 1000:10.1f} ms {ours / plain:7.1f} × plain   {told}")


def ask_all(store: Store, place: Path) -> None:
    with sqlite3.connect(place) as database:
        for question in QUESTIONS:
            rows = len(question.ask(store, question.filters))
            if rows != len(question.by_hand(database)):
                raise AssertionError(f"{question.name}: the store and SQL by hand count different rows")
            ours = best(lambda: question.ask(store, question.filters))  # noqa: B023 — called at once
            show(question.name, ours, best(lambda: question.by_hand(database)), f"{rows} rows")  # noqa: B023


def ingest(folder: Path, pages: int) -> None:
    """Take in generated pages by the command, start and all, with one and with two processes."""
    texts = [text for text, _ in zip(generate_pages(2**40), range(pages), strict=False)]
    (folder / "pages").mkdir()
    write_pages(folder / "pages", texts)
    size = sum(len(text.encode()) for text in texts) / 1e6
    spent: dict[int, float] = {}
    for jobs in (1, 2):
        words = [sys.executable, "-m", "extract", "ingest", str(folder / "pages"), "--jobs", str(jobs)]
        words += ["--published", "2025-04-10", "--home-region", "330500", "--store", str(folder / f"{jobs}.db")]
        spent[jobs] = seconds(lambda: subprocess.run(words, check=True, capture_output=True))  # noqa: B023
        rate = f"{pages / spent[jobs]:6.0f} pages/s {size / spent[jobs]:6.2f} MB/s"
        print(
            f"ingest {pages} pages with --jobs {jobs}   {spent[jobs]:7.1f} s {rate}  {spent[1] / spent[jobs]:.2f} × one"
        )


def main(
    rows: Annotated[int, typer.Option(help="Figures to generate.")] = 100_000,
    pages: Annotated[int, typer.Option(help="Pages to take in with one and two processes.")] = 1000,
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store = open_store(str(folder / "store.db"))
        ours = load(store, rows)
        print(f"{f'{rows:,} figures':<32} {'the store':>13} {'by hand':>13}")
        show("load", ours, copy(folder / "store.db", folder / "plain.db"), f"{rows / ours:,.0f} figures/s")
        ask_all(store, folder / "store.db")
        store.close()
        ingest(folder, pages)


if __name__ == "__main__":
    typer.run(main)
