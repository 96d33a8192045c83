"""Measure the whole line on generated pages, next to floors that it cannot go under: bench.py [--megabytes 4] [--rooms]

Every page is a new mix of paragraphs of the sample pages and golden passages with new numbers in them, so that no
cache can have seen it. One process, one core, warm; MB are of UTF-8. Floors are measured in the same run.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import pandas as pd
import regex
import typer

from extract import extract_pages
from extract.step5_name import find_terms

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = (*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "golden").glob("*.txt"))
NUMBER: Final = regex.compile(r"\d++(?!\s*[年月日时])")
PARAGRAPHS_A_PAGE: Final = 30


def renumber(paragraph: str, dice: random.Random) -> str:
    """The paragraph with other numbers of as many digits; dates stay, or nothing would have a period."""
    return NUMBER.sub(
        lambda found: str(dice.randint(1, 9)) + "".join(dice.choices("0123456789", k=len(found[0]) - 1)), paragraph
    )


def generate_pages(size: int) -> Iterator[str]:
    """Pages until together they hold `size` bytes."""
    dice = random.Random(20250410)
    paragraphs = [part for path in SOURCES for part in path.read_text("utf-8").split("\n\n") if part.strip()]
    while size > 0:
        page = "\n\n".join(renumber(part, dice) for part in dice.sample(paragraphs, PARAGRAPHS_A_PAGE))
        size -= len(page.encode())
        yield page


def write_pages(folder: Path, pages: list[str]) -> list[Path]:
    paths = [folder / f"{number:06}.txt" for number in range(len(pages))]
    for path, page in zip(paths, pages, strict=True):
        path.write_text(page, "utf-8")
    return paths


def as_frame(pages: list[str], first: int = 0) -> pd.DataFrame:
    documents = [f"{number:06}.txt" for number in range(first, first + len(pages))]
    return pd.DataFrame({"text": pages, "document": documents, "published": "2025-04-10", "home_region_code": "330500"})


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show_rooms(frame: pd.DataFrame) -> None:
    """Share of the time spent in each room's own code and in what it calls outside of `extract`."""
    with cProfile.Profile() as profile:
        extract_pages(frame)
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        shares = {file: own} if "/extract/" in file else {caller[0]: times[2] for caller, times in callers.items()}
        for place, share in shares.items():
            spent[place.rpartition("/extract/")[2].split("/")[0] if "/extract/" in place else "elsewhere"] += share
    for room, share in spent.most_common():
        print(f"{room:<22} {share / spent.total():6.1%}")


def main(
    megabytes: Annotated[float, typer.Option(help="Size of the generated corpus.")] = 4,
    rooms: Annotated[bool, typer.Option(help="Show where the time goes, from a second, profiled run.")] = False,
) -> None:
    pages = list(generate_pages(int(megabytes * 1e6)))
    size = sum(len(page.encode()) for page in pages) / 1e6
    extract_pages(as_frame(pages[:2]))
    with tempfile.TemporaryDirectory() as folder:
        paths = write_pages(Path(folder), pages)
        times = {"read the bytes": seconds(lambda: [path.read_text("utf-8") for path in paths])}
    digits = regex.compile(r"\d++")
    times["scan for digits"] = seconds(lambda: [digits.findall(page) for page in pages])
    times["pass for terms"] = seconds(lambda: [find_terms(page, [(0, len(page))]) for page in pages])
    times["the whole line"] = seconds(lambda: extract_pages(as_frame(pages, first=2)))
    print(f"{len(pages)} pages, {size:.1f} MB")
    for name, spent in times.items():
        print(
            f"{name:<16} {size / spent:9.2f} MB/s  {times['the whole line'] / spent:9.1f} × faster than the whole line"
        )
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MiB")
    if rooms:
        show_rooms(as_frame(pages[: len(pages) // 4 + 1], first=len(pages)))


if __name__ == "__main__":
    typer.run(main)
