"""What a reader must know about a figure: one letter each beside it, letter and words in the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html

from dashboard.texts import Speech

__all__ = ["flag_legend", "flag_letters", "flag_marks"]


def flag_letters(flags: Iterable[str], say: Speech) -> str:
    """The letters alone, for a table's cell."""
    return " ".join(say.code("flag_letter", flag) for flag in flags)


def flag_marks(flags: Iterable[str], say: Speech) -> list[html.Sup]:
    """The letters beside a value, in words when touched."""
    return [html.Sup(say.code("flag_letter", flag), title=say.code("flag", flag), className="flag") for flag in flags]


def flag_legend(shown: Iterable[Sequence[str]], say: Speech) -> html.P:
    """Letter and words of every flag among the figures shown; empty without any."""
    flags = sorted({flag for flags in shown for flag in flags})
    items = [html.Span([html.B(say.code("flag_letter", flag)), f" {say.code('flag', flag)}"]) for flag in flags]
    return html.P(items, className="legend")
