"""Which indicators and counters are kindred, so that one name may stand for the other."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step5_name.choose import Choice

__all__ = ["are_alike", "are_kin", "cost_of", "is_decided", "is_percentage", "tells_whose"]

_WORDS: Final = load_words("lists")
_FAMILIES: Final = [frozenset(family) for family in _WORDS["families"].values()]
_DECIDED: Final = compile_pattern(_WORDS["decided"])
_OF_SPENDING: Final[dict[str, list[str]]] = _WORDS["of_spending"]
_COSTS: Final[dict[str, str]] = _WORDS["costs"]
_OF_ANIMALS: Final = frozenset(_WORDS["of_animals"])
_PERCENTAGES: Final = frozenset({"%", "pp"})


def are_kin(one: Choice, other: Choice) -> bool:
    """Whether two names are of one family: loans issued and outstanding."""
    codes = {one.naming.indicator.code, other.naming.indicator.code}
    return any(codes <= family for family in _FAMILIES)


def is_decided(text: str, choice: Choice) -> bool:
    """Whether a name says itself which of its kin it is: 其中,企业贷款[余额]."""
    return choice.span is not None and _DECIDED.search(text, *choice.span) is not None


def tells_whose(text: str, choice: Choice, told: str) -> bool:
    """Whether a name only says whose spending or income it is that was just told: 人均消费支出3万元;[农村居民]2万元."""
    return choice.naming.indicator.code in _OF_SPENDING.get(told, ()) and not is_decided(text, choice)


def cost_of(counted: str) -> str:
    """The indicator of what counted things cost: projects and their total investment."""
    return _COSTS.get(counted, "")


def are_alike(one: str, other: str) -> bool:
    """Whether two counters may count parts of one thing: 牲畜1966万头只,其中牛300万头."""
    return one == other or (one != "" and other != "" and {*one, *other} <= _OF_ANIMALS)


def is_percentage(choice: Choice) -> bool:
    """Whether a name is that of a percentage, which grows by points and not by per cent."""
    return choice.naming.indicator.kind == "rate" and choice.naming.units <= _PERCENTAGES
