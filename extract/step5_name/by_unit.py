"""What a figure without any name is of by its unit alone."""

from __future__ import annotations

from typing import Any, Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.terms import naming_of

__all__ = ["by_unit"]

_RULES: Final[dict[str, Any]] = load_words("lists")["by_unit"]
_BEHIND: Final = {unit: compile_pattern(rule["behind"]) for unit, rule in _RULES.items() if "behind" in rule}


def by_unit(chooser: Chooser, frame: Frame, *, behind: bool = False) -> Choice | None:
    """The naming that a unit alone allows: 12亩 in an article on fruit are orchards; or only with words `behind`: 15万吨[某项目]."""
    rule, words_behind = _RULES.get(frame.number.unit), _BEHIND.get(frame.number.unit)
    if rule is None or (behind and words_behind is None):
        return None
    words = chooser.text[slice(*frame.clause)]
    if any(word in words for word in rule.get("without", ())):
        return None
    if words_behind and words_behind.match(chooser.text, frame.number.end) is None:
        return None
    if "unless" in rule and chooser.speaks_of(tuple(rule["unless"])):
        return None
    if "about" in rule and not chooser.speaks_of(tuple(rule["about"])):
        return None
    return Choice(naming_of(rule["code"]), None, frame.number.unit)
