"""The address is the state: typed, defaults left out, nonsense reported and left out."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.callbacks import changed_address
from dashboard.state import View, query_of, read_search, read_view


def test_defaults_leave_no_trace_in_the_address() -> None:
    assert query_of(View()) == ""
    assert query_of(View(lang="zh", scope="region", status="actual")) == ""


def test_an_address_gives_back_the_view_it_was_made_from() -> None:
    view = View(
        lang="en", figure="yoy:%", item="煤炭", basis="month", status="all", since=2020, known=dt.date(2025, 6, 30)
    )
    assert read_search(query_of(view)) == view


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"status": "maybe"}, ("status",)),
        ({"since": "soon", "known": "2025-13-01"}, ("known", "since")),
        ({"within": "湖州"}, ("within",)),
        ({"utm_source": "mail"}, ("utm_source",)),
        ({"lang": ["zh", "en"]}, ("lang",)),
        ({"item": ""}, ()),
    ],
)
def test_nonsense_is_left_out_and_named(query: dict[str, str], wrong: tuple[str, ...]) -> None:
    view, named = read_view({**query, "figure": "yoy:%"})
    assert (view, named) == (View(figure="yoy:%"), wrong)


def test_filters_ask_the_store_only_for_what_was_chosen() -> None:
    filters = View(status="all", within="330500", known=dt.date(2025, 6, 30)).filters(indicators=("gdp",))
    assert (filters.statuses, filters.scopes, filters.within) == ((), ("region",), "330500")
    assert (filters.indicators, filters.as_known_on) == (("gdp",), dt.date(2025, 6, 30))


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        ("", "status", "plan", "?status=plan"),
        ("?status=plan", "status", "actual", ""),
        ("?within=330500", "within", "all", ""),
        ("?period=2023-01-01..2023-12-31", "figure", "yoy:%", "?figure=yoy%3A%25"),
        ("?lang=en", "since", "2020", "?lang=en&since=2020"),
        ("?since=2020", "since", "", ""),
        ("", "known", "yesterday", ""),
        (None, "scope", None, ""),
    ],
)
def test_one_control_changes_one_thing(before: str | None, field: str, value: str | None, after: str) -> None:
    assert changed_address(before, field, value) == after
