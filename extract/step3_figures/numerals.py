"""Numerals: Arabic, Chinese and mixed, to their value. One of the few places where Python knows Chinese."""

from __future__ import annotations

from typing import Final

import regex

__all__ = ["NUMBER", "NUMERAL", "exact", "parse_chinese", "parse_number", "parse_rough"]

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "O": 0, "o": 0, "l": 1}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}
_SCALES: Final = {
    "个亿": 1e8, "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8,
    "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2,
}  # fmt: skip
"""Scales behind Arabic digits, longest first."""

_KILO: Final = "[瓦克米升卡伏]"
"""What 千 makes a unit of: it is no numeral before these."""
NUMERAL: Final = rf"(?:[零〇一二两三四五六七八九十百万亿]|千(?!{_KILO}))"
_ARABIC: Final = r"(?:\d{1,3}(?:[, ]\d{3})++(?!\d)|\d++)(?:\.\d++)?+"
_SOME: Final = "来(?=[万亿个亩斤户人家元吨块头只公名])"
"""What makes a number a rough one before its scale or counter: 20来万."""
NUMBER: Final = (
    r"(?:(?P<parts>千分之|万分之|百分之)(?P<part>(?:"
    + _ARABIC
    + r"|"
    + NUMERAL
    + r"{1,6}(?:点[零一二三四五六七八九]++)?))"
    r"|(?P<below>十[一二三四五六七八九]|[二三四五六七八九十两]|\d++)分之(?P<above>[一二两三四五六七八九十]|\d++)"
    r"|(?<=[的占约近过超到达和界球国省市县])(?P<over>\d)/(?P<under>\d{1,2})(?![\d/])"
    r"|(?P<half>一半|半数)(?<=(?:[的占约近过超到达降减少短跌省]了?|占比|占\p{Han}{1,8})(?:一半|半数))"
    r"|(?P<arabic>"
    + _ARABIC
    + rf")(?P<more>[余多]|{_SOME})?(?:(?P<scale>"
    + "|".join(_SCALES)
    + r")(?!分[之点]|(?<=千)"
    + _KILO
    + r"|(?<=个亿)(?:元(?:以上|级|[大重点工业产]{0,4}(?:项目|企业))|吨))"
    r"(?:(?<=亿)(?P<rest>\d{1,4}(?:\.\d+)?)(?P<more5>[余多])?(?P<rest_scale>千万|百万|万)(?![亩家])"
    r"|(?<=万)(?P<rest>\d)(?P<rest_scale>千)|(?<=万)(?P<rest>\d{4})(?![\d.,年]))?(?P<more2>[余多])?)?"
    r"|(?P<chinese>(?:半|(?:(?<![从由])[一两二三四五六七八九][到至](?=[两二三四五六七八九][十百千万亿]+"
    r"(?![〇零一二两三四五六七八九点])))?+"
    + NUMERAL
    + rf"++(?:点[零一二三四五六七八九]++)?))(?P<more3>[余多]|(?<=(?<!几)十)几|(?<=十){_SOME})?"
    r"(?:(?P<scale2>个亿|万亿|亿|万)(?P<more4>[余多])?)?)"
)
"""A number without its unit. Groups tell the form: a fraction, Arabic digits or Chinese numerals, each with a scale."""

_PARTS: Final = {"百分之": 1.0, "千分之": 0.1, "万分之": 0.01}


_ROUGH: Final = regex.compile(
    r"(?P<head>十?)(?P<low>[一二两三四五六七八])(?P<to>[到至]?)(?P<high>[二两三四五六七八九])(?P<tail>[十百千万亿]*)"
)


def parse_rough(text: str) -> tuple[float, float] | None:
    """Both ends of a rough Chinese numeral: 六七 → 6 and 7, 两三百 and 两到三百 → 200 and 300; None for an exact one."""
    match = _ROUGH.fullmatch(text)
    if match is None or not (match["to"] or _DIGITS[match["high"]] == _DIGITS[match["low"]] + 1):
        return None
    low, high = (parse_chinese(match["head"] + match[end] + match["tail"]) for end in ("low", "high"))
    return low, high


def parse_number(match: regex.Match[str]) -> tuple[float, str]:
    """Value of a match of `NUMBER`, and `%` when it is a fraction, else an empty unit."""
    parts, below, arabic = match.group("parts", "below", "arabic")
    if arabic:
        value = _decimal(arabic) * _SCALES.get(match["scale"] or "", 1)
        rest = _decimal(match["rest"]) * _SCALES.get(match["rest_scale"] or "", 1) if match["rest"] else 0
        return (exact(value + rest) if match["scale"] else value), ""
    if parts:
        return exact(_either(match.group("part")) * _PARTS[parts]), "%"
    if match["half"]:
        return 50.0, "%"
    if match["over"]:
        return exact(float(match["over"]) / float(match["under"]) * 100), "%"
    if below:
        return exact(_either(match.group("above")) / _either(below) * 100), "%"
    rough = parse_rough(match.group("chinese"))
    low = rough[0] if rough else parse_chinese(match.group("chinese"))
    return low * _SCALES.get(match.group("scale2") or "", 1), ""


def parse_chinese(text: str) -> float:
    """Value of a Chinese numeral: 三千二百 → 3200, 四万亿 → 4e12, 二〇二五 → 2025, 三点五 → 3.5, 半 → 0.5, 百 → 100."""
    if text == "半":
        return 0.5
    whole, _, decimals = text.partition("点")
    if decimals:
        return _whole(whole) + float("0." + "".join(str(_DIGITS[c]) for c in decimals))
    return float(_whole(whole))


def _whole(text: str) -> int:
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            # 亿 multiplies all that stands before it (四万亿), 万 only what follows 亿 (三亿五千万).
            total, above = (0, total) if c == "万" else (total, 0)
            total = above + (total + section + digit or 1) * _LARGE[c]
            section = digit = 0
    return total + section + digit


def _either(text: str) -> float:
    return _decimal(text) if text[0].isdigit() and text[0].isascii() else parse_chinese(text)


def _decimal(text: str) -> float:
    return float(text.replace(",", "").replace(" ", ""))


def exact(value: float) -> float:
    """A value without the dust of binary fractions: 16‰ is 1.6, not 1.6000000000000001."""
    return float(f"{value:.12g}")
