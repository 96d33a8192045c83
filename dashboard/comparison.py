"""What an indicator page compares: regions over time, regions at one period, and who was silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.amounts import Scale, is_comparable, scale_for
from dashboard.rows import LEVELS, Choice, between, narrow, prefer
from dashboard.state import View
from dashboard.texts import Speech

__all__ = ["Comparison", "compare", "most_told"]

_MOST_TILES: Final = 130


@dataclass(frozen=True)
class Comparison:
    """The frames behind the cards of one indicator; all but `area` hold prepared reports."""

    reports: pd.DataFrame
    """All reports of the indicator that the store gave, of whatever measure and period."""
    choice: Choice
    scale: Scale
    series: pd.DataFrame
    """Reports with a period, of the chosen level."""
    context: pd.DataFrame
    """The same of the regions above, where size does not matter."""
    ranking: pd.DataFrame
    """One report a line for the period compared."""
    references: pd.DataFrame
    """The same of the regions above, where size does not matter."""
    area: pd.DataFrame
    """`code` and `name` of every region that could have reported."""

    @property
    def table(self) -> pd.DataFrame:
        """Every report of the figure, latest first."""
        return self.choice.rows.sort_values(["published", "end"], ascending=False, na_position="last")

    @property
    def silent(self) -> pd.DataFrame:
        """Regions of the area without a report for the period compared."""
        return self.area[~self.area["code"].isin(self.ranking["region_code"])]

    @property
    def is_rankable(self) -> bool:
        """One bar compares nothing, and the length of a bar says nothing about a place in somebody's list."""
        return len(self.ranking) > 1 and self.choice.measure != "rank"

    @property
    def is_mappable(self) -> bool:
        """Maps are for rates and indices, one figure a county, more than one county, and an area that fits a screen."""
        one_each = self.ranking["region_code"].is_unique and (self.ranking["scope"] == "region").all()
        is_rate = is_comparable(self.choice.measure, self.choice.unit)
        is_county = self.choice.chosen["level"] == "county"
        return bool(self.is_rankable and is_county and one_each and is_rate and self.fits_a_map)

    @property
    def fits_a_map(self) -> bool:
        """Whether the tiles of the area can still be read: a province has about a hundred counties."""
        return len(self.area) <= _MOST_TILES

    def frames(self) -> dict[str, pd.DataFrame]:
        """The rows that each card shows, by the card's name: what its CSV holds."""
        return {
            "series": pd.concat([self.series, self.context]) if len(self.context) else self.series,
            "ranking": pd.concat([self.ranking, self.references]) if len(self.references) else self.ranking,
            "tiles": self.ranking,
            "table": self.table,
        }


def compare(reports: pd.DataFrame, regions: pd.DataFrame, view: View, say: Speech) -> Comparison:
    """Everything an indicator page draws, from the prepared reports of one indicator and the table of regions."""
    choice = narrow(between(reports, view), view)
    focus, above = choice.focus, _above(choice)
    if not is_comparable(choice.measure, choice.unit):
        above = above.iloc[:0]
    at_period = prefer(focus[focus["period"] == choice.chosen["period"]]).drop_duplicates("line")
    return Comparison(
        reports=reports,
        choice=choice,
        scale=scale_for(focus["value"], choice.unit, choice.measure, say),
        series=focus[focus["end"].notna()],
        context=_alongside(above, focus),
        ranking=at_period.sort_values("value", ascending=False),
        references=prefer(above[above["period"] == choice.chosen["period"]]),
        area=_area(focus, regions, choice.chosen["level"], view.within),
    )


def most_told(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Reports of the `most` lines that have most of them, those with the larger last value first among equals."""
    lines = rows.sort_values("end").groupby("line").agg(n=("value", "size"), last=("value", "last"))
    kept = lines.sort_values(["n", "last"], ascending=False).head(most).index
    return rows[rows["line"].isin(kept)]


def _above(choice: Choice) -> pd.DataFrame:
    """Reports of levels above the chosen one."""
    level = choice.chosen["level"]
    higher = LEVELS[LEVELS.index(level) + 1 :] if level in LEVELS else ()
    return choice.rows[choice.rows["level"].isin(higher)]


def _alongside(above: pd.DataFrame, focus: pd.DataFrame) -> pd.DataFrame:
    """Reports of parent regions from the years that the chosen level covers; older ones would only squeeze it."""
    ends = focus["end"].dropna()
    if above.empty or ends.empty:
        return above.iloc[:0]
    return above[[end is not None and min(ends) <= end <= max(ends) for end in above["end"]]]


def _area(focus: pd.DataFrame, regions: pd.DataFrame, level: str, within: str) -> pd.DataFrame:
    """All regions of the level inside `within`, else beside those that have any report."""
    peers = regions[regions["level"] == level]
    parents = dict(zip(regions["code"], regions["parent_code"], strict=True))
    if within:
        return peers[[within in (parent, parents.get(parent)) for parent in peers["parent_code"]]]
    return peers[peers["parent_code"].isin({parents.get(code) for code in focus["region_code"]})]
