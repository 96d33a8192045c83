"""The lists of the work-list page: each entry opens its sentence, where the decision is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.card import card, empty_card, guarded
from dashboard.components.tools import tool_row
from dashboard.components.values import written
from dashboard.desk import Desk
from dashboard.figures.marks import source_of
from dashboard.rows import prepare, records
from dashboard.worklist import PAGE, count_work, groups_of, read_work
from extract.step8_store.worklist import KINDS

__all__ = ["tabs", "work_card"]

_REACH = 60
"""Characters of a sentence on either side of its number."""


def tabs(desk: Desk) -> html.Div:
    """The lists with what waits in them, and under the open one its reasons."""
    view, say, counts = desk.view, desk.say, count_work(desk.store)
    names: list[tuple[str, str]] = [
        (kind, say("review.tab", name=say(f"review.{kind}"), n=counts[kind][""])) for kind in KINDS
    ]
    names.append(("history", say("review.history")))
    lists = [_chip(text, desk, here=view.work == kind, work=kind) for kind, text in names]
    reasons: Counter[str] = counts.get(view.work, Counter())
    why = [
        _chip(_reason(reason, n, desk), desk, here=view.why == reason, work=view.work, why=reason)
        for reason, n in sorted(reasons.items(), key=lambda pair: (pair[0] != "", -pair[1]))
    ]
    rows = [html.Nav(lists, className="tabs", **attributes(aria_label=say("review.title")))]
    if len(why) > 2:
        rows.append(html.Nav(why, className="reasons", **attributes(aria_label=say("table.flags"))))
    return html.Div(rows, className="work-tabs")


def _chip(text: str, desk: Desk, *, here: bool, **choices: Any) -> html.A:
    return html.A(text, href=desk.link("/review", **choices), className="chip here" if here else "chip")


def _reason(code: str, n: int, desk: Desk) -> str:
    say = desk.say
    name = say.code("flag" if desk.view.work == "figure" else "reason", code) if code else say("review.all_reasons")
    return say("review.tab", name=name, n=n)


def work_card(desk: Desk) -> Any:
    """The open list."""
    name = desk.view.work
    return guarded(name, desk.say(f"review.{name}"), desk.say, partial(_work_card, desk))


def _work_card(desk: Desk) -> html.Section:
    say, name = desk.say, desk.view.work
    rows, title = read_work(desk.store, desk.view), say(f"review.{name}")
    if rows.empty:
        empty = "review.no_history" if name == "history" else "review.nothing"
        return empty_card(name, say(empty), say, hint=say("review.nothing_hint"), wide=True)
    entries = groups_of(rows) if name == "conflict" else [rows.iloc[[place]] for place in range(len(rows))]
    shown = entries[desk.view.start : desk.view.start + PAGE]
    body = {"conflict": _conflicts, "figure": _figures, "refusal": _refusals, "history": _decisions}[name](shown, desk)
    foot = [_pager(len(entries), desk), tool_row("/review", name, title, desk)]
    return card(name, title, say(f"review.{name}_sub"), body, foot=foot, wide=True)


def _pager(n: int, desk: Desk) -> html.Nav:
    say, view = desk.say, desk.view
    links = [
        html.A(say(f"review.{key}"), href=desk.link("/review", work=view.work, why=view.why, start=start))
        for key, start in (("previous", view.start - PAGE), ("next", view.start + PAGE))
        if -PAGE < start < n
    ]
    told = say("review.range", first=min(view.start + 1, n), last=min(view.start + PAGE, n), n=n)
    return html.Nav([html.Span(told), *links], className="pager", **attributes(aria_label=told))


def _prepared(shown: Sequence[pd.DataFrame], desk: Desk) -> list[Any]:
    """Figures as the charts know them, with `title`, the name of their indicator."""
    rows = pd.concat(shown).rename(columns={"target": "observation_id"})
    known = desk.indicators.set_index("code")[desk.say.pick("zh", "en")]
    rows = prepare(rows.assign(flags=rows["why"].str.split(";")), desk.say)
    return records(rows.assign(title=rows["indicator"].map(known).fillna(rows["indicator"])))


def _conflicts(shown: Sequence[pd.DataFrame], desk: Desk) -> html.Ul:
    """A fact a line, its reports under it."""
    rows = iter(_prepared(shown, desk))
    facts = [[next(rows) for _ in range(len(group))] for group in shown]
    items = [
        html.Li(
            [html.H3(_what(fact[0], desk)), html.Ul([_report(row, desk) for row in fact], className="reports")],
            key=fact[0].observation_id,
        )
        for fact in facts
    ]
    return html.Ul(items, className="work")


def _what(row: Any, desk: Desk) -> str:
    measure = desk.say.code("measure", row.measure)
    return desk.say.dotted([row.who, row.title, row.item, measure, row.period_text])


def _report(row: Any, desk: Desk) -> html.Li:
    value = _opener(written(row, desk), row.observation_id, desk, "value")
    return html.Li([value, _sentence(row.evidence, row.raw), html.Span(source_of(row, desk.say), className="when")])


def _figures(shown: Sequence[pd.DataFrame], desk: Desk) -> html.Ul:
    return html.Ul([_figure(row, desk) for row in _prepared(shown, desk)], className="work")


def _figure(row: Any, desk: Desk) -> html.Li:
    why = desk.say.listed(desk.say.code("flag", flag) for flag in row.flags)
    head = html.H3([_what(row, desk), html.Span(why, className="why")])
    return html.Li([head, html.Ul(_report(row, desk), className="reports")], key=row.observation_id)


def _refusals(shown: Sequence[pd.DataFrame], desk: Desk) -> html.Ul:
    return html.Ul([_refusal(row, desk) for row in records(pd.concat(shown))], className="work reports")


def _refusal(row: Any, desk: Desk) -> html.Li:
    value = _opener(row.raw.replace("\n", ""), row.target, desk, "value")
    why = html.Span(desk.say.code("reason", row.why), className="why")
    source = html.Span(source_of(row, desk.say), className="when")
    return html.Li([html.Span([value, why]), _sentence(row.evidence, row.raw), source], key=row.target)


def _opener(content: str, target: str, desk: Desk, look: str) -> html.Button:
    """Opens the sentence of a figure or a refusal, as `assets/evidence.js` listens for it."""
    label = f"{content} {desk.say('card.evidence')}"
    return html.Button(content, type="button", className=look, **attributes(data_observation=target, aria_label=label))


def _sentence(evidence: str, raw: str) -> html.Span:
    """What stands around the number; a number that stands there twice is marked once."""
    number = raw.replace("\n", "")
    before, found, after = evidence.partition(number)
    if not found:
        return html.Span(evidence[: 2 * _REACH], className="around-number", lang="zh")
    head, tail = ("…" if len(text) > _REACH else "" for text in (before, after))
    around = (f"{head}{before[-_REACH:]}", f"{after[:_REACH]}{tail}")
    return html.Span([around[0], html.Mark(found), around[1]], className="around-number", lang="zh")


def _decisions(shown: Sequence[pd.DataFrame], desk: Desk) -> html.Div:
    say = desk.say
    heads = [
        html.Th(say(f"review.{key}"), scope="col") for key in ("when", "who", "decision", "what", "change", "note")
    ]
    rows = [_decision(row, desk) for row in records(pd.concat(shown))]
    return html.Div(html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="plain"), className="scroll")


def _decision(row: Any, desk: Desk) -> html.Tr:
    say = desk.say
    taken_back = "" if row.stands or row.decision == "undo" else f" {say('review.taken_back')}"
    cells = [
        html.Span(row.decided_at[:16].replace("T", " "), className="when"),
        row.reviewer,
        say.code("decision", row.decision) + taken_back,
        _opener(row.raw.replace("\n", ""), row.target, desk, "link"),
        f"{row.printed} → {row.decided}" if row.decided else "",
        row.note,
    ]
    return html.Tr([html.Td(cell) for cell in cells], className="undone" if taken_back else "")
