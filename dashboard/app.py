"""The dashboard as a Dash app over one store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from dash import Dash
from flask_compress import Compress

from dashboard.callbacks import connect
from dashboard.components.shell import frame
from dashboard.desk import STORE
from dashboard.live import follow_store
from dashboard.texts import Speech
from extract.step8_store import open_store

__all__ = ["create_app"]

HERE: Final = Path(__file__).parent


def create_app(store_url: str | None = None) -> Dash:
    """A dashboard on the store at `store_url`, or on the default store; all it needs is served by itself."""
    say, store = Speech(), open_store(store_url)
    app = Dash(
        "dashboard",
        use_pages=True,
        pages_folder=str(HERE / "pages"),
        assets_folder=str(HERE / "assets"),
        title=f"{say('app.name')} {say('app.latin')}",
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
    )
    app.index_string = app.index_string.replace("<html>", '<html lang="zh-CN">')
    app.server.config["COMPRESS_STREAMS"] = False  # a small file compressed while it streams is left open
    Compress(app.server)
    app.server.config[STORE] = store
    app.layout = partial(frame, store)
    connect(app)
    follow_store(app, store)
    return app
