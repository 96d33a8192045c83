"""New data on the open page: the browser asks every two seconds whether the store changed, and asks for pages only then."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component

from extract.step8_store import Store
from extract.step8_store.version import version

__all__ = ["SEEN", "follow_store", "heartbeat"]

SEEN: Final = "store_version"
"""Id of what holds the version that the page shows."""
_PULSE: Final = "pulse"
_EVERY_MS: Final = 2000


def heartbeat(store: Store) -> list[Component]:
    """What a page needs to notice: a clock, and the version of the store that it was loaded with."""
    return [dcc.Interval(id=_PULSE, interval=_EVERY_MS), dcc.Store(id=SEEN, data=version(store))]


def follow_store(app: Dash, store: Store) -> None:
    """Register the question that the clock asks; only another version is an answer, and only that is followed by pages."""

    def look(_beats: int | None, seen: str | None) -> Any:
        now = version(store)
        return no_update if now == seen else now

    app.callback(Output(SEEN, "data"), Input(_PULSE, "n_intervals"), State(SEEN, "data"), prevent_initial_call=True)(
        look
    )
