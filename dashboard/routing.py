"""From an address to the page that the registry knows for it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import dash
from dash.development.base_component import Component

__all__ = ["Route", "route"]

_ELSEWHERE: Final = "not_found_404"


class Route(NamedTuple):
    """A registered page and the key in its address, such as an indicator's code; empty where its address is fixed."""

    page: dict[str, Any]
    key: str

    def layout(self, search: str | None) -> Component:
        """What the page shows for a location's `search` text."""
        query = dict(parse_qsl((search or "").lstrip("?")))
        shown: Component = self.page["layout"](**({**query, "code": self.key} if self.key else query))
        return shown

    def title(self) -> str:
        """What the browser's tab says."""
        title = self.page["title"]
        return str(title(code=self.key) if callable(title) else title)


def route(path: str | None) -> Route:
    """The page of `/`, `/name` or `/name/key`; what leads nowhere has a page too."""
    name, _, key = (path or "/").strip("/").partition("/")
    for page in dash.page_registry.values():
        known, _, template = (page["path_template"] or page["path"]).strip("/").partition("/")
        if known == name and bool(template) == bool(key) and not page["module"].endswith(_ELSEWHERE):
            return Route(page, key)
    return Route(next(page for page in dash.page_registry.values() if page["module"].endswith(_ELSEWHERE)), "")
