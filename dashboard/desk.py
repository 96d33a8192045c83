"""What a page works with: the store, what the reader chose, and the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import parse_qsl

import pandas as pd
from flask import current_app

from dashboard.state import View, query_of, read_view
from dashboard.texts import Speech
from extract.step8_store import Filters, Store, queries

__all__ = ["STORE", "Desk", "desk_at", "open_desk"]

STORE: Final = "ZHIBIAO_STORE"
"""Key of the store in the server's configuration."""


@dataclass(frozen=True)
class Desk:
    """One reader's request."""

    store: Store
    view: View
    say: Speech
    ignored: tuple[str, ...] = ()
    """Entries of the address that made no sense."""

    @cached_property
    def regions(self) -> pd.DataFrame:
        """All regions, as `queries.regions` gives them: asked for once a request."""
        return queries.regions(self.store)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """All indicators with the numbers of their figures, as `queries.indicators` gives them."""
        return queries.indicators(self.store, Filters())

    def link(self, path: str, **choices: Any) -> str:
        """An address inside the dashboard that keeps the language and carries `choices`."""
        return path + query_of(View(lang=self.view.lang, **choices))

    def here(self, path: str) -> str:
        """The address that shows exactly this view."""
        return path + query_of(self.view)


def open_desk(query: Mapping[str, Any]) -> Desk:
    """The desk for a query, on the store of the running app."""
    view, ignored = read_view(query)
    return Desk(current_app.config[STORE], view, Speech(view.lang), ignored)


def desk_at(search: str | None) -> Desk:
    """The desk for a location's `search` text."""
    return open_desk(dict(parse_qsl((search or "").lstrip("?"))))
