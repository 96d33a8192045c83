"""Words of time that only say what a change is measured from. One of the few places where Python knows Chinese."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern

__all__ = ["is_set_against", "names_something"]

_BEFORE: Final = compile_pattern(
    r"(?:[比较与同]|仅次于|一改|扭转|改变|止住|相比|对比|低于|高于|快于|好于|优于|超过|超|恢复[至到]|相当于|受|排[到至]了?)$"
)
_AFTER: Final = compile_pattern(
    r"(?<=年)(?:相)?比(?![重例值亚])|(?<=年度)[^,。;]{0,16}(?:案例|名单|榜单|评选|称号|示范|奖)|(?<=[和跟与][^,;。]{2,9}[年月期日])(?:相)?比|为(?:基期|基数|100)|的(?:近|约)?(?:\d[\d.]*+|[一二三四五六七八九十两]+)[倍成%]|(?<=(?:占|完成|达到?|为|实现)全年)(?:的)?(?:目标|任务|计划|预算|预期)|(?:创办|创建|成立|创立|组建|设立|建厂|建校|注册)的|(?<=年)(?:[春夏秋冬]季|第[一二三四五六七八九十\d]次)|的?任务(?:提前|已|超额)|(?:的)?(?:首[次个]|最[高低快大好]|新高|新低|同期最|历史)|第[一二三四五六七八九十]批"
    r"|(?<!以来)(?<!日)(?:(?![将拟])[^,;。\d]){0,4}(?:投产|(?<!新)(?<!集中)开工|竣工|动工|建成|投运|达产|上市|投用|开业|交付)(?!以来|后,|项目\d)"
    r"|(?<!日)[^,;。\d]{0,10}(?:开工|签约|竣工)[^,;。\d]{0,10}(?:活动|仪式|大会|现场会|推进会)"
)
_LOOK: Final = 4


def is_set_against(text: str, start: int) -> bool:
    """Whether what stands right before words of time makes them what something is measured from: 比, 相当于."""
    return _BEFORE.search(text, max(0, start - _LOOK), start) is not None


def names_something(text: str, end: int) -> bool:
    """Whether words of time only name what stands right behind them: 2012年[建成的], 一季度[集中开工活动]."""
    return _AFTER.match(text, end) is not None
