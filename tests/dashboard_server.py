"""The dashboard on a port that was free, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server

from dashboard.app import create_app

__all__ = ["serve"]


@contextmanager
def serve(store_url: str) -> Iterator[str]:
    """The address of a dashboard on this store."""
    server = make_server("127.0.0.1", 0, create_app(store_url).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
