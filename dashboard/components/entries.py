"""What the navigation and the search offer: indicators by theme, regions as a tree, as far as they have figures."""

from __future__ import annotations

import pandas as pd

from dashboard.components.shell import Entry
from dashboard.desk import Desk
from dashboard.rows import records
from extract.step8_store import Filters, queries

__all__ = ["indicator_entries", "region_entries", "themes"]


def themes(indicators: pd.DataFrame, desk: Desk) -> list[tuple[str, str, pd.DataFrame]]:
    """Code, name and reported indicators of each theme; themes and indicators with most figures first."""
    reported = indicators[indicators["n"] > 0].sort_values(["n", "code"], ascending=[False, True])
    groups = sorted(reported.groupby("theme"), key=lambda pair: -pair[1]["n"].sum())
    return [
        (str(theme), desk.say.pick(group["theme_zh"].iloc[0], group["theme_en"].iloc[0]), group)
        for theme, group in groups
    ]


def indicator_entries(desk: Desk) -> list[Entry]:
    """Themes, each with its indicators that have figures."""
    return [
        Entry(
            name,
            "",
            int(group["n"].sum()),
            tuple(
                Entry(desk.say.pick(row.zh, row.en), desk.link(f"/indicator/{row.code}"), int(row.n))
                for row in records(group)
            ),
        )
        for _, name, group in themes(queries.indicators(desk.store, Filters()), desk)
    ]


def region_entries(desk: Desk) -> list[Entry]:
    """Regions that have figures, as a tree; a region without figures appears only above one that has."""
    known = queries.regions(desk.store)
    by_parent = {str(parent): group for parent, group in known.groupby(known["parent_code"].fillna(""))}
    return _branches("", by_parent, desk)


def _branches(parent: str, by_parent: dict[str, pd.DataFrame], desk: Desk) -> list[Entry]:
    branches = []
    for row in records(by_parent.get(parent, pd.DataFrame())):
        children = tuple(_branches(str(row.code), by_parent, desk)) if row.code != parent else ()
        if row.n or children:
            branches.append(Entry(str(row.name), desk.link(f"/region/{row.code}"), int(row.n), children))
    return branches
