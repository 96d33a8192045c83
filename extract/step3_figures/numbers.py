"""Every number of a text with the unit that follows it, in one pass; nothing yet of what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from extract.models import Span
from extract.pattern import STOP, compile_pattern
from extract.rules import load_words
from extract.step3_figures.numerals import NUMBER, exact, parse_chinese, parse_number, parse_rough
from extract.step3_figures.per_what import TONNE, YIELDED, counted_per
from extract.step3_figures.units import Unit, implied_unit, unit_at

__all__ = ["Number", "find_numbers"]


class Number(NamedTuple):
    """A number and its unit: offsets in the clean text, value in the unit's canonical form."""

    start: int
    end: int
    value: float
    unit: str
    """Canonical unit; empty when none is printed."""
    kind: str
    """Group of the unit: money, ratio, count, duration, rank …, `trap`, or empty."""
    form: str = "arabic"
    """How it is printed: arabic, chinese, phrase (翻一番, 三涨六降) or part of a proportion."""
    more: bool = False
    """Whether 余 or 多 stands inside."""
    high: float | None = None
    surface: str = ""
    """The unit as printed."""
    per: str = ""
    """What money is counted per, as printed: 吨, 斤."""

    @property
    def is_multiple(self) -> bool:
        """Whether it tells how many times another figure it is: 3.2倍."""
        return self.surface == _HALVED[1]

    def counted_per(self, what: str) -> Number:
        """Plain money as money per something: 60元 told of a price 每吨."""
        code, worth = _per_unit(self.unit, what)
        return self._replace(value=exact(self.value * worth), unit=code, per=what)


_TOLD: Final = load_words("numbers")
_WORDS: Final = load_words("units")
_SCAN: Final = regex.compile(
    r"(?<![\d.])(?P<minus>-(?=\d)(?<=[\p{Han}(,、]-)(?<!\d[万亿]?(?:元|吨|斤|公斤|亩|倍)-)|(?<=[为是达至到,、])负(?=\d))?"
    + NUMBER
)
_DOUBLING: Final = regex.compile(r"翻(?:了|上)?(?:近|约)?(?P<times>[一两二三四]|\d)?番多?|翻了?倍(?!数|率)")
_MOVE: Final = regex.compile(r"(?<=[\d一二三四五六七八九十两])[涨升降跌平]")
_MOVES: Final = regex.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[涨升降跌平](?=\d|[一二两三四五六七八九十”,。;:)])"
)
_PROPORTION: Final = regex.compile(
    r"(?<![\d.:∶])(?P<one>\d{1,2}(?:\.\d+)?)[:∶](?P<two>\d{1,2}(?:\.\d+)?)[:∶](?P<three>\d{1,2}(?:\.\d+)?)(?![\d.:∶])"
)
_OF_SECTORS: Final = compile_pattern(_TOLD["parts"]["before"])
_PARTS: Final[list[str]] = _TOLD["parts"]["names"]
_ROUNDING: Final = 0.5
_PLACE: Final = regex.compile(
    r"第(?P<place>\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})(?P<tail>[位名](?!员))?"
    r"|(?<=第\d{1,3}[、和])(?P<next>\d{1,3})[位名](?!员)"
)
_EACH: Final = compile_pattern(
    _WORDS["per"]["each"]
    + rf"(?:(?:(?!{_WORDS['per']['another']})[^,;。:\d每]|每[月年天次]){{0,8}}|[^,;。:\d每]{{1,24}}分别[^,;。:\d]{{0,4}})"
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
_PER: Final[dict[str, str]] = _WORDS["per"]["names"]
_PARTS_OF: Final[dict[str, tuple[str, float]]] = _WORDS["per"]["parts"]
_WEIGHT: Final = compile_pattern(_WORDS["per"]["weight"])
_LETTERS: Final[dict[str, str]] = _WORDS["per"]["letters"]
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
_IDIOM: Final = 2
"""Sum of 一升一降, which counts nothing."""
_TENTH: Final = compile_pattern(r"[一二三四五六七八九](?![成十百千万])")
_HALVED: Final = ("成", "倍")
_HALF: Final = "半"
"""Behind these it is half of one more: 三成[半], 两倍[半]."""
_LEVEL: Final = compile_pattern(_TOLD["steady"])
_ROUND: Final = compile_pattern(r"亿(?=[,。;!\n]|$)")
"""The end of a round sum that leaves its unit unsaid: 前10月销售超百[亿]。"""
_TOP: Final = compile_pattern(_TOLD["top"])


def find_numbers(text: str) -> list[Number]:
    """Numbers of a clean text in order; a Chinese numeral without a unit is a word (统一, 百姓) and left out."""
    phrases = [*_doublings(text), *_moves(text), *_places(text), *_steady(text), *_proportions(text)]
    taken = {position for phrase in phrases for position in range(phrase.start, phrase.end)}
    found = phrases
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
        value = value * (0.01 if said["cent"] else 0.1) + (_count(said["fen"]) / 100 if said["fen"] else 0.0)
    elif yuan["tenths"]:
        value += _count(yuan["tenths"]) / 10
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
    if text.startswith("/", end) and (weight := _WEIGHT.match(text, end + 1)):
        per, surface, end = weight[0], f"{surface}/{weight[0]}", weight.end()
    elif text.startswith("/", end) and (unit := unit_at(text, end + 1)):
        per, surface = unit.surface, f"{surface}/{unit.surface}"
        end += 1 + len(unit.surface)
    elif each := _EACH.search(text, max(0, start - _FAR), start):
        per = each["each"] or each["mean"]
    elif each := _BEHIND.match(text, end):
        per = each["behind"]
    code, worth = _per_unit(printed.code, per)
    return Number(start, end, exact(value * worth), code, "money", form, more, None, surface, per)


def _per_unit(money: str, what: str) -> tuple[str, float]:
    """Unit and factor of money per something: 元 per 斤 → CNY/kg and 2; plain money for what nothing is counted per."""
    if what in _PARTS_OF:
        unit, worth = _PARTS_OF[what]
        return f"{money}/{unit}", worth
    if weight := _WEIGHT.fullmatch(what):
        mass = unit_at(_LETTERS.get(weight["mass"], weight["mass"]), 0)
        return f"{money}/kg", exact(0.001 / (float(weight["count"]) * (mass.factor if mass else 1.0)))
    return (f"{money}/{_PER[what]}", 1.0) if what in _PER else (money, 1.0)


def _steady(text: str) -> list[Number]:
    """持平: no change at all."""
    return [Number(*match.span(), 0.0, "%", "ratio", "phrase", surface=match[0]) for match in _LEVEL.finditer(text)]


def _has_more(match: regex.Match[str]) -> bool:
    printed = match[0]
    return "余" in printed or "多" in printed


def _doublings(text: str) -> list[Number]:
    """翻一番 and 翻倍 are +100 %, 翻两番 +300 %."""
    return [
        Number(*match.span(), (2.0 ** _count(match["times"] or "一") - 1) * 100, "%", "ratio", "phrase", surface="番")
        for match in _DOUBLING.finditer(text)
    ]


def _moves(text: str) -> list[Number]:
    """三涨六降: how many of the items that a sentence speaks of rose and fell.

    Only pairs count: 三涨 alone is a name, and 一升一降 an idiom.
    """
    if not _MOVE.search(text):
        return []
    found = [
        Number(*m.span(), _count(m["count"]), "item", "moves", "phrase", surface=m[0][-1])
        for m in _MOVES.finditer(text)
    ]
    rows: list[list[Number]] = []
    for number in found:
        if rows and rows[-1][-1].end == number.start:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for row in rows if len(row) > 1 and sum(n.value for n in row) > _IDIOM for number in row]


def _places(text: str) -> list[Number]:
    """第二, 第3位: a rank if the context says so, else an ordinal; 居首位 is the first."""
    named = [(match, _count(match["place"] or match["next"])) for match in _PLACE.finditer(text)]
    named += [(match, 1.0) for match in _TOP.finditer(text)]
    return [Number(*match.span(), place, "rank", "rank", "phrase") for match, place in named]


def _proportions(text: str) -> Iterator[Number]:
    """8.7:36.6:54.7: what share of the economy each of its three sectors has."""
    for match in _PROPORTION.finditer(text):
        values = [float(match[name]) for name in ("one", "two", "three")]
        whole = abs(sum(values) - 100) < _ROUNDING
        if whole and _OF_SECTORS.search(text, max(0, match.start() - _FAR), match.start()):
            for name, value, part in zip(("one", "two", "three"), values, _PARTS, strict=True):
                yield Number(*match.span(name), value, "%", "ratio", "part", surface=part)


def _count(text: str) -> float:
    return float(text) if text.isdigit() else parse_chinese(text)
