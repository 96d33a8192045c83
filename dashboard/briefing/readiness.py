"""When a page may be photographed: every card has its final state, nothing loads, and this held for a moment."""

from __future__ import annotations

import time
from typing import Final

from playwright.sync_api import Page

__all__ = ["NotReadyError", "wait_ready"]

_FINAL: Final = frozenset({"drawn", "empty", "error"})
_HELD_SECONDS: Final = 0.5
_LOOK_EVERY_MS: Final = 100
_LOOK: Final = """() => ({
  states: Object.fromEntries(
    [...document.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card.dataset.state || "none"])
  ),
  busy:
    document.querySelector("[data-dash-is-loading=true], ._dash-loading") !== null ||
    document.fonts.status !== "loaded" ||
    [...document.images].some((image) => !image.complete),
})"""


class NotReadyError(Exception):
    """The budget of time is spent; says the state of each card."""

    def __init__(self, seconds: float, states: dict[str, str], *, busy: bool) -> None:
        cards = ", ".join(f"{card} {state}" for card, state in states.items()) or "no card at all"
        loading = "; something was still loading" if busy else ""
        super().__init__(f"the page was not ready after {seconds:g} seconds: {cards}{loading}")
        self.states = states


def wait_ready(page: Page, seconds: float = 90) -> dict[str, str]:
    """Wait until the page is ready, and give the final state of each card: drawn, empty or error.

    Raises:
        NotReadyError: it was not ready within `seconds`.
    """
    deadline = time.monotonic() + seconds
    before, since = None, 0.0
    while True:
        seen, now = page.evaluate(_LOOK), time.monotonic()
        states, busy = dict(seen["states"]), bool(seen["busy"])
        settled = not busy and bool(states) and set(states.values()) <= _FINAL
        if not settled or states != before:
            before, since = states if settled else None, now
        elif now - since >= _HELD_SECONDS:
            return states
        if now > deadline:
            raise NotReadyError(seconds, states, busy=busy)
        page.wait_for_timeout(_LOOK_EVERY_MS)
