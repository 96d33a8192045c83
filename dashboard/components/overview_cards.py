"""The cards of the overview: what is new, every theme, and who reported what."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.card import card
from dashboard.components.tools import source_line, tool_row
from dashboard.components.values import plain_value
from dashboard.desk import Desk
from dashboard.rows import records
from dashboard.summary import Line

__all__ = ["coverage_card", "figures_card", "pages_card", "theme_card"]

_FEWEST, _MOST = 3, 6
"""Indicators of a theme in sight, those that a home city reports first; the others unfold."""


def pages_card(documents: pd.DataFrame, names: dict[str, str], desk: Desk) -> html.Section:
    """The latest pages: day, paper, home region, number of figures."""
    say = desk.say
    titles = [html.Th(say(f"overview.{key}"), scope="col") for key in ("published", "pages", "home")]
    head = html.Tr([*titles, html.Th(say("overview.count"), scope="col", className="number")])
    body = [
        html.Tr(
            [
                html.Td(f"{pd.Timestamp(row.published):%Y-%m-%d}" if pd.notna(row.published) else "", className="day"),
                html.Td(row.newspaper or say("source.unnamed"), title=row.document),
                html.Td(_region_link(row.home_region_code, names, desk)),
                html.Td(f"{row.n:,}", className="number"),
            ],
            key=row.document_id,
        )
        for row in records(documents)
    ]
    table = html.Table([html.Thead(head), html.Tbody(body)], className="plain")
    return card(
        "pages", say("overview.news"), say("overview.news_sub", n=len(documents)), html.Div(table, className="scroll")
    )


def _region_link(code: str, names: dict[str, str], desk: Desk) -> Any:
    return html.A(names[code], href=desk.link(f"/region/{code}")) if code in names else ""


def figures_card(rows: pd.DataFrame, indicators: dict[str, str], desk: Desk) -> html.Section:
    """The latest figures, each one button away from its sentence."""
    say = desk.say
    items = [
        html.Li(
            [
                html.Div(
                    [
                        html.Span(row.who, className="feed-who"),
                        html.A(
                            indicators.get(row.indicator, row.indicator), href=desk.link(f"/indicator/{row.indicator}")
                        ),
                        html.Span(row.item, className="feed-item"),
                    ],
                    className="feed-name",
                ),
                html.Div(
                    [plain_value(row, desk), html.Span(row.period_text, className="feed-period")],
                    className="feed-value",
                ),
            ],
            key=row.observation_id,
        )
        for row in records(rows)
    ]
    title = say("overview.figures")
    foot = [source_line(rows, desk), tool_row("/", "figures", title, desk)]
    return card("figures", title, say("overview.figures_sub"), html.Ul(items, className="feed"), foot=foot)


def theme_card(
    theme: tuple[str, str, pd.DataFrame], homes: dict[str, str], lines: dict[tuple[str, str], Line], desk: Desk
) -> html.Section:
    """Indicators of a theme with their numbers of figures and what each home city last reported."""
    say, (code, title, indicators) = desk.say, theme
    told = {indicator for _, indicator in lines}
    ordered = sorted(records(indicators), key=lambda row: row.code not in told)
    rows = [_theme_row(row, homes, lines, desk) for row in ordered]
    in_sight = min(_MOST, max(_FEWEST, sum(row.code in told for row in ordered)))
    heads = [html.Th("", scope="col"), *[html.Th(name, scope="col", className="number") for name in homes.values()]]
    parts: list[Any] = [html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows[:in_sight])], className="plain theme")]
    if len(rows) > in_sight:
        more = html.Summary(say("overview.more", n=len(rows) - in_sight), className="tool")
        parts.append(html.Details([more, html.Table(html.Tbody(rows[in_sight:]), className="plain theme")]))
    subtitle = say.dotted([say("overview.reports", n=indicators["n"].sum()), say("overview.last_reported")])
    return card(f"theme-{code}", title, subtitle, parts)


def _theme_row(row: Any, homes: dict[str, str], lines: dict[tuple[str, str], Line], desk: Desk) -> html.Tr:
    name = html.A(desk.say.pick(row.zh, row.en), href=desk.link(f"/indicator/{row.code}"))
    count = html.Span(f"{row.n:,}", className="count")
    cells = [_last_cell(lines.get((home, row.code)), desk) for home in homes]
    return html.Tr([html.Th([name, count], scope="row"), *cells], key=row.code)


def _last_cell(line: Line | None, desk: Desk) -> html.Td:
    if line is None:
        return html.Td(desk.say("overview.no_home"), className="number silent")
    return html.Td(
        [plain_value(line.last, desk), html.Span(line.last.period_text, className="when")], className="number"
    )


def coverage_card(matrix: pd.DataFrame, regions: pd.DataFrame, themes: dict[str, str], desk: Desk) -> html.Section:
    """Regions by themes: a stronger blue for more figures, hatching for none.

    Args:
        matrix: number of figures, regions by code down, themes across.
        regions: `code`, `name`, `level` of the rows, in order.
        themes: names by theme.
        desk: the reader's request.
    """
    heads = [html.Th("", scope="col"), *[html.Th(name, scope="col") for name in themes.values()]]
    counts: Any = matrix.to_dict("index")
    top = max(1, int(matrix.to_numpy().max()))
    rows = []
    for row in records(regions):
        name = html.Th(_region_link(row.code, {row.code: row.name}, desk), scope="row")
        cells = [_coverage_cell(counts[row.code][theme], top, row.code, desk) for theme in themes]
        rows.append(html.Tr([name, *cells], className=f"level-{row.level}", key=row.code))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="coverage")
    title = desk.say("overview.coverage")
    foot = tool_row("/", "coverage", title, desk)
    body = html.Div(table, className="scroll")
    return card("coverage", title, desk.say("overview.coverage_sub"), body, foot=foot, wide=True)


def _coverage_cell(n: int, top: int, code: str, desk: Desk) -> html.Td:
    """Five strengths on a square-root scale, since a few regions report most."""
    if not n:
        return html.Td(html.Span(desk.say("chart.no_report"), className="unseen"), className="none")
    strength = 1 + min(4, int(5 * (n / top) ** 0.5))
    return html.Td(html.A(f"{n:,}", href=desk.link(f"/region/{code}")), className=f"some s{strength}")
