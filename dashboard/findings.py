"""The first line of a card's title: what the picture shows, in one sentence, from the rows alone."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.amounts import Scale
from dashboard.comparison import Comparison
from dashboard.figures.marks import value_text
from dashboard.rows import prefer, records
from dashboard.texts import Speech

__all__ = ["ranking_finding", "series_finding", "silent_note", "subtitle", "tiles_finding"]

_MOST_NAMES: Final = 10


def series_finding(series: pd.DataFrame, scale: Scale, say: Speech) -> str:
    """What the latest period says: one region's value, or the stretch from the lowest to the highest."""
    latest = prefer(series[series["end"] == series["end"].max()]).sort_values("value")
    rows = records(latest)
    least, most = (value_text(row, scale, say) for row in (rows[0], rows[-1]))
    if len(rows) == 1:
        return say("indicator.series_one", who=rows[0].who, period=rows[0].period_text, value=scale.joined(most))
    return say("indicator.series_many", n=len(rows), period=rows[0].period_text, least=least, most=scale.joined(most))


def ranking_finding(ranking: pd.DataFrame, scale: Scale, say: Speech) -> str:
    """Highest and lowest."""
    rows = records(ranking.sort_values("value", ascending=False))
    top, bottom = (scale.joined(value_text(row, scale, say)) for row in (rows[0], rows[-1]))
    if len(rows) == 1:
        return say("indicator.ranking_one", top=rows[0].who, value=top)
    return say("indicator.ranking_many", top=rows[0].who, value=top, bottom=rows[-1].who, least=bottom)


def tiles_finding(comparison: Comparison, say: Speech) -> str:
    """How much of the area the picture covers."""
    return say("indicator.tiles_some", all=len(comparison.area), n=len(comparison.ranking))


def subtitle(comparison: Comparison, name: str, say: Speech, *, period: str = "", level: bool = True) -> str:
    """Measure, unit, item, level where only one is shown, kind of period and, where one is compared, the period."""
    chosen = comparison.choice.chosen
    item = chosen["item"]
    parts = [
        name,
        "" if item == "total" else item,
        say("indicator.measured", measure=say.code("measure", comparison.choice.measure), unit=comparison.scale.label),
        say.code("level", chosen["level"]) if level else "",
        period or say.code("basis", chosen["basis"]),
    ]
    return say.dotted(parts)


def silent_note(comparison: Comparison, say: Speech) -> str:
    """Who did not report for the period: by name and last period who ever did, as a number who never did."""
    last = comparison.series.sort_values("end").groupby("region_code")["period_text"].last()
    earlier = [region for region in records(comparison.silent) if region.code in last]
    names = [
        say("indicator.silent_last", who=region.name, period=last[region.code]) for region in earlier[:_MOST_NAMES]
    ]
    listed = say.listed(names)
    if len(earlier) > _MOST_NAMES:
        listed = say("indicator.silent_more", names=listed, n=len(earlier))
    never = len(comparison.silent) - len(earlier)
    parts = [say("indicator.silent", names=listed) if names else ""]
    return " ".join(part for part in (*parts, say("indicator.never", n=never) if never else "") if part)
