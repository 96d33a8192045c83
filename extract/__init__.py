"""Chinese newspaper pages to a tidy table of regional economic indicators.

>>> import extract
>>> frame = extract.extract_text("一季度,全市实现地区生产总值94亿元。", published="2025-04-10", home_region="330500")
>>> frame[["indicator", "value", "unit"]].values.tolist()
[['gdp', 9400000000.0, 'CNY']]
"""

from __future__ import annotations

from extract.api import extract_pages, extract_text

__all__ = ["extract_pages", "extract_text"]
