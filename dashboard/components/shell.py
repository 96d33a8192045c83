"""The frame around every page: wordmark, search, language, and a navigation that the pages themselves fill."""

from __future__ import annotations

from typing import Any, NamedTuple

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.still import Still, still
from dashboard.desk import Desk
from dashboard.live import heartbeat
from dashboard.state import query_of
from dashboard.texts import LANGUAGES, Speech
from dashboard.theme import MANTINE
from extract.step8_store import Store

__all__ = ["Entry", "frame", "header", "navigation", "navigation_place"]


class Entry(NamedTuple):
    """A line of the navigation, or with children a part of it that folds."""

    label: str
    address: str
    figures: int = 0
    children: tuple[Entry, ...] = ()


def frame(store: Store) -> dmc.MantineProvider:
    """The page that the browser loads once; its parts are filled from the address."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            *heartbeat(store),
            dcc.Store(id="picked"),
            dcc.Download(id="download"),
            dmc.AppShell(
                [
                    dmc.AppShellHeader([_burger(), still("header")], className="header"),
                    dmc.AppShellNavbar(still("entries"), id="navigation", className="navigation", p="xs"),
                    dmc.AppShellMain(still("page"), id="content"),
                ],
                id="shell",
                header={"height": 56},
                navbar=navigation_place(opened=False),
                padding=0,
                transitionDuration=0,
            ),
            _drawer(),
        ],
        theme=MANTINE,
        forceColorScheme="light",
    )


def navigation_place(*, opened: bool) -> dict[str, Any]:
    """Where the navigation stands: beside the page, and on a narrow screen only when opened."""
    return {"width": 236, "breakpoint": "md", "collapsed": {"mobile": not opened}}


def _drawer() -> dmc.Drawer:
    """Where a sentence is read; nothing behind it is dimmed or locked, so the chart stays in use."""
    return dmc.Drawer(
        id="evidence",
        position="right",
        size=440,
        withOverlay=False,
        lockScroll=False,
        closeOnClickOutside=False,
        transitionProps={"duration": 120},
        closeButtonProps=attributes(aria_label=Speech()("evidence.close")),
        shadow="lg",
        zIndex=300,
    )


def _burger() -> dmc.Burger:
    """Outside of what the address fills, so that it keeps its state."""
    return dmc.Burger(
        id="burger", opened=False, hiddenFrom="md", size="sm", **attributes(aria_label=Speech()("app.menu"))
    )


def header(desk: Desk, address: str, groups: list[tuple[str, list[Entry]]]) -> Still:
    """Wordmark, search over everything that has figures, and the other language."""
    say = desk.say
    wordmark = html.A(
        [
            html.Span(say("app.name"), className="wordmark-main"),
            html.Span(say("app.latin"), className="wordmark-latin"),
        ],
        href=desk.link("/"),
        className="wordmark",
    )
    parts = [
        html.A(say("app.skip"), href="#content", className="skip"),
        wordmark,
        html.Span(say("app.tagline"), className="tagline"),
        _search(groups, say),
        html.Nav(
            [_language(code, desk, address) for code in LANGUAGES],
            className="languages",
            **attributes(aria_label=say("app.language")),
        ),
    ]
    return still("header", html.Div(parts, className="header-parts"), say.language)


def _language(code: Any, desk: Desk, address: str) -> Any:
    name = Speech(code)("app.own_language")
    if code == desk.say.language:
        return html.Span(name, className="language here", lang=code, **attributes(aria_current="true"))
    other = query_of(desk.view.model_copy(update={"lang": code}))
    return html.A(name, href=address + other, className="language")


def _search(groups: list[tuple[str, list[Entry]]], say: Speech) -> dmc.Select:
    data = [
        {"group": title, "items": [{"value": entry.address, "label": entry.label} for entry in _leaves(entries)]}
        for title, entries in groups
    ]
    return dmc.Select(
        id="search",
        data=data,
        placeholder=say("app.search"),
        searchable=True,
        clearable=True,
        size="sm",
        limit=60,
        nothingFoundMessage=say("app.nothing_found"),
        className="search",
        maxDropdownHeight=420,
        rightSection=html.Span(className="icon search-icon"),
        rightSectionPointerEvents="none",
        **attributes(aria_label=say("app.search")),
    )


def _leaves(entries: list[Entry] | tuple[Entry, ...]) -> list[Entry]:
    """Every entry with an address, parents before children, each address once."""
    found: dict[str, Entry] = {}
    for entry in entries:
        for leaf in ([entry] if entry.address else []) + _leaves(entry.children):
            found.setdefault(leaf.address, leaf)
    return list(found.values())


def navigation(path: str, groups: list[tuple[str, list[Entry]]]) -> Still:
    """One section a registered page; the branch that holds `path` is open."""
    parts: list[Component] = []
    for title, entries in groups:
        if len(_leaves(entries)) > 1:
            parts.append(html.H2(title, className="nav-title", key=title))
        parts += [_branch(entry, path, opened=len(entries) == 1) for entry in entries]
    return still("entries", html.Div(parts))


def _branch(entry: Entry, path: str, *, opened: bool = False) -> Component:
    """An entry, and what folds under it."""
    if not entry.children:
        return html.Div(_nav_link(entry, path), key=entry.address)
    holds = any(_is_here(leaf, path) for leaf in _leaves([entry]))
    inside = html.Div([_branch(child, path) for child in entry.children], className="nav-children")
    return html.Details(
        [html.Summary(_nav_link(entry, path)), inside],
        open=opened or holds,
        className="nav-branch",
        key=entry.address or entry.label,
    )


def _nav_link(entry: Entry, path: str) -> Component:
    """A line with its number of figures; without an address it only unfolds what is under it."""
    line = [html.Span(entry.label, className="nav-label")]
    if entry.figures:
        line.append(html.Span(f"{entry.figures:,}", className="nav-count"))
    if not entry.address:
        return html.Span(line, className="nav-link")
    here = attributes(aria_current="page") if _is_here(entry, path) else {}
    return html.A(line, href=entry.address, className="nav-link", **here)


def _is_here(entry: Entry, path: str) -> bool:
    return entry.address.partition("?")[0] == path
