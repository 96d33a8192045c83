"""The app that the commands join, and the options that several of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from extract.console import PoliteGroup
from extract.rules import load_indicators, load_themes
from extract.step1_read import MetadataError, check_region, parse_day
from extract.step8_store import Store, StoreError

__all__ = [
    "AsKnownOn",
    "HomeRegion",
    "Indicators",
    "Jobs",
    "Newspaper",
    "Paths",
    "PeriodFrom",
    "PeriodTo",
    "Published",
    "Region",
    "StorePlace",
    "app",
    "check_rules",
    "prepare",
]

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


def check_rules() -> None:
    """Load the rules before any page: a slip in one of them is told once, not page after page.

    Raises:
        RuleError: a rule file cannot be used.
    """
    load_themes()
    load_indicators()


def prepare(out: Path, store: Store) -> None:
    """Make the folder of a file to be written.

    Raises:
        StoreError: it has no name, or is the store itself.
        OSError: the folder cannot be made.
    """
    if not out.name:
        raise StoreError(f"{out}: names no file; expected one, such as --out figures.csv")
    if store.file and out.exists() and out.samefile(store.file):
        raise StoreError(f"{out}: is the store itself, which would be lost; name another file with --out")
    out.parent.mkdir(parents=True, exist_ok=True)
