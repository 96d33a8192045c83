"""The command line with the dashboard's own verbs: everything of `extract.commands`, then serve and briefing."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

from extract.commands import app
from extract.console import SOME_PAGES_BAD, USAGE, say, warn
from extract.step8_store import Filters, open_store, queries

__all__ = ["app", "main"]

_THREADS = 8


@app.command(epilog="Example: zhibiao serve --port 8050")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8050,
    store: Annotated[
        str | None, typer.Option(help="URL or file of the store; default data/zhibiao.db or ZHIBIAO_DB.")
    ] = None,
) -> None:
    """Serve the dashboard."""
    opened = open_store(store)
    figures = queries.count(opened, Filters())
    opened.close()
    if figures == 0:
        say("the store is empty: fill it with `zhibiao ingest seeds/`; the dashboard shows new pages as they come")
    _require_free(host, port)
    # Imported here so that the other commands start without the dashboard's libraries.
    from waitress import serve as serve_forever

    from dashboard.app import create_app

    server = create_app(store).server
    say(f"zhibiao: {figures} figures at http://{host}:{port} (Ctrl-C stops)")
    serve_forever(server, host=host, port=port, threads=_THREADS, ident="zhibiao")


@app.command(epilog="Example: zhibiao briefing --week 2025-W23 --out data/briefings")
def briefing(
    week: Annotated[str, typer.Option(help="ISO week of publication, such as 2025-W23.")],
    out: Annotated[Path, typer.Option(help="Folder for briefing-WEEK.png and briefing-WEEK.pdf.", file_okay=False)],
    store: Annotated[
        str | None, typer.Option(help="URL or file of the store; default data/zhibiao.db or ZHIBIAO_DB.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the briefing: zh or en.")] = "zh",
) -> None:
    """Write the briefing of one week as a picture and a PDF."""
    # Imported here so that the other commands start without the dashboard's libraries.
    from dashboard.briefing.browser import NoChromiumError
    from dashboard.briefing.capture import CaptureError
    from dashboard.briefing.publish import publish
    from dashboard.briefing.readiness import NotReadyError
    from dashboard.briefing.week import WeekError, parse_week
    from dashboard.texts import LANGUAGES

    if lang not in LANGUAGES:
        raise typer.BadParameter(f"'{lang}' is not a language of the briefing; choose zh or en", param_hint="--lang")
    try:
        files = publish(parse_week(week), out, store, "en" if lang == "en" else "zh")
    except WeekError as error:
        warn(str(error))
        raise typer.Exit(USAGE) from error
    except (NoChromiumError, NotReadyError, CaptureError) as error:
        warn(f"{error}; nothing was published")
        raise typer.Exit(SOME_PAGES_BAD) from error
    for file in files:
        say(f"wrote {file}")


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise typer.BadParameter(
                f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
            ) from error


def main() -> None:
    """Entry point of the console script `zhibiao`."""
    app(prog_name="zhibiao")
