"""Quotations that a text may begin with, before it tells who speaks and when."""

from __future__ import annotations

from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern

__all__ = ["closes_opening", "is_quoted"]

_QUOTE: Final = "“"
_CLOSE: Final = "”"
_LONGEST: Final = 120
_STARTS: Final = compile_pattern(r"[。;!?]")
"""What ends a sentence before the quotation, which then does not begin the text."""


def is_quoted(text: str, position: int) -> bool:
    """Whether a position lies in what somebody says."""
    opens = text.rfind(_QUOTE, max(0, position - _LONGEST), position)
    return opens >= 0 and text.find(_CLOSE, opens, position) < 0


def closes_opening(text: str, opening: Span, position: int) -> int | None:
    """Where the quotation around `position` closes, if the text's `opening` paragraph begins with it: “820万元到账了!”7月12日."""
    first, last = opening
    close = text.find(_CLOSE, position, min(position + _LONGEST, last))
    opens = text.rfind(_QUOTE, first, position)
    if close < 0 or opens < 0 or text.find(_CLOSE, opens, position) >= 0:
        return None
    return None if _STARTS.search(text, first, opens) else close
