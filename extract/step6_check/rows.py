"""Named figures to observations: what was found is put together, signed and dated."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from extract.models import Measure, Observation, Scope, Span, Status
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step2_layout import Article
from extract.step4_context import (
    Period,
    Setting,
    find_qualifier,
    find_status,
    goes_into_parts,
    is_left_behind,
    plan_goes_on,
    read_base,
)
from extract.step5_name import Choice, Named
from extract.step6_check.dating import find_days, find_period

__all__ = ["build_observation"]

_SURE: Final = {"own": 1.0, "list": 0.95, "inherited": 0.8, "other": 0.3}
_WEAK: Final = 0.7
_BASE_YEAR: Final = compile_pattern(load_words("measures")["base_year"])
_BASE_MONTH: Final = compile_pattern(load_words("measures")["base_month"])
_MONTHS: Final = 12
_STRIVEN: Final = compile_pattern(load_words("measures")["status"]["striven"])
_ALREADY: Final = compile_pattern(load_words("measures")["status"]["already"])
_CANDIDATES: Final = frozenset(load_words("candidates")["codes"])


def build_observation(article: Article, named: Named, setting: Setting) -> Observation:
    """The row of one figure; its flags say what was inferred."""
    number = named.frame.number
    status = _status(article, named, setting)
    organisation = _organisation(named, setting)
    entity = organisation or setting.spot
    period, inferred = find_period(article, named, setting, _scope(organisation), status)
    first, last = find_days(article.text, period, named, status, article.page.published)
    code, item = _indicator(named, organisation)
    sign = _sign(named)
    flags = [*_flags(setting, article), *(["period_inferred"] if inferred and first else [])]
    return Observation(
        indicator=code,
        item=item,
        measure=_measure(article, named, first, organisation),
        value=number.value * sign,
        value_high=None if number.high is None else number.high * sign,
        qualifier=find_qualifier(article.text, number, named.frame.first),
        unit=_unit(named),
        status=status,
        scope=_scope(entity),
        entity=entity,
        region_code=setting.region,
        period_start=first,
        period_end=last,
        flags=tuple(flags),
        rule=_rule(article, named, organisation),
        confidence=_confidence(named),
        **_printed(article, named, setting, period),
    )


def _scope(name: str) -> Scope:
    """Whose a figure is: the organisation's that has a name, else the region's."""
    return "organisation" if name else "region"


def _measure(article: Article, named: Named, first: dt.date | None, organisation: str) -> Measure:
    """What a figure measures; growth since a year before the last is no growth on the year: 较2020年增长.

    Nor is how a firm's own rate moved without any base: 公司单位产品能耗下降9%.
    """
    measure, end = named.movement.measure, named.frame.number.start
    if measure == "mom":
        base = last_match(_BASE_MONTH, article.text, named.frame.sentence[0], end)
        far = base and first and (first.month - int(base["month"])) % _MONTHS > 1
        return "change" if far else measure
    if measure != "yoy":
        return measure
    if organisation and named.kind == "rate" and named.movement.base is None:
        return "change"
    told = last_match(_BASE_YEAR, article.text, named.frame.sentence[0], end)
    day = first or article.page.published
    if told is None or day is None or read_base(article.text, told.end(), end):
        return measure
    return "change" if int(told["year"]) < day.year - 1 else measure


def _sign(named: Named) -> int:
    """Minus one for what fell, and for a level of what is told as a loss; but not where a minus is printed: 下降-3.2%."""
    if named.frame.number.value < 0:
        return 1
    below = named.choice is not None and named.choice.naming.name.negative and named.movement.measure == "level"
    return -1 if below else named.movement.sign


def _printed(article: Article, named: Named, setting: Setting, period: Period | None) -> dict[str, Any]:
    """Where the page says it: the number as printed, its sentence, and the words that gave region, period and name."""
    number, sentence = named.frame.number, named.frame.sentence
    start, end = article.copy.span(number.start, number.end)
    return {
        "raw": article.page.text[start:end],
        "char_start": start,
        "char_end": end,
        "article": article.title,
        "evidence": article.text[slice(*sentence)],
        "evidence_span": article.copy.span(*sentence),
        "region_span": _raw(article, setting.region_span),
        "period_span": _raw(article, (period.start, period.end) if period else None),
        "name_span": _raw(article, named.choice.span if named.choice else None),
    }


def _indicator(named: Named, organisation: str) -> tuple[str, str]:
    """Code and item; a candidate that the list of codes does not hold is `other` with its name as item."""
    if named.choice is None:
        return "other", named.item
    indicator = named.choice.naming.indicator
    code = _code(named.choice, organisation)
    if indicator.kind != "count" and named.item and organisation.endswith(named.item):
        return code, ""  # 衢州[工行]贷款 is all of its loans
    if code in _CANDIDATES:
        return "other", indicator.zh + (f":{named.item}" if named.item else "")
    return code, named.item


def _code(choice: Choice, organisation: str) -> str:
    """The code that a name stands for, which may be another where it is told of an organisation."""
    name = choice.naming.name
    return name.firm if organisation and name.firm else choice.naming.indicator.code


def _raw(article: Article, span: Span | None) -> Span | None:
    return article.copy.span(*span) if span else None


def _organisation(named: Named, setting: Setting) -> str:
    """The organisation that a figure is of; what only regions have is never a firm's, and a count is not inherited far."""
    kind = named.choice.naming.indicator.kind if named.choice else "count"
    if named.choice and named.choice.naming.indicator.macro:
        return ""
    return setting.organisation or ("" if kind == "count" else setting.speaking)


def _unit(named: Named) -> str:
    if named.choice:
        return named.choice.unit
    return named.frame.number.unit or ("item" if named.frame.number.value >= 1e4 else "index")


def _rule(article: Article, named: Named, organisation: str) -> str:
    if named.choice is None:
        return "other"
    code, span = _code(named.choice, organisation), named.choice.span
    return f"{code}:{article.text[slice(*span)]}" if span else f"{code}:{named.how}"


def _confidence(named: Named) -> float:
    weak = named.choice is not None and named.choice.naming.name.weak
    return _SURE[named.how] * (_WEAK if weak else 1.0)


def _flags(setting: Setting, article: Article) -> list[str]:
    flags = ["sub_county"] if setting.sub_county else []
    if setting.region_span is None:
        flags.append("region_inferred")
    return flags + [flag for flag in article.page.flags if flag not in flags]


def _status(article: Article, named: Named, setting: Setting) -> Status:
    """Whether a figure has happened; what is told of a time that has not come is planned."""
    frame = named.frame
    number = frame.number
    status = find_status(article.text, frame.sentence, (number.start, number.end), frame.right)
    if named.kind == "limit" and not named.granted:
        return "limit" if status in ("actual", "limit", "plan") and named.movement.measure == "level" else status
    if is_left_behind(article.text, (number.start, number.end)):
        return "actual"
    own = setting.period
    if (
        status == "plan"
        and own
        and own.is_past_year(article.page.published)
        and _STRIVEN.search(article.text, own.end, number.start)
    ):
        return "actual"  # 2006年,某市争取3亿元
    parts = status == "actual" and goes_into_parts(article.text, frame.sentence[0])
    if parts and plan_goes_on(article.text, frame.sentence, number.start):
        return "plan"
    to_come = own and own.kind == "dated" and not own.inferred and own.is_ahead(article.page.published)
    to_come = to_come and own and not _ALREADY.search(article.text, own.end, number.start)
    return "plan" if status == "actual" and to_come else status
