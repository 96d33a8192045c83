"""Times that later sentences leave behind: told alone, or only to set the scene. One of the few places where Python knows Chinese."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context.period import Period

__all__ = ["set_aside"]

_MEAN: Final[str] = load_words("measures")["time"]["mean"]
_ALONE_BEFORE: Final = ("其中", "其中,", "单看", "单论", "光是", "仅")
_ALONE_AFTER: Final = ("当月", "单月")
"""Around a period of which only its own sentence speaks."""
_SCENERY: Final = compile_pattern(r"的[^,;。\d的]{1,6}(?:,|[^,;。\d]{0,4}寒意|[^,;。\d]{0,4}春意)")
"""Behind a month that only sets the scene: 8月的柴达木,红果压枝."""
_SEASON: Final = compile_pattern(r",?(?:正是|正值|正逢|正当|时值|恰逢|适逢)")
"""Behind a month of which only the season is told: 6月,正是追肥的时候."""
_SENTENCE_ENDS: Final = ("", "。", "\n")


def set_aside(text: str, period: Period, *, once: bool) -> Period:
    """A time, marked as one that only its sentence or its clause speaks of, where it is told alone or sets the scene."""
    start, end = period.start, period.end
    opens = text[start - 1 : start] in _SENTENCE_ENDS
    if opens and _SEASON.match(text, end):
        return period._replace(kind="vague", passing=True)
    if opens and _SCENERY.match(text, end):
        return period._replace(passing=True)
    passing = period.passing and not text.startswith("以", max(0, start - 1))
    alone = text.startswith(_MEAN, end) or (text.startswith(_ALONE_AFTER, end) and not opens)
    aside = once or alone or text.endswith(_ALONE_BEFORE, 0, start)
    return period._replace(passing=passing or aside, once=once)
