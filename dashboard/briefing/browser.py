"""The distribution's Chromium, found and started the same way by the briefing and by the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

__all__ = ["NoChromiumError", "find_chromium", "open_chromium"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_QUIET: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
"""It shows only our own pages, and must call nobody."""


class NoChromiumError(Exception):
    """There is no browser to take the picture with; names the package to install."""

    def __init__(self) -> None:
        super().__init__(
            "Chromium is not installed; install the packages chromium and fonts-noto-cjk "
            "(Debian: apt-get install chromium fonts-noto-cjk), or name the program in the variable CHROMIUM"
        )


def find_chromium() -> str:
    """Where the program lies: what the variable `CHROMIUM` names, else the first known name on the path.

    Raises:
        NoChromiumError: there is none.
    """
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else _NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise NoChromiumError
    return found


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A browser without a window, closed at the end.

    Raises:
        NoChromiumError: there is none.
    """
    program = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()
