"""How commands speak: plain lines, errors without tracebacks, and a progress bar with rate and time left."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from extract.rules import RuleError
from extract.step1_read import MetadataError, NotTextError, UnreadableError
from extract.step8_store import StoreError
from extract.teaching import TeachingError

__all__ = ["INTERRUPTED", "SOME_PAGES_BAD", "USAGE", "PoliteGroup", "heeding", "say", "track", "warn"]

SOME_PAGES_BAD: Final = 1
"""Exit code when everything else was done."""
USAGE: Final = 2
"""Exit code when nothing was done: the request cannot be carried out as it stands."""
INTERRUPTED: Final = 130

_MISTAKES: Final = (MetadataError, NotTextError, UnreadableError, StoreError, RuleError, TeachingError, OSError)
"""What a user can mend: told in one line, never as a traceback."""
_T = TypeVar("_T")


class PoliteGroup(TyperGroup):
    """Commands that tell a user's mistake in one line and exit with `USAGE`."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DBAPIError as error:
            warn(f"the store cannot be used: {error.orig}; restore it from a backup, or name another with --store")
        except BrokenProcessPool:
            warn(
                "a process of --jobs was ended from outside, perhaps for want of memory; what was taken in is safe: "
                "run the same command again with fewer jobs"
            )
        except OSError as error:
            warn(f"{error.filename or 'a file'}: {error.strerror or error}")
        except _MISTAKES as error:
            warn(str(error))
        raise typer.Exit(USAGE)


def say(message: str) -> None:
    """One line for the user."""
    Console().print(escape(message), soft_wrap=True, highlight=False)


def warn(message: str) -> None:
    """One line on standard error."""
    Console(stderr=True).print(f"[red]error:[/] {escape(message)}", soft_wrap=True, highlight=False)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Pages a second."""
        return Text(f"{task.finished_speed or task.speed or 0:.0f}/s")


def heeding(items: Generator[_T]) -> Iterator[_T]:
    """The items, with Ctrl-C heeded between two of them, so that nothing is left half done or untold; a second one at once."""
    asked = False

    def ask(*_: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_IGN:  # a shell lets what runs in the background pass it over
        signal.signal(signal.SIGINT, ask)
    try:
        for item in items:
            yield item
            if asked:
                raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)
        items.close()


def track(items: Iterable[_T], total: int) -> Generator[_T]:
    """The items, with a bar of how many of `total` are done, at what rate, and the time left; none off a terminal."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield from progress.track(items, total=total)
