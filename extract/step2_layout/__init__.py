"""Page text to articles: what the print did to the text is undone on a copy in which every character keeps its origin."""

from __future__ import annotations

from extract.step2_layout.articles import Article, find_articles

__all__ = ["Article", "find_articles"]
