"""What the navigation and the search offer: indicators by theme, regions as a tree, as far as they have figures."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dashboard.components.shell import Entry
from dashboard.desk import Desk
from dashboard.rows import records

__all__ = ["UNNAMED", "indicator_entries", "region_entries", "themes"]

UNNAMED: Final = "other"
"""Theme of the figures that no rule names."""


def themes(indicators: pd.DataFrame, desk: Desk) -> list[tuple[str, str, pd.DataFrame]]:
    """Code, name and reported indicators of each theme; those with most figures first, what has no name last."""
    reported = indicators[indicators["n"] > 0].sort_values(["n", "code"], ascending=[False, True])
    groups = sorted(reported.groupby("theme"), key=lambda pair: (pair[0] == UNNAMED, -pair[1]["n"].sum()))
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
        for _, name, group in themes(desk.indicators, desk)
    ]


def region_entries(desk: Desk) -> list[Entry]:
    """Regions that have figures, as a tree; one without figures appears only above one that has."""
    known = {region.code: region for region in records(desk.regions)}
    children: dict[str, list[str]] = {}
    for code in [code for code, region in known.items() if region.n]:
        while code in known and code not in children.get(known[code].parent_code, []):
            children.setdefault(known[code].parent_code, []).append(code)
            code = known[code].parent_code
    return _branches("", children, known, desk)


def _branches(parent: str, children: dict[str, list[str]], known: dict[str, Any], desk: Desk) -> list[Entry]:
    regions = [known[code] for code in sorted(children.get(parent, []))]
    return [
        Entry(
            region.name,
            desk.link(f"/region/{region.code}"),
            region.n,
            tuple(_branches(region.code, children, known, desk)),
        )
        for region in regions
    ]
