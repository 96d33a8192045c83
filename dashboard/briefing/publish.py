"""One week's briefing as files: the dashboard is served to a browser of its own, on a port that is free."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

from waitress.server import create_server

from dashboard.app import create_app
from dashboard.briefing.capture import capture
from dashboard.briefing.week import Week
from dashboard.texts import Language

__all__ = ["SECONDS", "publish", "publish_page"]

SECONDS: Final = 60.0
"""Time for a page to become ready; it takes a few seconds."""
_THREADS: Final = 12


def publish(week: Week, out: Path, store: str | None = None, lang: Language = "zh") -> list[Path]:
    """Write `briefing-2025-W23.png` and `.pdf` into the folder `out`, both or neither, and return them.

    Raises:
        NoChromiumError: there is no browser.
        NotReadyError, CaptureError: the page did not become ready; files of an earlier run stay as they are.
    """
    query = urlencode({"week": str(week)} | ({"lang": lang} if lang != "zh" else {}))
    with _served(store) as host:
        return publish_page(f"{host}/briefing?{query}", out, f"briefing-{week}")


def publish_page(address: str, out: Path, name: str, seconds: float = SECONDS) -> list[Path]:
    """Write the page at `address` as `name.png` and `name.pdf`; raises as `publish` does."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=f".{name}-") as folder:
        picture, document = (Path(folder) / f"{name}.{kind}" for kind in ("png", "pdf"))
        capture(address, picture, document, seconds)
        return [file.replace(out / file.name) for file in (picture, document)]


@contextmanager
def _served(store: str | None) -> Iterator[str]:
    """The dashboard on loopback while the block runs."""
    app = create_app(store)
    server = create_server(app.server, host="127.0.0.1", port=0, threads=_THREADS, ident="zhibiao")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # Its sockets are closed by the thread that listens on them.
        server.trigger.pull_trigger(partial(server.asyncore.close_all, server._map))
        thread.join()
        server.task_dispatcher.shutdown()
