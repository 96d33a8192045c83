"""Attributes that Python cannot write as keywords."""

from __future__ import annotations

from typing import Any

__all__ = ["attributes"]


def attributes(**values: str) -> dict[str, Any]:
    """`aria_label="…"` as `aria-label`, `data_state="…"` as `data-state`."""
    return {name.replace("_", "-"): value for name, value in values.items()}
