"""Every number of a text with the unit that follows it, in one pass; nothing yet of what it measures."""

from __future__ import annotations

from typing import Final

import regex

from extract.models import Span
from extract.pattern import STOP, compile_pattern
from extract.rules import load_words
from extract.step3_figures.number import WEIGHT, Number, per_unit
from extract.step3_figures.numerals import NUMBER, exact, parse_chinese, parse_number, parse_rough
from extract.step3_figures.per_what import TONNE, YIELDED, counted_per
from extract.step3_figures.phrases import count_of, find_phrases
from extract.step3_figures.units import Unit, implied_unit, unit_at

__all__ = ["find_numbers"]


_TOLD: Final = load_words("numbers")
_WORDS: Final = load_words("units")
_SCAN: Final = regex.compile(
    r"(?<![\d.])(?P<minus>-(?=\d)(?<=[\p{Han}(,、:]-)(?<!\d[万亿]?(?:元|吨|斤|公斤|亩|倍)-)|(?<=[为是达至到,、])负(?=\d))?"
    + NUMBER
)
_EACH: Final = compile_pattern(
    _WORDS["per"]["each"]
    + rf"(?:(?:(?!{_WORDS['per']['another']})[^,;。:\d每]|每[月年天次茬季]){{0,8}}|[^,;。:\d每]{{1,24}}分别[^,;。:\d]{{0,4}})"
    + r"(?:\d[\d.]*[万亿]?元?[、和及至到~-])*$"
)
_BEHIND: Final = compile_pattern(_WORDS["per"]["behind"])
_YUAN: Final = compile_pattern(_TOLD["spoken"]["yuan"])
_JIAO: Final = compile_pattern(_TOLD["spoken"]["jiao"])
_COINS: Final[tuple[str, ...]] = tuple(_TOLD["spoken"]["coins"])
_THIS: Final = ("这", "那", "哪")
"""Before 一块 that is no money: 集体林[这]一块."""
_SPOKEN: Final = compile_pattern(_TOLD["spoken"]["near"])
_NEAR_PRICE: Final = 20
_FAR: Final = 40
"""How far before a price stands what it is counted per: that stands once for a list of prices."""
_PRICE_MOVES: Final = compile_pattern(_WORDS["per"]["moves"])
_PRICE_BESIDE: Final = compile_pattern(_WORDS["per"]["beside"])
_PRICE_TO: Final = compile_pattern(_WORDS["per"]["to"])
_ALIKE: Final = 10
"""How far at most a price and what is left of it lie apart."""
_ALIKE_BESIDE: Final = 40
"""The same of two sums that are told side by side per the same: 亩均投资677万元、税收90万元."""
_NEAR: Final = 10
_YIELD_TO: Final = compile_pattern(_WORDS["per"]["yield_to"])
_TAKEN: Final = ("mass", "volume", "energy")
"""Groups of units of what may be told per something that it is taken by."""
_TENTH: Final = compile_pattern(r"[一二三四五六七八九](?![成十百千万])")
_HALVED: Final = ("成", "倍")
_HALF: Final = "半"
"""Behind these it is half of one more: 三成[半], 两倍[半]."""
_ROUND: Final = compile_pattern(r"亿(?=[,。;!\n]|$)")
"""The end of a round sum that leaves its unit unsaid: 前10月销售超百[亿]。"""


def find_numbers(text: str) -> list[Number]:
    """Numbers of a clean text in order; a Chinese numeral without a unit is a word (统一, 百姓) and left out."""
    found = find_phrases(text)
    taken = {position for phrase in found for position in range(phrase.start, phrase.end)}
    end = 0
    for match in _SCAN.finditer(text):
        start = match.start()
        if start >= end and start not in taken and (number := _spoken(text, match) or _read(text, match)):
            number = _moved_price(text, found, _with_range(number, match["chinese"]))
            number = _moved_yield(text, found, number)
            found.append(number)
            end = number.end
    return sorted(found)


def _read(text: str, match: regex.Match[str]) -> Number | None:
    start, end = match.span()
    printed = unit_at(text, end)
    form = "chinese" if match["chinese"] else "arabic"
    if printed is None and form == "chinese" and not _ROUND.match(text, end - 1):
        return None
    value, unit = parse_number(match)
    value = -value if match["minus"] else value
    if unit:
        return Number(start, end, value, unit, "ratio", form)
    printed = printed or implied_unit(text, start, end)
    if printed is None:
        return Number(start, end, value, "", "", form, _has_more(match))
    end += len(printed.surface)
    if printed.surface == "成" and form == "chinese" and (rest := _TENTH.match(text, end)):
        value, end = value + parse_chinese(rest[0]) / 10, rest.end()
    if printed.surface in _HALVED and text.startswith(_HALF, end):
        value, end = value + parse_chinese(_HALF), end + 1
    if printed.kind == "money":
        return _priced(text, (start, end), value, printed, form, _has_more(match))
    value = exact(value * printed.factor) if printed.factor not in (0.0, 1.0) else value
    unit = printed.code
    if printed.kind in _TAKEN:
        unit, value = counted_per(text, start, unit, value)
    return Number(start, end, value, unit, printed.kind, form, _has_more(match), None, printed.surface)


def _spoken(text: str, match: regex.Match[str]) -> Number | None:
    """Money as it is spoken of where prices are told: 2块5, 8块, 两毛."""
    start, end = match.span()
    if text[end : end + 1] not in _COINS or text[max(0, start - 1) : start] in _THIS:
        return None
    yuan = _YUAN.match(text, end)
    said = yuan or _JIAO.match(text, end)
    if said is None or not _SPOKEN.search(text, max(0, start - _NEAR_PRICE), said.end() + 2):
        return None
    value, _ = parse_number(match)
    if yuan is None:
        value = value * (0.01 if said["cent"] else 0.1) + (count_of(said["fen"]) / 100 if said["fen"] else 0.0)
    elif yuan["tenths"]:
        value += count_of(yuan["tenths"]) / 10 + (count_of(yuan["cents"]) / 100 if yuan["cents"] else 0.0)
    more = _has_more(match) or bool(yuan and yuan["more"])
    return _priced(text, (start, said.end()), value, Unit("元", "CNY", 1.0, "money"), "arabic", more)


def _moved_price(text: str, found: list[Number], number: Number) -> Number:
    """An amount told of the price before it in its sentence, counted per the same.

    By how much it moved, to what, or what is left of it: 每吨1290元,环比下跌[60元]; 每亩卖3600元,利润[2500元].
    """
    if number.kind != "money" or number.per:
        return number
    near = max(0, number.start - _NEAR)
    moved, left = (pattern.search(text, near, number.start) for pattern in (_PRICE_MOVES, _PRICE_TO))
    beside = found and _PRICE_BESIDE.fullmatch(text, found[-1].end, number.start)
    if not (moved or left or beside):
        return number
    price = next((other for other in reversed(found) if other.kind == "money"), None)
    if price is None or not price.per or STOP.search(text, price.end, number.start):
        return number
    told = number.counted_per(price.per)
    times = _ALIKE_BESIDE if beside else _ALIKE
    alike = price.value / times < told.value < price.value * times
    return told if moved or alike else number


def _moved_yield(text: str, found: list[Number], number: Number) -> Number:
    """A weight to which the yield before it in its sentence moved: 亩产由1.5吨提高到[3吨]."""
    if number.unit != TONNE or not found or found[-1].unit != YIELDED:
        return number
    return number._replace(unit=YIELDED) if _YIELD_TO.fullmatch(text, found[-1].end, number.start) else number


def _with_range(number: Number, chinese: str | None) -> Number:
    """A number with its upper end where it is told roughly: 六七成."""
    rough = parse_rough(chinese) if chinese and len(chinese) > 1 else None
    return number._replace(high=exact(number.value * rough[1] / rough[0])) if rough else number


def _priced(text: str, span: Span, value: float, printed: Unit, form: str, more: bool) -> Number:
    """An amount of money, perhaps per something: 元/吨, 每平方米1.2万元, 5元一斤."""
    start, end = span
    per, surface = "", printed.surface
    if text.startswith("/", end) and (weight := WEIGHT.match(text, end + 1)):
        per, surface, end = weight[0], f"{surface}/{weight[0]}", weight.end()
    elif text.startswith("/", end) and (unit := unit_at(text, end + 1)):
        per, surface = unit.surface, f"{surface}/{unit.surface}"
        end += 1 + len(unit.surface)
    elif each := _EACH.search(text, max(0, start - _FAR), start):
        per = each["each"] or each["mean"]
    elif each := _BEHIND.match(text, end):
        per = each["behind"]
    code, worth = per_unit(printed.code, per)
    return Number(start, end, exact(value * worth), code, "money", form, more, None, surface, per)


def _has_more(match: regex.Match[str]) -> bool:
    printed = match[0]
    return any(more in printed for more in "余多几")
