"""An address that leads nowhere; the file's name is how the framework finds it."""

from __future__ import annotations

from typing import Any

from dash import html, register_page

from dashboard.components.page import missing_page
from dashboard.desk import open_desk


def layout(**query: Any) -> html.Div:
    """A way back."""
    return missing_page(open_desk(query))


register_page(__name__)
