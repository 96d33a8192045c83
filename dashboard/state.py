"""The state of a page is its address: typed, with defaults left out, so that a link shows what the sender saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from dashboard.texts import Language
from extract.models import Scope, Status
from extract.step8_store import Filters

__all__ = ["View", "query_of", "read_search", "read_view"]

RegionCode = Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")]
Year = Annotated[int, Field(ge=1949, le=2200)]


class View(BaseModel):
    """What a reader chose; an empty field means that the page chooses what has most reports."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: Language = "zh"
    figure: str = ""
    """Measure and unit: `yoy:%`, `level:CNY`."""
    item: str = ""
    basis: str = ""
    level: str = ""
    period: str = ""
    """First and last day of the period compared: `2023-01-01..2023-12-31`."""
    scope: Scope | Literal["all"] = "region"
    status: Status | Literal["all"] = "actual"
    within: RegionCode = ""
    since: Year | None = None
    until: Year | None = None
    known: dt.date | None = None
    """Only what had been published by this day."""
    text: Annotated[str, StringConstraints(max_length=100)] = ""
    """Words that stand in the sentence."""
    work: Literal["conflict", "figure", "refusal", "history"] = "conflict"
    """What the work list shows."""
    why: str = ""
    """Of the work list only what has this flag, or was refused for this reason."""
    start: Annotated[int, Field(ge=0)] = 0
    """How many entries of the work list come before those shown."""

    def filters(self, **more: Any) -> Filters:
        """What the store is asked for; `more` adds what the page itself fixes, such as its indicator."""
        chosen = {
            "scopes": () if self.scope == "all" else (self.scope,),
            "statuses": () if self.status == "all" else (self.status,),
            "within": self.within,
            "as_known_on": self.known,
            "text": self.text,
        }
        return Filters(**{**chosen, **more})


def read_view(query: Mapping[str, Any]) -> tuple[View, tuple[str, ...]]:
    """The view that a query string describes, and the names of its entries that make no sense.

    A wrong entry is left out and reported: somebody may have cut a link or typed it by hand.
    """
    given = {key: value for key, value in query.items() if value != ""}
    try:
        return View(**given), ()
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors()}
    kept = {key: value for key, value in given.items() if key not in wrong}
    return View(**kept), tuple(sorted(wrong))


def read_search(search: str | None) -> View:
    """The view of a location's `search` text, wrong entries left out."""
    return read_view(dict(parse_qsl((search or "").lstrip("?"))))[0]


def query_of(view: View) -> str:
    """The query string of a view, `?` included, defaults omitted, always in the same order."""
    chosen = view.model_dump(mode="json", exclude_defaults=True)
    return f"?{urlencode(chosen)}" if chosen else ""
