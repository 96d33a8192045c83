"""Commands for people who check figures: zhibiao review list, accept, reject, correct, undo, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from extract.commands.app import Indicators, PeriodFrom, PeriodTo, Region, StorePlace, app, prepare
from extract.console import say
from extract.step7_tabulate import write_csv
from extract.step8_store import Filters, Store, open_store, reviews
from extract.step8_store.corrections import CORRECTABLE
from extract.step8_store.worklist import Kind, tally, work_list

__all__ = ["accept", "correct", "export", "list_work", "reject", "review", "undo"]

review = typer.Typer(no_args_is_help=True, help="Decide upon figures: what waits, and what people decided.")
app.add_typer(review, name="review")

Target = Annotated[str, typer.Argument(metavar="ID", help="Of a figure or refusal, as `zhibiao review list` tells it.")]
By = Annotated[str, typer.Option(envvar="ZHIBIAO_REVIEWER", metavar="NAME", help="Who decides.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]


@review.command("list", epilog="Example: zhibiao review list --kind conflict --region 330500")
def list_work(
    store: StorePlace = None,
    kind: Annotated[Kind | None, typer.Option(help="Only these.")] = None,
    indicator: Indicators = None,
    region: Region = None,
    period_from: PeriodFrom = None,
    period_to: PeriodTo = None,
    why: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only with this flag or reason; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of each kind.")] = 20,
) -> None:
    """Tell what waits for a decision: reports that differ, figures with flags, refusals."""
    asked, codes = tuple(why or ()), tuple(indicator or ())
    filters = Filters(indicators=codes, within=region or "", period_from=period_from, period_to=period_to)
    filters = filters.model_copy(update={"flags": asked, "reasons": asked})
    opened = open_store(store, create=False)
    waiting = tally(opened, filters)
    for one in get_args(Kind) if kind is None else (kind,):
        for row in work_list(opened, filters, one, limit).to_dict("records"):
            _tell(row)
        say(f"{waiting.loc[waiting['kind'] == one, 'n'].sum()} of kind {one} wait")
    opened.close()


def _tell(row: dict[Any, Any]) -> None:
    say(f"{row['target']}  {row['why']}")
    if row["indicator"]:
        days = " .. ".join(f"{row[name]:%Y-%m-%d}" for name in ("period_start", "period_end") if row[name] == row[name])
        named = "/".join(row[name] for name in ("indicator", "item", "measure") if row[name])
        say(
            f"    {named} {row['value']:.15g} {row['unit']}, {row['region'] or row['region_code']}, {days or 'no period'}"
        )
    printed = f"{row['published']:%Y-%m-%d}" if row["published"] == row["published"] else "undated"
    say(f"    {row['raw']!r} in {row['document']} ({row['newspaper'] or 'unnamed'}, {printed}): {row['evidence']}")


@review.command(epilog="Example: zhibiao review accept 0123456789abcdef-12-17-0 --by Wang --note 'as in print'")
def accept(target: Target, by: By, store: StorePlace = None, note: Note = "") -> None:
    """Vouch for a figure as it stands, of several reports the one to use; or for a refusal."""
    opened = open_store(store, create=False)
    reviews.accept(opened, target, by=by, note=note)
    _done(opened, target)


@review.command(epilog="Example: zhibiao review reject 0123456789abcdef-12-17-0 --by Wang --note 'a misprint'")
def reject(target: Target, by: By, store: StorePlace = None, note: Note = "") -> None:
    """Leave a figure out of charts and exports; or say that a refused number is a figure."""
    opened = open_store(store, create=False)
    reviews.reject(opened, target, by=by, note=note)
    _done(opened, target)


@review.command(
    epilog="Example: zhibiao review correct 0123456789abcdef-12-17-0 value=9.5e9 region_code=330521 --by Wang"
)
def correct(
    target: Target,
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE…", help=f"What it should say. Fields: {', '.join(CORRECTABLE)}.")
    ],
    by: By,
    store: StorePlace = None,
    note: Note = "",
) -> None:
    """Put other values in the place of those read; what was printed is kept beside them."""
    opened = open_store(store, create=False)
    reviews.correct(opened, target, dict(map(_change, changes)), by=by, note=note)
    _done(opened, target)


def _change(text: str) -> tuple[str, str | None]:
    """A field and its value; nothing behind the sign empties a number or a day, and a text is empty anyway."""
    field, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"{text!r}: expected FIELD=VALUE, such as value=9.5e9", param_hint="FIELD=VALUE")
    return field, value if value or field in {"item", "entity"} else None


@review.command(epilog="Example: zhibiao review undo 0123456789abcdef-12-17-0 --by Wang")
def undo(target: Target, by: By, store: StorePlace = None, note: Note = "") -> None:
    """Take back the last decision upon a figure or refusal that still stands."""
    opened = open_store(store, create=False)
    reviews.undo(opened, target, by=by, note=note)
    _done(opened, target)


def _done(store: Store, target: str) -> None:
    """Tell the last review and what stands now."""
    told = reviews.history(store, target)
    standing = int((told["stands"] != "").sum())
    last = told.iloc[0]
    store.close()
    what = f" ({last['printed']} → {last['decided']})" if last["decided"] else ""
    say(f"{last['decision']} {last['raw']!r} in {last['document']}{what}; standing decisions upon it: {standing}")


@review.command(epilog="Example: zhibiao review export --out reviews.csv")
def export(
    out: Annotated[Path, typer.Option(metavar="FILE", help="CSV file to write, in UTF-8 with BOM.")],
    store: StorePlace = None,
) -> None:
    """Write every decision ever taken, also those taken back, as CSV."""
    opened = open_store(store, create=False)
    told = reviews.history(opened)
    prepare(out, opened)
    opened.close()
    write_csv(told, out)
    say(f"{len(told)} reviews in {out}")
