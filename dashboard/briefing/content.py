"""What a briefing stands on: the figures printed in a week, and what had been printed by its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing.week import Week, week_of
from dashboard.rows import as_day, prefer, prepare
from dashboard.texts import Speech
from extract.step8_store import Filters, Store, queries

__all__ = ["Briefing", "latest_week", "load_briefing"]


@dataclass(frozen=True)
class Briefing:
    """A week as the store holds it; nothing in it depends on the day on which it is asked for."""

    week: Week
    documents: pd.DataFrame
    """Pages printed in the week, in the order of days; `n` counts their figures."""
    figures: pd.DataFrame
    """Prepared rows of those pages with `title`, `kind`, `usual_unit`, `theme`, `theme_title` of their indicator."""
    known: Callable[[Filters], pd.DataFrame]
    """Asks for such rows, one a fact, among all that regions had achieved in print by the end of the week."""
    latest: Week | None
    """The latest week before with any page: where to look when this one has none."""


def load_briefing(store: Store, week: Week, say: Speech) -> Briefing:
    """Read a week from the store."""
    printed = Filters(published_from=week.first, published_to=week.last)
    indicators = queries.indicators(store, Filters())

    def known(filters: Filters) -> pd.DataFrame:
        limits = {"as_known_on": week.last, "statuses": ("actual",), "scopes": ("region",)}
        return prefer(_titled(store, filters.model_copy(update=limits), indicators, say))

    return Briefing(
        week,
        queries.documents(store, printed).sort_values(["published", "document"]),
        _titled(store, printed, indicators, say),
        known,
        latest_week(store, Filters(published_to=week.last)),
    )


def latest_week(store: Store, filters: Filters) -> Week | None:
    """The week of the last page that the filters leave."""
    days = [as_day(published) for published in queries.documents(store, filters)["published"]]
    return max((week_of(day) for day in days if day), default=None)


def _titled(store: Store, filters: Filters, indicators: pd.DataFrame, say: Speech) -> pd.DataFrame:
    """Prepared rows that know the name, the kind and the theme of their indicator."""
    names = indicators.set_index("code")
    preferred = set(queries.facts(store, filters)["observation_id"])
    rows = prepare(queries.observations(store, filters), say, preferred)
    codes = rows["indicator"]
    return rows.assign(
        title=codes.map(names[say.pick("zh", "en")]).fillna(codes),
        usual_unit=codes.map(names["unit"]).fillna(""),
        kind=codes.map(names["kind"]).fillna(""),
        theme=codes.map(names["theme"]).fillna(""),
        theme_title=codes.map(names[say.pick("theme_zh", "theme_en")]).fillna(""),
    )
