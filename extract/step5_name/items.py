"""Which part of its indicator a figure speaks of: an industry, a product, a programme; or, without a rule, what it counts."""

from __future__ import annotations

from functools import cache
from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_indicators, load_words
from extract.step3_figures.numerals import parse_chinese
from extract.step4_context import Frame, find_names

__all__ = [
    "all_summed",
    "is_own_rate",
    "is_part",
    "item_before",
    "item_of_member",
    "item_of_other",
    "object_after",
    "part_in",
    "quoted_across",
    "without_any_region",
    "without_regions",
    "without_sum",
]

_WORDS: Final = load_words("items")
_LEAD: Final = compile_pattern(f"^.*(?:{_WORDS['lead']})")
_DONE: Final = compile_pattern(f"(?:{_WORDS['done']})+$")
_TRAIL: Final = compile_pattern(f"(?:{_WORDS['trail']})+$")
_DEED: Final = compile_pattern(_WORDS["deed"])
_NOUN: Final = compile_pattern(_WORDS["noun"])
_RATE: Final = compile_pattern(_WORDS["rate"])
_NO_REGION: Final = frozenset(["", *_WORDS["no_region"]])
_LEVELS: Final[str] = _WORDS["levels"]
_END: Final = compile_pattern(f"{_WORDS['measured_end']}+$")
_START: Final = compile_pattern(f"^{_WORDS['measured_start']}+")
_WHOLE_NAME: Final = compile_pattern(_WORDS["whole_name"])
_WHOLE_INDUSTRY: Final = compile_pattern(_WORDS["whole_industry"])
_SECTOR: Final = compile_pattern(_WORDS["sector"])
_SECTOR_LISTED: Final = compile_pattern(_WORDS["sector_listed"])
_SECTOR_NAME: Final[str] = _WORDS["sector_name"]
_INDUSTRY: Final[str] = _WORDS["industry"]
_MEASURED: Final = frozenset({"flow", "stock", "index", "count"})
"""Kinds of indicators whose names may tell a part: 机电产品出口, 公共停车位."""
_OTHER: Final = "other"
"""The code of what has none, so that only its name says what it is."""
_QUOTED: Final = compile_pattern(r"“(?P<name>[^“”]{2,12})”$")
"""A product known by a name in quotation marks: “[惠农e贷]”余额."""
_HOLIDAY: Final = compile_pattern(load_words("holidays")["names"])
_SHORTEST: Final = 2
_SINGLE: Final[str] = _WORDS["single"]
_ABROAD: Final = compile_pattern(_WORDS["abroad"])
_DIRECTED: Final = compile_pattern(_WORDS["directed"])
_TOWARD: Final = compile_pattern(_WORDS["toward"])
_SUMMED: Final = compile_pattern(_WORDS["summed"])
_JOINT: Final = compile_pattern(load_words("regions")["and"])
_EXPLAINED: Final = compile_pattern(_WORDS["explained"])
_AMOUNTS: Final = compile_pattern(_WORDS["amounts"])
_SOURCE: Final = compile_pattern(_WORDS["source"])
_TIME: Final = compile_pattern(_WORDS["time"])
_TAKES_OBJECT: Final = compile_pattern(_WORDS["takes_object"])
_OBJECT: Final = compile_pattern(_WORDS["object"])
_REJOINED: Final[list[str]] = _WORDS["rejoined"]
_LONGEST: Final = 24
_WHOLE: Final = frozenset(_WORDS["whole"])


def item_before(text: str, start: int, end: int) -> str:
    """The qualifying words before a term at `end`, back to `start`: 全市[家具及其零配件]出口额."""
    end += _rejoined(text, end)
    if start < end and (sector := _sector_at(text, end - 1)):
        return sector
    words = text[max(start, end - _LONGEST) : end]
    if (quoted := _QUOTED.search(words)) and not _HOLIDAY.fullmatch(quoted["name"]):
        return quoted["name"]
    if abroad := _ABROAD.search(words):
        return abroad["to"]
    if directed := _DIRECTED.search(words):
        return without_regions(directed["to"])
    words = _DONE.sub("", words)
    explained = _EXPLAINED.search(words)
    if explained and (name := without_regions(_LEAD.sub("", explained["name"]))):
        return name + explained["of"]
    words = without_regions(_TRAIL.sub("", _LEAD.sub("", words)))
    return words if is_part(words) else ""


def without_sum(item: str) -> str:
    """The last of several parts without what they all are: 电子信息[三大行业]."""
    return _SUMMED.sub("", item)


def all_summed(text: str, start: int, item: str, end: int) -> str:
    """All parts of a sum of which the item holds the last: 机械、化工、[电子信息三大行业]; the item itself if it is no sum."""
    told = _SUMMED.search(item)
    place = text.rfind(item, start, end) if told else -1
    if told is None or place < 0:
        return item
    count = int(parse_chinese(told["count"]))
    parts = _JOINT.split(text[start : place + told.start()])[-count:]
    return "、".join([_LEAD.sub("", parts[0]), *parts[1:]]) if len(parts) == count else item


def quoted_across(text: str, start: int, end: int) -> str:
    """The name in quotation marks that a term closes: “[惠农e贷”余额]; empty for none."""
    close = text.find("”", start, end)
    found = _QUOTED.search(text, max(0, start - _LONGEST), close + 1) if close >= 0 else None
    return found["name"] if found else ""


def is_part(words: str) -> bool:
    """Whether words can name a part: neither the whole, nor just what was done, nor too short."""
    return words not in _WHOLE and _is_long(words) and not _DEED.fullmatch(words)


def item_of_member(text: str, start: int, end: int) -> str:
    """A list's member as an item: without regions, and without the preposition of a partner in trade; a time is none."""
    if sector := _sector_at(text, end - 1) or _sector_at(text, start):
        return sector
    words = text[start:end]
    return "" if _TIME.fullmatch(words) else _TOWARD.sub("", without_regions(words))


def _sector_at(text: str, position: int) -> str:
    """The sector that a list of them names at a position: [一]、二、三产业; empty for none."""
    sector = _SECTOR_LISTED.match(text, position)
    return _SECTOR_NAME.format(sector["which"]) if sector else ""


def object_after(text: str, start: int, end: int, number: int) -> str:
    """What the verb of a term acts on, between it and its figure: 进口[原油]44.8亿元."""
    if end > number or not _TAKES_OBJECT.search(text, start, end):
        return ""
    words = _TRAIL.sub("", text[end:number])
    return words if _OBJECT.fullmatch(words) and is_part(words) else ""


def _is_long(words: str) -> bool:
    """Whether words are long enough to be a name, as those of some goods are with one character."""
    return len(words) >= _SHORTEST or (words != "" and words in _SINGLE)


def _rejoined(text: str, end: int) -> int:
    """How much of an industry's name lies behind the place where a term cut it."""
    cut = (word for word in _REJOINED if text.startswith(word, end - 1))
    return max((len(word) - 1 for word in cut), default=0)


def without_regions(words: str) -> str:
    """The words without the regions that they begin with: whose figure it is stands elsewhere."""
    while words not in _NO_REGION and (named := find_names(words)) and named[0][0] == 0:
        words = words[named[0][1] :].lstrip(_LEVELS)
    return words


@cache
def part_in(term: str, code: str) -> str:
    """The part that a name itself tells, such as 机电产品 of 机电产品出口; empty when it names the whole of its indicator."""
    if code == _OTHER:
        return term
    indicator = load_indicators()[code]
    if source := _SOURCE.fullmatch(term):
        return str(source["of"])
    if indicator.kind not in _MEASURED:
        return ""
    own = _left_of(indicator.zh)
    left = _left_of(term)
    left = left.replace(own, "") if own else left
    industry = _INDUSTRY in indicator.zh
    whole = _WHOLE_NAME.fullmatch(left) or (industry and _WHOLE_INDUSTRY.fullmatch(left))
    whole = whole or (_SECTOR.search(indicator.zh) and _SECTOR.fullmatch(left))
    return "" if whole or not is_part(left) or left in indicator.zh else left


def _left_of(name: str) -> str:
    """What is left of a name without the words of measure at its ends."""
    cut = _END.sub("", name)
    return _START.sub("", cut) if cut else ""


def without_any_region(words: str) -> str:
    """The words without all regions that they name."""
    for start, end, _ in reversed(find_names(words)):
        words = words[:start] + words[end:].lstrip(_LEVELS)
    return words


def is_own_rate(text: str, frame: Frame) -> bool:
    """Whether a percentage is of a rate with a name of its own, which no other figure can name."""
    start = frame.own
    return frame.number.kind == "ratio" and _RATE.search(text, start, frame.number.start) is not None


def item_of_other(text: str, frame: Frame) -> str:
    """The noun phrase that an unnamed figure counts: right behind a counter, else right before the number."""
    number = frame.number
    if number.kind in ("count", "people") and (noun := _NOUN.match(text, number.end, frame.right)):
        return noun["noun"]
    verb = _AMOUNTS.search(text, frame.own, number.start)
    return item_before(text, frame.own, verb.start() if verb else number.start)
