"""The filter bar: each control shows what is in force, and choices among reports say how many there are."""

from __future__ import annotations

from typing import Any, Final, get_args

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html

from dashboard.components.attributes import attributes
from dashboard.desk import Desk
from dashboard.periods import period_label
from dashboard.rows import TOTAL, Choice, as_day
from dashboard.texts import Speech
from extract.models import Scope, Status

__all__ = ["area_control", "choice_controls", "filter_bar", "notices", "text_control"]

Options = list[dict[str, str]]
_ALL: Final = "all"


def filter_bar(own: list[Any], years: list[int], desk: Desk, address: str) -> html.Section:
    """The page's own controls, then those of every page: whose figures, of what status, from when, as known when.

    Args:
        own: the page's own controls.
        years: in which figures end, latest first; a page that does not choose among years has none.
        desk: the reader's request.
        address: of the page.
    """
    say, view = desk.say, desk.view
    year_options = [{"value": "", "label": say("filter.any_year")}]
    year_options += [{"value": str(year), "label": say("filter.year", year=year)} for year in years]
    controls = [
        *own,
        _select("scope", _codes("scope", get_args(Scope), say), view.scope, say),
        _select("status", _codes("status", get_args(Status), say), view.status, say),
        *[_select(field, year_options, str(getattr(view, field) or ""), say) for field in ("since", "until") if years],
        _known(desk),
        html.A(say("filter.reset"), href=desk.link(address), className="tool reset"),
    ]
    shown = {
        control.id["field"]: control.value for control in controls if isinstance(getattr(control, "id", None), dict)
    }
    legend = attributes(aria_label=say("filter.legend"))
    return html.Section(
        [*controls, dcc.Store(id={"type": "shown", "bar": "filters"}, data=shown)], className="filters", **legend
    )


def choice_controls(choice: Choice, desk: Desk) -> list[dmc.Select]:
    """One control a step of the choice; a step with one possible value needs none, but the measure is always named."""
    fewest = {"figure": 1}
    steps = [
        step
        for step in ("figure", "item", "basis", "period", "level")
        if len(choice.options[step]) >= fewest.get(step, 2)
    ]
    return [_choice_control(step, choice, desk) for step in steps]


def area_control(regions: pd.DataFrame, desk: Desk) -> dmc.Select:
    """Provinces and cities with figures of their own or below them, to look into."""
    parents = dict(zip(regions["code"], regions["parent_code"], strict=True))
    told = set(regions.loc[regions["n"] > 0, "code"])
    told |= {parents.get(code, "") for code in told}
    told |= {parents.get(code, "") for code in told}
    areas = regions[(regions["level"] != "county") & regions["code"].isin(told)].sort_values("code")
    named = [{"value": code, "label": name} for code, name in zip(areas["code"], areas["name"], strict=True)]
    return _select(
        "within", [{"value": _ALL, "label": desk.say("filter.all")}, *named], desk.view.within or _ALL, desk.say
    )


def text_control(desk: Desk) -> dmc.TextInput:
    """Words to look for in the sentences."""
    return dmc.TextInput(
        id={"type": "filter", "field": "text"},
        label=desk.say("filter.text"),
        placeholder=desk.say("filter.text_hint"),
        size="xs",
        debounce=True,
        value=desk.view.text,
        attributes={"input": {"type": "search"}},
        **attributes(data_field="text"),
    )


def notices(desk: Desk, missed: tuple[str, ...] = ()) -> list[html.P]:
    """What of the address could not be honoured."""
    say = desk.say
    lines = [say("app.ignored", names=say.listed(desk.ignored))] if desk.ignored else []
    if missed:
        lines.append(say("app.missed", names=say.listed(say(f"filter.{step}") for step in missed)))
    return [html.P(line, className="notice", role="alert") for line in lines]


def _choice_control(step: str, choice: Choice, desk: Desk) -> dmc.Select:
    options = choice.options[step]
    data = [
        {"value": value, "label": desk.say("filter.option", name=_name(step, value, desk.say), n=n)}
        for value, n in options
    ]
    return _select(step, data, choice.chosen[step], desk.say)


def _name(step: str, value: str, say: Speech) -> str:
    if step == "figure":
        return _figure_name(value, say)
    if step == "item":
        return say("filter.total") if value == TOTAL else value
    if step == "period":
        start, _, end = value.partition("..")
        return period_label(as_day(start or None), as_day(end or None), say)
    return say.code(step, value)


def _figure_name(figure: str, say: Speech) -> str:
    """`yoy:%` in words; the unit is named where a measure may have several."""
    measure, _, unit = figure.partition(":")
    name = say.code("measure", measure)
    return name if unit == "%" and measure in {"yoy", "mom", "share"} else say.dotted([name, say.code("units", unit)])


def _select(field: str, data: Any, value: str, say: Speech) -> dmc.Select:
    return dmc.Select(
        id={"type": "filter", "field": field},
        label=say(f"filter.{field}"),
        data=data,
        value=value,
        size="xs",
        allowDeselect=False,
        searchable=len(data) > 12,
        nothingFoundMessage=say("app.nothing_found"),
        comboboxProps={"width": "max-content", "position": "bottom-start"},
        maxDropdownHeight=320,
        **attributes(data_field=field),
    )


def _codes(section: str, codes: tuple[str, ...], say: Speech) -> Options:
    return [{"value": code, "label": say.code(section, code)} for code in codes] + [
        {"value": _ALL, "label": say("filter.all")}
    ]


def _known(desk: Desk) -> dmc.TextInput:
    return dmc.TextInput(
        id={"type": "filter", "field": "known"},
        label=desk.say("filter.known"),
        size="xs",
        debounce=True,
        value=str(desk.view.known or ""),
        attributes={"input": {"type": "date"}},  # the browser's own: it knows its reader's calendar and keyboard
        **attributes(data_field="known"),
    )
