"""Thin pages: each registers itself, says how it enters the navigation, and lays out the cards that others draw."""
