"""The evidence drawer: the sentence as printed, with what was read from it marked, and how it became a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.amounts import scale_for
from dashboard.components.entries import UNNAMED
from dashboard.components.lesson import lesson_box
from dashboard.components.review import decided_line, review_box
from dashboard.components.tools import evidence_button
from dashboard.desk import Desk
from dashboard.figures.marks import source_of, value_text
from dashboard.rows import prepare, records
from extract.step8_store import Evidence, Filters, queries

__all__ = ["KINDS", "drawer", "pieces"]

KINDS: Final = ("number", "unit", "period", "region", "name")
"""Kinds of marks; where two overlap, the earlier one is shown."""
_NEARBY: Final = 70
"""Characters shown before and after the sentence: enough to see where it stands."""
_EMPTY_LINES: Final = re.compile(r"\s*\n\s*")


def pieces(text: str, spans: Mapping[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """The text cut where marks begin and end: pairs of slice and kind, the kind empty outside all marks.

    Joined together the slices give the text back, character by character.
    """
    known = [(kind, span) for kind in KINDS if (span := spans.get(kind)) and 0 <= span[0] < span[1] <= len(text)]
    cuts = sorted({0, len(text), *(edge for _, span in known for edge in span)})
    slices = [
        (text[start:end], next((kind for kind, span in known if span[0] <= start and end <= span[1]), ""))
        for start, end in pairwise(cuts)
    ]
    return [piece for piece in slices if piece[0]]


def drawer(target: str, desk: Desk) -> Any:
    """What the drawer shows for a figure or a refused number, by its id."""
    if evidence := queries.evidence(desk.store, target):
        panel = _refusal_panel if "refusal_id" in evidence.row else _figure_panel
        return panel(evidence, desk)
    return html.Div(
        [html.P(desk.say("evidence.missing")), html.P(desk.say("evidence.missing_hint"))], className="blank"
    )


def _figure_panel(evidence: Evidence, desk: Desk) -> list[Any]:
    row = _prepared(evidence.row, desk)
    others = _others(row, desk)
    differ = bool(len(others)) and bool((others["value"] != row.value).any())
    return [
        _headline(row, desk),
        decided_line(evidence, desk),
        _quotation(evidence, desk),
        _citation(evidence, row, desk),
        _legend(evidence, desk),
        _others_part(others, row, desk),
        review_box(evidence, row.observation_id, desk, kind="conflict" if differ else ""),
        lesson_box(desk) if row.indicator == UNNAMED else None,
        _facts(evidence, row, desk),
    ]


def _refusal_panel(evidence: Evidence, desk: Desk) -> list[Any]:
    row, say = SimpleNamespace(**evidence.row), desk.say
    why = say.dotted([say("review.refused_because", reason=say.code("reason", row.reason)), row.detail])
    place = f"{evidence.document}  {say('evidence.place_line', start=row.char_start, end=row.char_end)}"
    return [
        html.Header([html.P(why, className="evidence-who"), html.P(row.raw, className="evidence-value")]),
        decided_line(evidence, desk),
        _quotation(evidence, desk),
        _citation(evidence, row, desk),
        review_box(evidence, row.refusal_id, desk, kind="refusal"),
        lesson_box(desk),
        html.Dl([html.Dt(say("evidence.document")), html.Dd(place)], className="facts"),
    ]


def _prepared(record: Mapping[str, Any], desk: Desk) -> Any:
    return records(prepare(pd.DataFrame([dict(record)]), desk.say))[0]


def _headline(row: Any, desk: Desk) -> html.Header:
    scale = scale_for([row.value], row.unit, row.measure, desk.say)
    what = desk.say.dotted([_indicator_name(row, desk), row.item, desk.say.code("measure", row.measure)])
    who = html.P([html.B(what), html.Br(), desk.say.dotted([row.who, row.period_text])], className="evidence-who")
    return html.Header([who, html.P(scale.joined(value_text(row, scale, desk.say)), className="evidence-value")])


def _quotation(evidence: Evidence, desk: Desk) -> html.Blockquote:
    """The page's own text as components: a newspaper is never trusted with markup."""
    start, end = evidence.spans.get("sentence", (0, len(evidence.text)))
    spans = {kind: (first - start, last - start) for kind, (first, last) in evidence.spans.items()}
    marks = [
        html.Mark(text, className=f"mark {kind}", title=desk.say(f"evidence.{kind}")) if kind else _nearby(text)
        for text, kind in pieces(evidence.text[start:end], spans)
    ]
    before, after = evidence.text[:start], evidence.text[end:]
    around = [html.Span(_nearby(text), className="around") for text in (before[-_NEARBY:], after[:_NEARBY])]
    return html.Blockquote([around[0], *marks, around[1]], className="quotation", lang="zh")


def _nearby(text: str) -> str:
    """Print as it stands, its empty lines closed up."""
    return _EMPTY_LINES.sub("\n", text)


def _citation(evidence: Evidence, row: Any, desk: Desk) -> html.P:
    """Paper, day and article, as one cites them."""
    article = desk.say("evidence.cited", article=evidence.article) if evidence.article else ""
    return html.P(html.Cite(f"{source_of(row, desk.say)} {article}"), className="citation")


def _legend(evidence: Evidence, desk: Desk) -> html.P:
    say = desk.say
    printed = [kind for kind in KINDS if evidence.spans.get(kind)]
    absent = [say(f"evidence.{kind}") for kind in ("period", "region", "name") if kind not in printed]
    marks = [html.Mark(say(f"evidence.{kind}"), className=f"mark {kind}") for kind in printed]
    note = say("evidence.not_printed", names=say.listed(absent)) if absent else ""
    return html.P(
        [html.Span(say("evidence.legend")), *marks, html.Span(note, className="absent")], className="mark-legend"
    )


def _facts(evidence: Evidence, row: Any, desk: Desk) -> html.Dl:
    say = desk.say
    flags = [f"{say.code('flag_letter', flag)} {say.code('flag', flag)}" for flag in row.flags]
    facts: list[tuple[str, Any]] = [
        ("value", _normalised(row, desk)),
        ("name", _indicator_link(row, desk)),
        ("qualifier", say.code("qualifier_name", row.qualifier)),
        ("status", say.dotted([say.code("status", row.status), say.code("scope", row.scope)])),
        ("document", f"{evidence.document}  {say('evidence.place_line', start=row.char_start, end=row.char_end)}"),
        ("flags", html.Ul([html.Li(flag) for flag in flags], className="flags") if flags else ""),
        ("rule", html.Code(row.rule) if row.rule else ""),
        ("confidence", f"{row.confidence:.0%}"),
    ]
    shown = [(say(f"evidence.{key}"), value) for key, value in facts if value]
    return html.Dl([part for name, value in shown for part in (html.Dt(name), html.Dd(value))], className="facts")


def _normalised(row: Any, desk: Desk) -> str:
    """From the number as printed to the number in the table."""
    numbers = [f"{value:,.6f}".rstrip("0").rstrip(".") for value in (row.value, row.value_high) if pd.notna(value)]
    value = "\N{EN DASH}".join(numbers)
    return desk.say("evidence.value_line", raw=row.raw.replace("\n", ""), value=value, unit=row.unit)


def _indicator_name(row: Any, desk: Desk) -> str:
    known = queries.indicators(desk.store, Filters(indicators=(row.indicator,)))
    return next((desk.say.pick(one.zh, one.en) for one in records(known) if one.code == row.indicator), row.indicator)


def _indicator_link(row: Any, desk: Desk) -> list[Any]:
    measure = desk.say.code("measure", row.measure)
    address = desk.link(f"/indicator/{row.indicator}", figure=row.figure, item="" if row.part == "total" else row.part)
    link = html.A(_indicator_name(row, desk), href=address)
    return [link, desk.say.dotted([" ", measure, row.item]).lstrip(" ")]


def _others(row: Any, desk: Desk) -> pd.DataFrame:
    """Other papers, or other places of this page, that gave the same figure; nobody hides a disagreement."""
    filters = Filters(series=row.series_id, statuses=(row.status,), period_from=row.start, period_to=row.end)
    rows: pd.DataFrame = prepare(queries.observations(desk.store, filters, limit=50), desk.say)
    same = (rows["period"] == row.period) & (rows["observation_id"] != row.observation_id)
    return rows[same] if row.period else rows.iloc[:0]


def _others_part(others: pd.DataFrame, row: Any, desk: Desk) -> Any:
    if others.empty:
        return None
    reports = html.Ul(_other_reports(others, row, desk))
    return html.Section([html.H3(desk.say("evidence.others")), reports], className="others")


def _other_reports(others: pd.DataFrame, row: Any, desk: Desk) -> list[html.Li]:
    scale = scale_for([row.value], row.unit, row.measure, desk.say)
    texts = [
        (other, desk.say.dotted([scale.joined(value_text(other, scale, desk.say)), source_of(other, desk.say)]))
        for other in records(others)
    ]
    return [html.Li(evidence_button(text, other, desk)) for other, text in texts]
