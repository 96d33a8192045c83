"""When a named figure was: its own words of time, what earlier sentences left to it, or the day of an event."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract.models import Scope, Status
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step2_layout import Article
from extract.step3_figures.numerals import parse_chinese
from extract.step4_context import Period, Setting, goes_into_parts, opens_clause
from extract.step5_name import Named
from extract.step6_check.counting import day_of_stock, days_ending, since_when, year_up_to
from extract.step6_check.lasting import (
    is_beside,
    is_founded,
    is_lasting,
    is_single,
    is_told_beside,
    is_total_of_several,
)
from extract.step6_check.plans import of_goal, of_plan
from extract.step6_check.timeless import COUNTING, begun_in, end_of, is_timeless, summed

__all__ = ["find_days", "find_period"]

_WORDS: Final = load_words("measures")["time"]
_TIMED: Final = ("flow", "rate")
"""Kinds of indicators that a firm has over a span of time, as its region does."""
_OF_ALL: Final = compile_pattern(_WORDS["of_all"])
_COUNTED: Final = compile_pattern(_WORDS["counted"])
_GATHERED: Final = compile_pattern(_WORDS["gathered"])
_OF_EVENT: Final = compile_pattern(_WORDS["of_event"])
_HELPED: Final = compile_pattern(_WORDS["helped"])
_AVERAGED: Final = compile_pattern(_WORDS["averaged"])
_DAILY: Final = compile_pattern(_WORDS["daily"])
_SPENT: Final = compile_pattern(_WORDS["spent"])
_BEGUN: Final = compile_pattern(_WORDS["begun"])
_DONE_SINCE: Final = compile_pattern(_WORDS["done_since"])
_SO_FAR: Final = compile_pattern(_WORDS["so_far"])
_SOMEONE: Final = compile_pattern(_WORDS["someone"])
_RANK: Final = "rank"
_REPORTING: Final = 3
"""Last month in which what is counted up is still that of the year reported on."""
_AMOUNTS: Final = ("CNY", "USD", "EUR", "HKD", "t", "item")
"""Units of what a firm can take or give in one event, as it cannot an average or a rate."""


def find_period(
    article: Article, named: Named, setting: Setting, scope: Scope, status: Status
) -> tuple[Period | None, bool]:
    """The period of a figure and whether it was inferred."""
    if status == "plan" and is_total_of_several(article.text, named):
        begun, inferred = _told(article.text, named, setting, scope, "actual")
        if begun and begun.kind != "now":
            return begun, inferred
    period, inferred = _told(article.text, named, setting, scope, status)
    if status != "plan":
        return _done_since(article, named, period), inferred
    planned = (
        of_plan(period, named, article.page.published) or of_goal(article.text, named, period) or setting.ahead
        if period
        else None
    )
    if planned is None and named.announced and setting.later_year:
        return of_plan(setting.later_year, named, article.page.published), True
    return planned, inferred


def _done_since(article: Article, named: Named, period: Period | None) -> Period | None:
    """The day of publication for what was done since a day on which something began: 7月5日开工,已完成2000万元."""
    published, start = article.page.published, named.frame.number.start
    if period is None or published is None or not period.is_day:
        return period
    here = period.start >= named.frame.sentence[0]
    if here and _BEGUN.search(article.text, period.end, start) is None:
        return period
    since = _DONE_SINCE.search(article.text, named.frame.own, start)
    return period._replace(kind="now", first=published, last=published) if since else period


def _told(text: str, named: Named, setting: Setting, scope: Scope, status: Status) -> tuple[Period | None, bool]:
    """The period of its sentence, an inherited one, or that of an event."""
    own = setting.period
    kind = named.kind
    if status == "limit" or (named.movement.base is None and kind == "limit" and not named.granted):
        return None, False
    single = own and is_single(text, named, status) and is_told_beside(text, named, own)
    if single or (own and is_founded(text, named, own, status)):
        return None, False
    if own is not None and own.spans_years and (place := end_of(text, named, own)) is not None:
        return own.part(place), False
    if begun := begun_in(text, named, setting):
        return begun, False
    if is_timeless(text, named, setting, status):
        return None, False
    if own is not None and own.kind != "vague":
        period = (
            own
            if _DAILY.search(text, named.frame.own, named.frame.number.start)
            else _told_here(text, named, setting, own, kind, status)
        )
        return (period, period.inferred) if period.first else (None, False)
    return _left_over(text, named, setting, scope, status, kind)


def _told_here(text: str, named: Named, setting: Setting, own: Period, kind: str, status: Status) -> Period:
    """What a figure's own words of time come to."""
    inherited = _inherited(setting, kind) if own.kind in ("so_far", "event") else None
    if own.kind == "so_far" and (by_now := _counted_so_far(named, setting, own, inherited)):
        return by_now
    here = setting.announced_here if named.announced and status == "actual" else None
    if here and own.kind == "dated" and not (own.one_day or own.once):
        return here
    counts = kind == "flow" or kind in COUNTING
    if counts and status == "actual" and (up_to := year_up_to(named, setting, own)):
        return up_to
    if kind == "flow" and (span := days_ending(text, named, own)):
        return span
    per = named.frame.number.per  # 目前每亩保费24元 counts nothing up
    since = None if per else since_when(text, setting, own, kind == "flow")
    if kind in ("flow", "") and (span := since or (summed(own, status) if kind else None)):
        return span
    if status == "plan" and named.movement.measure == "change" and (span := summed(own, status)):
        return span  # 到年底,将压减产能500万吨
    counted = named.seasonal or named.announced or _is_sum_added(named)
    if kind == "stock" and not counted and (day := day_of_stock(own, setting)):
        return day
    macro = named.indicator is not None and named.indicator.macro
    return inherited if own.kind == "event" and macro and inherited else own


def _counted_so_far(named: Named, setting: Setting, so_far: Period, inherited: Period | None) -> Period | None:
    """The day or the span up to which something was counted that is only said to be there by now: 截至24日开工;已建成[52万亩]."""
    reports = so_far.last and so_far.last.month <= _REPORTING and _SO_FAR.match(setting.settings.text, so_far.start)
    over = reports and inherited and inherited.is_past_year(so_far.last)  # 2009年……累计动迁4430户
    if inherited and (named.kind == "flow" or named.movement.is_growth or over):
        return inherited
    stock = setting.standing
    later = setting.inherited
    if stock and stock.stock and not (later and later.start > stock.start):
        return stock
    return (setting.announcement or setting.day) if named.announced else None


def _is_sum_added(named: Named) -> bool:
    """Whether a figure is an amount by which a stock grew in a span of time: 全年新增192亿元."""
    return named.movement.measure == "change" and named.frame.number.kind == "money"


def _left_over(
    text: str, named: Named, setting: Setting, scope: Scope, status: Status, kind: str
) -> tuple[Period | None, bool]:
    """What earlier sentences leave to a figure that names no time: an event, a span, or a day on which something began."""
    if setting.period is not None:
        return None, False
    lasting = is_lasting(text, named, status)
    announced = named.announced and not lasting
    priced = _is_price(named)
    inherited = _left_to(text, named, setting, "stock" if priced else kind)  # a price is taken on a day, as stock is
    of_event = _OF_EVENT.search(text, named.frame.sentence[0], named.frame.number.start) is not None
    alone = inherited and (lasting or (_is_told_alone(named) and not (inherited.stock or of_event)))
    if inherited and alone and not is_beside(text, named, inherited):
        inherited = None
    if priced and (inherited is None or _is_since(text, setting.day, inherited)):
        return (setting.day, setting.day.inferred) if setting.day else (None, False)
    if announced and setting.announcement and status == "actual" and not (inherited and _is_spent(text, named)):
        return setting.announcement, setting.announcement.inferred
    if inherited and status != "actual" and inherited.kind == "now":
        return None, False  # what is so today says nothing of when a plan will be done
    if inherited and _is_ours(text, named, setting, inherited, scope, status):
        return inherited, inherited.inferred
    happened = scope == "organisation" and kind == "flow" and named.frame.number.unit in _AMOUNTS
    if setting.event and ((announced and kind != "stock") or happened):
        return setting.event, True
    counted_there = kind in COUNTING and status == "actual" and (scope == "region" or of_event)
    if counted_there and setting.announcement and not _OF_ALL.search(text, named.frame.own, named.frame.number.start):
        return setting.announcement, setting.announcement.inferred
    return None, False


def _is_told_alone(named: Named) -> bool:
    """Whether no report goes on to a figure: it has no name, counts who is there, or is of each mu."""
    if named.movement.measure != "level":
        return False
    return named.indicator is None or named.indicator.stands or named.frame.number.unit.endswith("/mu")


def _is_since(text: str, day: Period | None, inherited: Period) -> bool:
    """Whether the text turned to these days after the time that it left: 截至11月底……。近期,苹果均价4元。酥梨均价[3元].

    A word in passing turns to nothing: 蔬菜[最近]也进入旺季.
    """
    return day is not None and day.kind == "event" and day.start > inherited.start and opens_clause(text, day.start)


def _is_spent(text: str, named: Named) -> bool:
    """Whether a figure is what was spent so far, and not what something costs that is begun: 完成投资8亿元."""
    return _SPENT.search(text, named.frame.own, named.frame.number.start) is not None


def _is_ours(text: str, named: Named, setting: Setting, inherited: Period, scope: Scope, status: Status) -> bool:
    """Whether the time that earlier sentences left is that of a figure: a region's, one of a list, or its firm's."""
    told = scope == "region" or named.how == "inherited" or goes_into_parts(text, named.frame.sentence[0])
    return told or _is_of_firm(text, named, setting, inherited, status)


def _is_price(named: Named) -> bool:
    return named.seasonal and named.kind == "index"


def _is_of_firm(text: str, named: Named, setting: Setting, inherited: Period, status: Status) -> bool:
    """Whether the time that earlier sentences left is also that of an organisation's figure."""
    indicator = named.indicator
    if indicator is None or named.kind in COUNTING:
        return inherited.kind == "now" and setting.is_of(inherited)
    if indicator.kind == "stock" and inherited.kind == "now":
        return not named.announced
    if not setting.is_of(inherited):
        return False
    if indicator.balance:
        return inherited.stock
    beside = _is_price(named) and "\n" not in text[inherited.end : named.frame.number.start]
    return beside or (indicator.kind in _TIMED and status == "actual")


def _left_to(text: str, named: Named, setting: Setting, kind: str) -> Period | None:
    """What earlier sentences leave to a figure; no span to that of one firm: 1至8月,全市……。在镇上[一家企业],用工减到39人.

    What a later sentence names is not of what just stands there: 全县耕地[68万亩]。2014年,…….
    """
    inherited = _inherited(setting, kind)
    if inherited is None:
        return None
    later = setting.named_here  # 去年产值26亿元。[今年]投产的生产线,利用率提升到90%
    if later and later.is_later_year(inherited):
        return None
    told_later = inherited.start > named.frame.number.start and not named.frame.heading
    stands = named.kind in (*COUNTING, "stock") and not (named.announced or named.movement.is_growth)
    if told_later and stands:
        return None
    of_one = inherited.lasts and _SOMEONE.search(text, named.frame.sentence[0], named.frame.number.start)
    return None if of_one else inherited


def _inherited(setting: Setting, kind: str) -> Period | None:
    """What earlier sentences leave to a figure: a stock, or a rank beside it, takes the day at which stock was taken, all else the span."""
    if kind == "stock" and (day := day_of_stock(setting.inherited, setting)):
        return day
    if kind == _RANK and setting.inherited is None:
        return setting.standing
    if kind != "stock" and (setting.inherited or not (setting.standing and setting.standing.stock)):
        return setting.inherited
    spans = [period for period in (setting.inherited, setting.standing) if period]
    return max(spans, key=lambda period: period.start, default=None)


def _of_season(period: Period, status: Status) -> tuple[dt.date | None, dt.date | None]:
    """The days of a harvest: of the whole year where it is foreseen on a day at which stock is taken."""
    if status != "forecast" or not (period.stock or period.kind == "now") or period.first is None:
        return period.first, period.last
    return period.first.replace(month=1, day=1), period.first.replace(month=12, day=31)


def find_days(
    text: str, period: Period | None, named: Named, status: Status, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """First and last day; 今年 alone is the whole year, but for what was counted in it the year so far, or the day of a stock."""
    if period is None or period.first is None:
        return None, None
    indicator = named.indicator
    gathered = status == "actual" and _GATHERED.search(text, named.frame.own, named.frame.number.start)
    if (named.seasonal and not gathered) or (status == "forecast" and named.kind == "flow"):
        return _of_season(period, status)
    averaged = _AVERAGED.search(text, named.frame.clause[0], named.frame.number.start)
    if averaged and period.last and period.first.year == period.last.year:
        years = averaged["years"]
        told = int(years) if years.isdigit() else int(parse_chinese(years))
        return period.first.replace(year=period.first.year - told + 1), period.last
    counted = period.open_year and _COUNTED.search(text, named.frame.sentence[0], named.frame.number.start)
    if counted and status == "actual" and published and period.first <= published <= (period.last or published):
        helped = named.frame.number.kind == "people" and _HELPED.search(text, named.frame.own, named.frame.number.start)
        stock = indicator is not None and indicator.kind == "stock" and not (named.announced or helped)
        return published if stock and named.movement.measure == "level" else period.first, published
    moved = named.frame.number.kind == "money" and named.movement.measure != "level"
    if indicator and indicator.balance and status == "actual" and not (moved or period.is_year):
        day = min(period.last, published) if period.open_year and period.last and published else period.last
        return day, day
    return period.first, period.last
