"""A tab that is watched: what leaves this machine, what the server refuses, what the console complains of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

__all__ = ["open_context", "watch"]


@contextmanager
def open_context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window's worth of tabs on one address, as wide as an office's screen."""
    size = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=address, viewport=size, accept_downloads=True)
    yield context
    context.close()


def watch(tab: Page, address: str) -> list[str]:
    """All that goes wrong in the tab from now on; the list grows."""
    wrong: list[str] = []
    own = (address, "data:", "blob:")

    def asked(request: Request) -> None:
        wrong.extend([] if request.url.startswith(own) else [f"left this machine: {request.url}"])

    def answered(response: Response) -> None:
        wrong.extend([f"{response.status} {response.url}"] if response.status >= 400 else [])

    def said(message: ConsoleMessage) -> None:
        wrong.extend([message.text] if message.type in {"error", "warning", "trace"} else [])

    tab.on("request", asked)
    tab.on("response", answered)
    tab.on("console", said)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong
