"""Commands that read pages: extract, ingest, watch, explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from extract.batch import read_all
from extract.commands.app import HomeRegion, Jobs, Newspaper, Paths, Published, StorePlace, app, check_rules
from extract.console import INTERRUPTED, SOME_PAGES_BAD, heeding, say, track, warn
from extract.explain import explain as explain_page
from extract.models import Reading
from extract.step1_read import (
    Metadata,
    MetadataError,
    Source,
    UnreadableError,
    count_pages,
    find_files,
    infer_metadata,
    open_files,
)
from extract.step7_tabulate import tabulate, tabulate_refusals, write_csv
from extract.step8_store import Store, open_store
from extract.watching import arrivals

__all__ = ["explain", "extract", "ingest", "watch"]


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
    check_rules()
    out.mkdir(parents=True, exist_ok=True)
    tally: Counter[str] = Counter()
    files = find_files(paths)
    pages = open_files(files, Metadata(newspaper, published, home_region or ""))
    readings = list(_believed(track(read_all(pages, jobs), count_pages(files)), tally))
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
    check_rules()
    tally: Counter[str] = Counter()
    files = find_files(paths)
    pages = open_files(files, Metadata(newspaper, published, home_region or ""))
    opened = open_store(store)
    try:
        found = track(read_all(_unless_known(pages, opened), jobs), count_pages(files))
        _take_in(heeding(found), opened, tally)
    except KeyboardInterrupt:
        say(f"interrupted; {tally['new']} new pages are safe in the store: run the same command again to go on")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        opened.close()
    say(_summary(tally))
    _exit_for(tally)


@app.command(epilog="Example: zhibiao watch /srv/pages")
def watch(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder in which pages arrive.")],
    store: StorePlace = None,
    published: Published = None,
    home_region: HomeRegion = None,
    newspaper: Newspaper = "",
) -> None:
    """Take in the pages of a folder as they arrive, until Ctrl-C; on a new start, what arrived in between."""
    check_rules()
    given = Metadata(newspaper, published, home_region or "")
    opened = open_store(store)
    say(f"watching {folder}; Ctrl-C ends it")
    try:
        for files in arrivals(folder):
            tally: Counter[str] = Counter()
            try:
                _take_in(read_all(_unless_known(open_files(files, given), opened)), opened, tally)
            except MetadataError as error:  # a slip in pages.csv is mended while the watch goes on
                warn(f"{error}; mend it and touch the pages of that folder")
            say(_summary(tally))
    except KeyboardInterrupt:
        say("stopped; everything taken in is safe in the store")
    finally:
        opened.close()


def _take_in(found: Iterable[Reading | UnreadableError | None], store: Store, tally: Counter[str]) -> None:
    for reading in _believed(found, tally):
        tally["new" if store.ingest(reading) else "known"] += 1


def _summary(tally: Counter[str]) -> str:
    return f"{tally['new']} new pages, {tally['known']} already in the store, {tally['bad']} unreadable"


def _unless_known(pages: Iterable[Source | UnreadableError], store: Store) -> Iterator[Source | UnreadableError | None]:
    """The pages, with None for each that the store holds already: it need not be read."""
    for page in pages:
        yield None if isinstance(page, Source) and store.holds(page.document_id) else page


def _believed(found: Iterable[Reading | UnreadableError | None], tally: Counter[str]) -> Iterator[Reading]:
    """What the readable pages gave; the others are told and counted."""
    for one in found:
        if isinstance(one, UnreadableError):
            warn(str(one))
            tally["bad"] += 1
        elif one is None:
            tally["known"] += 1
        else:
            yield one


def _exit_for(tally: Counter[str]) -> None:
    if tally["bad"]:
        raise typer.Exit(SOME_PAGES_BAD)


@app.command(epilog="Example: zhibiao explain SENTENCE --published 2025-04-10 --home-region 330500")
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or a passage as printed.")],
    published: Published = None,
    home_region: HomeRegion = None,
) -> None:
    """Tell room by room what is made of each number, and why one is refused."""
    known = Metadata(published=published, home_region_code=home_region or "")
    for line in explain_page(infer_metadata(Source(Path("text"), text.encode(), known).read())):
        say(line)
