"""A real server on a sample store, and a real browser that notices whatever leaves this machine or goes wrong."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sample_store import fill_store
from werkzeug.serving import make_server

from dashboard.app import create_app

CHROMIUM = os.environ.get("CHROMIUM", shutil.which("chromium") or "chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the dashboard is served, on a port that was free."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'sample.db'}"
    fill_store(url)
    server = make_server("127.0.0.1", 0, create_app(url).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser, address: str) -> BrowserContext:
    """One reader, whose cache keeps what every page needs."""
    return browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, accept_downloads=True)


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A fresh tab; the test fails at its end if anything left loopback or the console complained."""
    tab, wrong = context.new_page(), list[str]()
    own = (address, "data:", "blob:")
    tab.on("request", lambda request: None if request.url.startswith(own) else wrong.append(f"left: {request.url}"))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning", "trace"} else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("response", lambda reply: wrong.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
    tab.set_default_timeout(20_000)
    yield tab
    tab.close()
    assert wrong == []
