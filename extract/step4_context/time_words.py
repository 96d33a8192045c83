"""Where a text speaks of time: dates, forms that have parts, and plain words. One of the few places where Python knows Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

import regex

from extract.lexicon import Lexicon
from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["HOLIDAYS", "Said", "find_said"]

_N: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_TO: Final = r"(?:至|到|-{1,2}|~)"
_YEAR: Final = (
    r"(?P<year>(?:19|20)\d\d(?:年度?|(?=全年|[上下]半年|前[三3]季度|第?[一二三四1-4]季度))|[一二][〇零九][〇零一二三四五六七八九]{2}年|[今去前]年(?!轻)度?|[明当次同翌]年(?!产(?![值量])|轻)度?|[本上]年度?|[上前]一年|[这那]一?年(?![来头以])"
    r"|(?<![\d\p{Han}])年度?(?=计划投资|计划完成投资)|(?<![\d\p{Han}])年度(?=投资)|(?<![\d一二三四五六七八九十两几多数半近])年内(?!容)|新的?一年)"
)
_PART: Final = rf"""(?:
    (?P<half>[上下])半年|(?P<report>半年报|[一三]季报)
    |(?P<quarters>前[一二两三四123]|(?<![\d.])[一1]{_TO}[二三四234])个?季(?:度|(?![度节报稻刊]))|第?(?P<quarter>[一二三四1234首])(?:季度?(?<=季度|首季)|(?=(?:、[一二三四])*[、和][一二三四]季度))
    |(?P<whole>全年|(?<!超)(?<!超[出过额])年度(?=(?:指导|预期|考核)?(?:计划|目标|任务|预算)(?:投资|任务|数|总?额)?(?:约|近|超)?\d)|(?<=完成)年(?=(?:目标)?任务(?:约|近|超)?\d))
    |(?P<m1>{_N}|元)月?份?{_TO}(?P<m2>{_N})月份?
    |(?<![\d.])(?P<l1>{_N})、(?:{_N}、)?(?P<l2>{_N})月份?(?!\d)
    |(?<!提)[前头](?P<months>{_N})个?月
    |(?P<ytd>(?:年初|(?<=今年)){_TO})?(?P<dm1>{_N}|(?<![\d万亿千百多余])元)月(?P<d1>\d{{1,2}})[日号]?(?:起?{_TO}(?:(?P<dm2>{_N})月)?(?P<d2>\d{{1,2}})[日号]|(?<=[日号]))
    |(?<![\d.月])(?P<da>\d{{1,2}})日?{_TO}(?P<db>\d{{1,2}})日(?![均])
    |(?P<thatmonth>本月|当月|上月)(?P<td>\d{{1,2}})日
    |(?P<tenth>{_N})月(?P<ten>[上中下]{{1,2}})旬
    |(?P<ytm>(?:年初|(?<=今年)){_TO})?(?P<month>(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|(?<![\d万亿千百多余])元))月份?(?![台饼亮子嫂])
    |(?P<same>同期|同月)|(?P<lastmonth>上个?月)|(?P<lastquarter>上个?季度(?!末)|上一季度(?!末))|(?P<thismonth>[当本]月|这个月)
    |(?P<spanend>(?<![上一二三四])季度?末|期末(?!考))|(?P<yearend>年[底末])|(?P<yearstart>年初|开年(?=以来)))"""
_DATE: Final = compile_pattern(
    rf"""(?=[\d截至到今去前明当次同翌本上下半一二三四五六七八九十首第全头这那年新元开季期])(?P<asof>截[至止](?:到|至|了)?|(?<![^,。;:\n])(?:至(?=\d{{1,2}}月[末底])|到(?=\d{{1,2}}月(?:\d{{1,2}}日|[上中]旬),)))?
    (?:(?P<y1>(?:19|20)\d\d)年?{_TO}(?P<y2>(?:19|20)\d\d)年(?:间|期间)?|(?:{_YEAR})?(?:(?(year)[的,]?){_PART}|(?(year)|(?!))))
    (?P<since>(?:开始|起)?以来|来(?![自到的了华料源往客访宾看时临年讲说]|[我本该])|(?:起|[^\W\d的]{{2,8}}?)??至今(?!年)|(?P<from>起|开始)(?=[,单连每各]))?(?P<tail>[底末初](?![步级心期中]))?""",
    re.VERBOSE,
)
HOLIDAYS: Final = load_words("holidays")
_HOLIDAY_NAMES: Final = HOLIDAYS["names"]
_LUNAR: Final = HOLIDAYS["lunar"]
_FORM: Final = regex.compile(
    rf"(?P<holiday>(?:{_HOLIDAY_NAMES}{HOLIDAYS['tail']}|{HOLIDAYS['unnamed']})(?:{HOLIDAYS['part']})?"
    rf"|{_HOLIDAY_NAMES}{HOLIDAYS['one_day']})"
    rf"|(?P<lunar>{_LUNAR['day']}{_LUNAR['behind']}(?:{_LUNAR['until']})?)"
    r"|(?P<plan>(?:“?十(?P<nth>[一二三四五六])五”?|“(?P<early>[八九十])五”)(?:规划)?(?:的?前(?P<plan_years>[一二三四两1-4])年)?(?P<plan_tail>以来|期间|时期|期末|末|开局)?)"
    r"|(?P<past>(?:(?:过去|最近|近)的?|(?<![\d\p{Han}])(?=(?:[两三四五六七八九十]|\d{1,2})年来))(?P<n>[一二两三四五六七八九十]|\d{1,2})(?P<full>个)?年(?:间|(?P<recent>来)|内)?)"
    r"|(?P<both>今明两年)"
    r"|(?P<ahead>(?:今后|未来|下一?个?)(?P<to_come>[三四五345])年(?!计划|规划))"
    r"|(?P<since>(?<=\p{Han}{2})以来|(?<=投产|运营|投运|投用|开业|成立|建成|开通|启用|运行|并网|开工|实施|启动)至今)"
    r"|(?P<now>(?<![降增减升跌涨])至今(?![年天日晚夏春秋冬]))|(?P<week>上周|前一周|上一周)|(?P<vague>从前(?![\d一二三四五六七八九十两几]+个?[月季]))"
    r"|(?P<event>[今昨]日?\(\d{1,2}日?\)日?|(?<=截[至止])\d{1,2}日|(?<![\d月])\d{1,2}日(?=[,上下早晚获从当]|一天|\p{Han}{1,4}(?:获悉|了解到))|(?<=于)\d{1,2}日|(?<![^“。,;:\n])\d{1,2}日(?![均游内前后之]|以[内前后])"
    r"|(?<=记者|[菜果肉蛋粮价场比较与])(?:[12]?\d|3[01])日(?![均游内前后之龄年起间]|以[内前后])(?=[\p{Han}(,]))"
)
_WORDS: Final = load_words("time_words")
_SPLIT: Final[tuple[str, ...]] = tuple(_WORDS["until"]["split"])
_UNTIL: Final = (opening + day for opening, day in product(_WORDS["until"]["opening"], _WORDS["until"]["day"]))
_LEXICON: Final = Lexicon(
    {word: kind for kind, words in _WORDS.items() if kind != "until" for word in words} | dict.fromkeys(_UNTIL, "now")
)
_DATE_ANCHOR: Final = compile_pattern("[年月季期日]")
_FORM_ANCHOR: Final = compile_pattern("[假期金天节五年日周旦初夕宵运]|月十五|以来|至今|从前")
_REACH: Final = 16
"""No words of time begin further than this before their anchor, nor look further than this behind it."""


class Said(NamedTuple):
    """Words of time as printed: a date, a form with parts of its own, or just a word of some kind."""

    start: int
    end: int
    kind: str
    match: regex.Match[str] | None = None


def find_said(text: str) -> list[Said]:
    """Words of time in order of their start, dates before forms before words; they may overlap."""
    said = [Said(*match.span(), "date", match) for match in _near(text, _DATE_ANCHOR, _DATE)]
    said += [Said(*match.span(), str(match.lastgroup), match) for match in _near(text, _FORM_ANCHOR, _FORM)]
    words = _LEXICON.longest(text)
    never = [(start, end) for start, end, kind in words if kind == "never"]
    said = [one for one in said if not any(start <= one.start < end for start, end in never)]
    said += [Said(*word) for word in words if word[2] != "never" and not _is_split(text, word[0])]
    return sorted(said, key=lambda one: one.start)


def _is_split(text: str, start: int) -> bool:
    """Whether what looks like a word of time begins with the end of another: 项[目前]8个月."""
    return text.startswith(_SPLIT, max(0, start - 1))


def _near(text: str, anchor: regex.Pattern[str], pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
    """Matches of a pattern, tried only around the characters of which each match must hold one."""
    start = end = 0
    for found in anchor.finditer(text):
        if found.start() - _REACH > end:
            yield from pattern.finditer(text, start, end)
            start = found.start() - _REACH
        end = found.end() + _REACH
    yield from pattern.finditer(text, start, end)
