"""The camera: a page becomes a picture and a PDF once it is ready, and never before."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, Page

from dashboard.briefing.browser import open_chromium
from dashboard.briefing.readiness import wait_ready

__all__ = ["WIDTH", "CaptureError", "capture"]

WIDTH: Final = 1120
"""Pixels; the sheet in `assets/briefing.css` is as wide."""
_SHARPNESS: Final = 2


class CaptureError(Exception):
    """The page could not be opened, or one of its cards failed; says the state of each card."""


def capture(address: str, picture: Path, document: Path, seconds: float) -> dict[str, str]:
    """Write the page at `address` as PNG and as PDF, and return the state of each card.

    Args:
        address: of the page.
        picture: the PNG, `WIDTH` CSS pixels at twice the density.
        document: the PDF, one page as wide and as long as the sheet.
        seconds: one budget of time, for opening the page and for its becoming ready.

    Raises:
        NoChromiumError: there is no browser.
        NotReadyError, CaptureError: nothing has been written then.
    """
    with open_chromium() as browser:
        tab = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=_SHARPNESS)
        states = _open(tab, address, seconds)
        height = int(tab.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"))
        tab.screenshot(path=picture, full_page=True, animations="disabled", type="png")
        tab.emulate_media(media="screen")
        tab.pdf(path=document, width=f"{WIDTH}px", height=f"{height + 1}px", print_background=True)
    return states


def _open(tab: Page, address: str, seconds: float) -> dict[str, str]:
    """Go there and wait, both within one budget of time."""
    deadline = time.monotonic() + seconds
    try:
        tab.goto(address, wait_until="commit", timeout=seconds * 1000)
    except Error as error:
        raise CaptureError(f"{address} cannot be opened: {error.message.splitlines()[0]}") from error
    states = wait_ready(tab, max(0.0, deadline - time.monotonic()))
    if "error" in states.values():
        told = ", ".join(f"{card} {state}" for card, state in states.items())
        raise CaptureError(f"a card could not be drawn; the log above says why: {told}")
    return states
