"""The frame around every page: wordmark, search, language, and a navigation that the pages themselves fill."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import dash
import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.desk import Desk
from dashboard.state import query_of
from dashboard.texts import LANGUAGES, Speech
from dashboard.theme import MANTINE

__all__ = ["Entry", "frame", "header", "navigation"]

_NAVIGATION_WIDTH: Final = 236


class Entry(NamedTuple):
    """A line of the navigation, or with children a part of it that folds."""

    label: str
    address: str
    count: int = 0
    children: tuple[Entry, ...] = ()


def frame() -> dmc.MantineProvider:
    """The page that the browser loads once; its parts are filled from the address."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="picked"),
            dcc.Download(id="download"),
            dmc.AppShell(
                [
                    dmc.AppShellHeader([], id="header", className="header"),
                    dmc.AppShellNavbar([], id="navigation", className="navigation", p="xs"),
                    dmc.AppShellMain(html.Main(dash.page_container, id="content")),
                ],
                id="shell", header={"height": 56}, padding=0, transitionDuration=0,
                navbar={"width": _NAVIGATION_WIDTH, "breakpoint": "md", "collapsed": {"mobile": True}},
            ),
            dmc.Drawer(
                id="evidence", position="right", size=440, withOverlay=False, lockScroll=False, closeOnEscape=True,
                closeOnClickOutside=False, transitionProps={"duration": 120}, trapFocus=True, returnFocus=True, shadow="lg", zIndex=300,
                closeButtonProps={"aria-label": "Esc"}, className="evidence",
            ),
        ],
        theme=MANTINE, forceColorScheme="light",
    )  # fmt: skip


def header(desk: Desk, address: str, groups: list[tuple[str, list[Entry]]]) -> dmc.Group:
    """Wordmark, search over everything that has figures, and the other language."""
    say = desk.say
    wordmark = dcc.Link(
        [html.Span(say("app.name"), className="wordmark-main"), html.Span(say("app.latin"), className="wordmark-latin")],
        href=desk.link("/"), className="wordmark",
    )  # fmt: skip
    return dmc.Group(
        [
            html.A(say("app.skip"), href="#content", className="skip"),
            dmc.Burger(id="burger", opened=False, hiddenFrom="md", size="sm", **{"aria-label": say("app.menu")}),
            wordmark,
            html.Span(say("app.tagline"), className="tagline"),
            _search(groups, say),
            html.Nav([_language(code, desk, address) for code in LANGUAGES], className="languages", **{"aria-label": say("app.language")}),
        ],
        h="100%", px="md", gap="md", wrap="nowrap",
    )  # fmt: skip


def _language(code: Any, desk: Desk, address: str) -> Any:
    name = Speech(code)("app.own_language")
    if code == desk.say.language:
        return html.Span(name, className="language here", lang=code, **{"aria-current": "true"})
    other = query_of(desk.view.model_copy(update={"lang": code}))
    return dcc.Link(name, href=address + other, className="language")


def _search(groups: list[tuple[str, list[Entry]]], say: Speech) -> dmc.Select:
    data = [
        {"group": title, "items": [{"value": entry.address, "label": entry.label} for entry in _leaves(entries)]}
        for title, entries in groups
    ]
    return dmc.Select(
        id="search", data=data, placeholder=say("app.search"), searchable=True, clearable=True, size="sm", limit=60,
        nothingFoundMessage=say("app.nothing_found"), className="search", maxDropdownHeight=420,
        rightSection=html.Span(className="icon search-icon"), rightSectionPointerEvents="none", **{"aria-label": say("app.search")},
    )  # fmt: skip


def _leaves(entries: list[Entry] | tuple[Entry, ...]) -> list[Entry]:
    """Every entry with an address, parents before children, each address once."""
    found: dict[str, Entry] = {}
    for entry in entries:
        for leaf in ([entry] if entry.address else []) + _leaves(entry.children):
            found.setdefault(leaf.address, leaf)
    return list(found.values())


def navigation(path: str, groups: list[tuple[str, list[Entry]]]) -> dmc.ScrollArea:
    """One section a registered page; the branch that holds `path` is open."""
    parts: list[Any] = []
    for title, entries in groups:
        if not (len(entries) == 1 and not entries[0].children):
            parts.append(html.H2(title, className="nav-title"))
        parts += [_nav_link(entry, path) for entry in entries]
    return dmc.ScrollArea(parts, type="hover", h="100%", offsetScrollbars=False)


def _nav_link(entry: Entry, path: str) -> dmc.NavLink:
    count = html.Span(f"{entry.count:,}", className="nav-count") if entry.count else None
    here = entry.address.partition("?")[0] == path
    shared: dict[str, Any] = {"label": entry.label, "active": here, "className": "nav-link", "childrenOffset": 12}
    if not entry.children:
        return dmc.NavLink(href=entry.address, rightSection=count, **shared)
    holds = any(leaf.address.partition("?")[0] == path for leaf in _leaves(entry.children))
    if entry.address:
        shared["href"] = entry.address
    return dmc.NavLink([_nav_link(child, path) for child in entry.children], opened=holds or here, **shared)
