"""Is it believed? Implausible values get a flag; what is no figure becomes a refusal with its reason."""

from __future__ import annotations

from extract.step6_check.believe import check
from extract.step6_check.rows import build_observation

__all__ = ["build_observation", "check"]
