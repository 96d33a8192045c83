"""How words of time are printed: one pattern for dates, one for the rest. One of the few places where Python knows Chinese."""

from __future__ import annotations

from typing import Final

import regex

from extract.rules import load_words

__all__ = ["DATE", "HOLIDAYS", "OTHER"]

_N: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_TO: Final = r"(?:至|到|-{1,2}|~)"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d年度?|[一二][〇零九][〇零一二三四五六七八九]{2}年|[今去前明当次同翌]年(?!产|轻)度?|[本上]年度?)"
_PART: Final = rf"""(?:
    (?P<half>[上下])半年
    |(?P<quarters>前[一二两三四123])个?季度|第?(?P<quarter>[一二三四1234首])季度?(?<=季度|首季)|(?P<whole>全年)
    |(?P<m1>{_N})月?份?{_TO}(?P<m2>{_N})月份?
    |[前头](?P<months>{_N})个?月
    |(?P<dm1>{_N})月(?P<d1>\d{{1,2}})[日号]?{_TO}(?:(?P<dm2>{_N})月)?(?P<d2>\d{{1,2}})[日号]
    |(?P<dm1>{_N})月(?P<d1>\d{{1,2}})[日号]
    |(?P<month>(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]))月份?(?![台饼亮子嫂])
    |(?P<same>同期|同月)|(?P<lastmonth>上个?月)|(?P<thismonth>[当本]月|这个月)
    |(?P<yearend>年[底末])|(?P<yearstart>年初))"""
DATE: Final = regex.compile(
    rf"""(?=[\d截今去前明当次同翌本上下一二三四五六七八九十首第全头这年])(?P<asof>截[至止](?:到|至|了)?)?
    (?:(?P<y1>(?:19|20)\d\d)年?{_TO}(?P<y2>(?:19|20)\d\d)年(?:间|期间)?|{_YEAR}[的,]?{_PART}|{_YEAR}|{_PART})
    (?P<since>(?:开始|起)?以来|来(?=,)|起至今|至今)?(?P<tail>[底末初](?![步级心期中]))?""",
    regex.VERBOSE,
)
HOLIDAYS: Final = load_words("holidays")
_HOLIDAY_NAMES: Final = HOLIDAYS["names"]
OTHER: Final = regex.compile(
    r"(?=[“春清五端中十国元双过最近截目现当如迄至眼时累总共以日期连这今昨前本上刚不\d每年月常平多历几])"
    rf"(?:(?P<holiday>{_HOLIDAY_NAMES}{HOLIDAYS['tail']})"
    r"|(?P<plan>“?十(?P<nth>[一二三四五六])五”?(?:规划)?(?P<plan_tail>以来|期间|时期|期末|末|开局)?)"
    r"|(?P<past>(?:过去|最近|近)的?(?P<n>[一二两三四五六七八九十]|\d{1,2})(?P<full>个)?年(?:间|(?P<recent>来)|内)?)"
    r"|(?P<now>截[至止]到?(?:目前|今|现在|当前|发稿(?:时|前)?|记者发稿)|目前|现在|当前|如今|现有|现已|迄今|至今|眼下|时下)"
    r"|(?P<so_far>累计|总共已|共已|(?<=\p{Han}{2})以来)"
    r"|(?P<event>日前|近日|近期|最近|连日来|这几天|今天|昨[天日]|前天|当[天日]|日前|本周|上周|刚刚|前不久|不久前|(?<![\d月])\d{1,2}日(?=[,上下早晚获从]|\p{Han}{1,4}(?:获悉|了解到)))"
    r"|(?P<each>每[年月季天日周]|年均|月均|日均|常年|平均每)"
    r"|(?P<vague>近年来|近几年|多年来|这些年|历年|这几年|几年来))"
)
