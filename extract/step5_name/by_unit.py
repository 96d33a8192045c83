"""What a figure without any name is of by its unit alone."""

from __future__ import annotations

from typing import Any, Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.terms import naming_of

__all__ = ["by_unit", "tells_size"]

_RULES: Final[dict[str, Any]] = load_words("lists")["by_unit"]
_BEHIND: Final = {unit: compile_pattern(rule["behind"]) for unit, rule in _RULES.items() if "behind" in rule}
_BEFORE: Final = {unit: compile_pattern(rule["before"]) for unit, rule in _RULES.items() if "before" in rule}


def by_unit(chooser: Chooser, frame: Frame, *, sized: bool = False) -> Choice | None:
    """The naming that a unit alone allows: 12亩 in an article on fruit are orchards; `sized` only if the words beside tell a size."""
    rule = _RULES.get(frame.number.unit)
    if rule is None or ((sized or "behind" in rule) and not tells_size(chooser.text, frame)):
        return None
    words = chooser.text[frame.left : frame.clause[1]]
    if any(word in words for word in rule.get("without", ())):
        return None
    if "unless" in rule and chooser.speaks_of(tuple(rule["unless"])):
        return None
    if "about" in rule and not chooser.speaks_of(tuple(rule["about"])):
        return None
    return Choice(naming_of(rule["code"]), None, frame.number.unit)


def tells_size(text: str, frame: Frame) -> bool:
    """Whether a figure only tells how big a plant is, by the words behind it (15万吨[某项目]) or before it ([一期建]60万吨烧碱)."""
    behind, before = (table.get(frame.number.unit) for table in (_BEHIND, _BEFORE))
    if behind and behind.match(text, frame.number.end):
        return True
    return before is not None and before.search(text, frame.clause[0], frame.number.start) is not None
