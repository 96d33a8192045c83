"""When plans and goals are for."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Period
from extract.step5_name import Named

__all__ = ["of_goal", "of_plan"]

_BUDGET: Final = compile_pattern(load_words("measures")["time"]["budget"])
_GOAL: Final = compile_pattern(load_words("measures")["time"]["goal"])


def of_plan(period: Period, named: Named, published: dt.date | None) -> Period | None:
    """When a plan is for: not the day on which it was told but that year, and never a time that has passed.

    What something will cost in all has no time: 现在厂房不够,计划投资[1.25亿元].
    """
    if published is None or period.first is None or period.last is None:
        return period
    if period.kind == "event" or (period.kind == "now" and named.announced):
        return None
    if period.last == published and (period.first.month, period.first.day) == (1, 1):
        return period._replace(last=period.first.replace(month=12, day=31))  # 今年以来……力争[40亿元]
    return None if period.last < published else period


def of_goal(text: str, named: Named, period: Period) -> Period | None:
    """The year of a goal of which was told how far it was reached: 1-9月完成[19500万美元]目标的77%."""
    if period.first is None or (period.first.month, period.first.day) != (1, 1):
        return None
    number = named.frame.number
    goal = _GOAL.match(text, number.end) or _BUDGET.search(text, named.frame.own, number.start)
    return period._replace(last=period.first.replace(month=12, day=31)) if goal else None
