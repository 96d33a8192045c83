"""Every number of a text with its unit, in Arabic or Chinese numerals, with ranges and lists; what is no figure is refused."""

from __future__ import annotations

from extract.step3_figures.figures import Figures, find_figures
from extract.step3_figures.number import Number

__all__ = ["Figures", "Number", "find_figures"]
