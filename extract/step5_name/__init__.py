"""Which indicator a figure is, and which part of it."""

from __future__ import annotations

from extract.step5_name.by_unit import tells_size
from extract.step5_name.choose import Choice
from extract.step5_name.name import Named, name_figures
from extract.step5_name.terms import Term, find_terms

__all__ = ["Choice", "Named", "Term", "find_terms", "name_figures", "tells_size"]
