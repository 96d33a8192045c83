"""A real server on a sample store, and a real browser that notices whatever leaves this machine or goes wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from dashboard_server import serve
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sample_store import fill_store
from watched_tab import open_context, watch

from dashboard.briefing.browser import NoChromiumError, open_chromium

_PATIENCE_MS = 20_000
"""Long enough for a busy machine; a test that passes never waits for it."""
expect.set_options(timeout=_PATIENCE_MS)


@pytest.fixture(scope="module")
def store_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that holds the sample pages."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'sample.db'}"
    fill_store(url)
    return url


@pytest.fixture(scope="module")
def address(store_url: str) -> Iterator[str]:
    """Where the dashboard is served, on a port that was free."""
    with serve(store_url) as host:
        yield host


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, without a window; on a build machine its absence is a failure."""
    try:
        with open_chromium() as chromium:
            yield chromium
    except NoChromiumError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """What tabs share: the scripts that were loaded once."""
    with open_context(browser, address) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A fresh tab; the test fails at its end if anything left loopback or the console complained."""
    tab = context.new_page()
    wrong = watch(tab, address)
    tab.set_default_timeout(_PATIENCE_MS)
    yield tab
    tab.close()
    assert wrong == []
