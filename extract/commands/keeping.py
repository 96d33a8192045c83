"""Commands that work on the store alone: export, reextract, check, backup."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from extract.batch import read_all
from extract.commands.app import (
    AsKnownOn,
    Indicators,
    Jobs,
    PeriodFrom,
    PeriodTo,
    Region,
    StorePlace,
    app,
    check_rules,
    prepare,
)
from extract.console import INTERRUPTED, SOME_PAGES_BAD, heeding, say, track, warn
from extract.models import Page
from extract.step1_read import UnreadableError
from extract.step7_tabulate import write_csv_parts
from extract.step8_store import Filters, Store, checking, open_store, queries
from extract.step8_store.exporting import Rows, parts
from extract.step8_store.reextract import pages, replace

__all__ = ["backup", "check", "export", "reextract"]


@app.command(epilog="Example: zhibiao export --indicator exports --region 330500 --from 2024-01-01 --out exports.csv")
def export(
    out: Annotated[Path, typer.Option(metavar="FILE", help="CSV file to write, in UTF-8 with BOM.")],
    store: StorePlace = None,
    indicator: Indicators = None,
    region: Region = None,
    period_from: PeriodFrom = None,
    period_to: PeriodTo = None,
    as_known_on: AsKnownOn = None,
    rows: Annotated[Rows, typer.Option(help="All reports, one for each fact, or those that differ.")] = Rows.ALL,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="Also what people decided, what was printed, and rejected figures.")
    ] = False,
) -> None:
    """Write figures of the store as tidy CSV."""
    opened = open_store(store, create=False)
    codes = tuple(indicator or ())
    _check_indicators(opened, codes)
    filters = Filters(
        indicators=codes, within=region or "", period_from=period_from, period_to=period_to, as_known_on=as_known_on
    )
    prepare(out, opened)
    written = write_csv_parts(parts(opened, filters, rows, decisions=decisions), out)
    opened.close()
    known = f", as known on {as_known_on}," if as_known_on else ""
    say(f"{written} observations{known} in {out}")


def _check_indicators(store: Store, codes: tuple[str, ...]) -> None:
    known = list(queries.indicators(store, Filters())["code"])
    for code in codes:
        if code not in known:
            near = difflib.get_close_matches(code, known, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(known)}"
            raise typer.BadParameter(f"{code!r} is not a known indicator; {hint}", param_hint="--indicator")


@app.command(epilog="Example: zhibiao reextract --jobs 2")
def reextract(store: StorePlace = None, jobs: Jobs = 1) -> None:
    """Read every stored page again with today's rules, and tell what changed; decisions stay."""
    check_rules()
    tally: Counter[str] = Counter()
    opened = open_store(store, create=False)
    total, stored = pages(opened)
    try:
        _read_again(track(stored, total), opened, jobs, tally)
    except KeyboardInterrupt:
        say(f"interrupted; {tally['read']} of {total} pages are read again, the others as they were: run it again")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        opened.close()
    say(f"{tally['read']} pages read again, {tally['changed']} of them changed, {tally['bad']} left as they were")
    if tally["bad"]:
        raise typer.Exit(SOME_PAGES_BAD)


def _read_again(stored: Iterable[Page], store: Store, jobs: int, tally: Counter[str]) -> None:
    for found in heeding(read_all(stored, jobs)):
        if isinstance(found, UnreadableError):
            warn(str(found))
            tally["bad"] += 1
            continue
        if change := replace(store, found):
            new, gone, different = (len(ids) for ids in change)
            say(f"{found.page.document}: {new} new, {gone} gone, {different} different")
            tally["changed"] += 1
        tally["read"] += 1


@app.command(epilog="Example: zhibiao check")
def check(store: StorePlace = None) -> None:
    """Look for damage: the file, rows without their page, offsets that no longer hold their number."""
    opened = open_store(store, create=False)
    faults = 0
    for fault in checking.find_faults(opened):
        warn(fault)
        faults += 1
    opened.close()
    if faults:
        say(f"{faults} faults: restore a backup, or run `zhibiao reextract` where only offsets are wrong")
        raise typer.Exit(SOME_PAGES_BAD)
    say("the store is sound")


@app.command(epilog="Example: zhibiao backup --out zhibiao-2025-06.db")
def backup(
    out: Annotated[Path, typer.Option(metavar="FILE", help="New file to copy the store into.")],
    store: StorePlace = None,
) -> None:
    """Copy the store into a new file, also while it is in use."""
    opened = open_store(store, create=False)
    checking.backup(opened, out)
    opened.close()
    say(f"the store is copied to {out}")
