"""The commands that need no dashboard."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.batch import read_all
from extract.console import INTERRUPTED, SOME_PAGES_BAD, PoliteGroup, say, track, warn
from extract.explain import explain as explain_page
from extract.models import COLUMNS, Page, Reading
from extract.step1_read import (
    Metadata,
    MetadataError,
    UnreadableError,
    check_region,
    find_files,
    infer_metadata,
    parse_day,
    read_bytes,
    read_files,
)
from extract.step7_tabulate import tabulate, tabulate_refusals, write_csv
from extract.step8_store import Filters, Store, open_store, queries

__all__ = ["app"]

app = typer.Typer(
    cls=PoliteGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read Chinese local newspaper pages into a tidy, sourced table of economic figures.",
)


def _day(text: str) -> Any:
    return _checked(parse_day, text)


def _region(code: str) -> Any:
    return _checked(check_region, code)


def _checked(check: Any, text: str) -> Any:
    try:
        return check(text)
    except MetadataError as error:
        raise typer.BadParameter(str(error)) from error


Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help="Pages, or folders of pages, with pages.csv beside them.")
]
Published = Annotated[
    Any, typer.Option(parser=_day, metavar="DATE", help="Day of publication, where pages.csv says none.")
]
HomeRegion = Annotated[
    Any, typer.Option(parser=_region, metavar="CODE", help="Region meant by 'our city', where pages.csv says none.")
]
Newspaper = Annotated[str, typer.Option(metavar="NAME", help="Name of the paper, where pages.csv says none.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes to read with.")]
StorePlace = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FILE|URL", help="SQLite file or PostgreSQL URL; default $ZHIBIAO_DB or data/zhibiao.db."
    ),
]
Indicators = Annotated[
    list[str] | None, typer.Option("--indicator", metavar="CODE", help="Only this; may be repeated.")
]
Region = Annotated[Any, typer.Option(parser=_region, metavar="CODE", help="Only this region and all within it.")]
PeriodFrom = Annotated[Any, typer.Option("--from", parser=_day, metavar="DATE", help="Periods that end then or later.")]
PeriodTo = Annotated[Any, typer.Option("--to", parser=_day, metavar="DATE", help="Periods that end then or earlier.")]
AsKnownOn = Annotated[Any, typer.Option(parser=_day, metavar="DATE", help="Only what was in print on that day.")]


@app.command(epilog="Example: zhibiao extract pages/2025-04-25 --out out")
def extract(
    paths: Paths,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for observations.csv and refusals.csv.")],
    published: Published = None,
    home_region: HomeRegion = None,
    newspaper: Newspaper = "",
    jobs: Jobs = 1,
) -> None:
    """Read pages into observations.csv and refusals.csv, without a store."""
    out.mkdir(parents=True, exist_ok=True)
    tally: Counter[str] = Counter()
    pages = _pages(paths, Metadata(newspaper, published, home_region or ""))
    readings = list(_believed(read_all(pages, jobs), tally))
    observations, refusals = tabulate(readings), tabulate_refusals(readings)
    write_csv(observations, out / "observations.csv")
    write_csv(refusals, out / "refusals.csv")
    say(f"{len(readings)} pages: {len(observations)} observations, {len(refusals)} refusals in {out}")
    _exit_for(tally)


@app.command(epilog="Example: zhibiao ingest pages/2025-04-25 --jobs 2")
def ingest(
    paths: Paths,
    store: StorePlace = None,
    published: Published = None,
    home_region: HomeRegion = None,
    newspaper: Newspaper = "",
    jobs: Jobs = 1,
) -> None:
    """Read pages into the store; what is already there is passed over."""
    tally: Counter[str] = Counter()
    pages = _pages(paths, Metadata(newspaper, published, home_region or ""))
    opened = open_store(store)
    try:
        for reading in _believed(read_all(_unknown(pages, opened, tally), jobs), tally):
            tally["new" if opened.ingest(reading) else "known"] += 1
    except KeyboardInterrupt:
        say(f"interrupted; {tally['new']} new pages are safe in the store: run the same command again to go on")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        opened.close()
    say(f"{tally['new']} new pages, {tally['known']} already in the store, {tally['bad']} unreadable")
    _exit_for(tally)


def _pages(paths: list[Path], given: Metadata) -> Iterator[Page | UnreadableError]:
    files = find_files(paths)
    return read_files(track(files, len(files)), given)


def _unknown(
    pages: Iterable[Page | UnreadableError], store: Store, tally: Counter[str]
) -> Iterator[Page | UnreadableError]:
    """The pages that the store does not hold yet: only they are worth reading."""
    for page in pages:
        if isinstance(page, Page) and store.holds(page.document_id):
            tally["known"] += 1
        else:
            yield page


def _believed(found: Iterable[Reading | UnreadableError], tally: Counter[str]) -> Iterator[Reading]:
    """What the readable pages gave; the others are told and counted as `bad`."""
    for one in found:
        if isinstance(one, UnreadableError):
            warn(str(one))
            tally["bad"] += 1
        else:
            yield one


def _exit_for(tally: Counter[str]) -> None:
    if tally["bad"]:
        raise typer.Exit(SOME_PAGES_BAD)


@app.command(epilog="Example: zhibiao export --indicator exports --region 330500 --from 2024-01-01 --out exports.csv")
def export(
    out: Annotated[Path, typer.Option(metavar="FILE", help="CSV file to write, in UTF-8 with BOM.")],
    store: StorePlace = None,
    indicator: Indicators = None,
    region: Region = None,
    period_from: PeriodFrom = None,
    period_to: PeriodTo = None,
    as_known_on: AsKnownOn = None,
) -> None:
    """Write figures of the store as tidy CSV."""
    opened = open_store(store, create=False)
    codes = tuple(indicator or ())
    _check_indicators(opened, codes)
    filters = Filters(
        indicators=codes, within=region or "", period_from=period_from, period_to=period_to, as_known_on=as_known_on
    )
    rows = queries.observations(opened, filters)[list(COLUMNS)]
    opened.close()
    out.parent.mkdir(parents=True, exist_ok=True)
    write_csv(rows, out)
    say(f"{len(rows)} observations in {out}")


def _check_indicators(store: Store, codes: tuple[str, ...]) -> None:
    known = list(queries.indicators(store, Filters())["code"])
    for code in codes:
        if code not in known:
            near = difflib.get_close_matches(code, known, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(known)}"
            raise typer.BadParameter(f"{code!r} is not a known indicator; {hint}", param_hint="--indicator")


@app.command(epilog="Example: zhibiao explain SENTENCE --published 2025-04-10 --home-region 330500")
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or a passage as printed.")],
    published: Published = None,
    home_region: HomeRegion = None,
) -> None:
    """Tell room by room what is made of each number, and why one is refused."""
    known = Metadata(published=published, home_region_code=home_region or "")
    for line in explain_page(infer_metadata(read_bytes("text", text.encode(), known))):
        say(line)
