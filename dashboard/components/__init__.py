"""Pieces of a page: shell, cards, filters, tables and the evidence drawer, all as components and never as raw HTML."""
