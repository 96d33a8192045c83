"""For each figure its region, period, organisation, measure, direction and status, from the words around it."""

from __future__ import annotations

from extract.step4_context.frames import (
    Frame,
    find_frames,
    goes_into_parts,
    is_of_noun,
    is_yardstick,
    opens_clause,
    paragraph_start,
    sentence_start,
)
from extract.step4_context.gazetteer import find_names
from extract.step4_context.lists import Membership, find_memberships
from extract.step4_context.measures import (
    GAP,
    MASK,
    Movement,
    find_qualifier,
    is_plain,
    is_proportion,
    read_base,
    read_movement,
    read_rate,
    read_sign,
)
from extract.step4_context.period import Period
from extract.step4_context.periods import find_periods
from extract.step4_context.settings import Setting, Settings
from extract.step4_context.status import find_status, is_left_behind, plan_goes_on

__all__ = [
    "GAP",
    "MASK",
    "Frame",
    "Membership",
    "Movement",
    "Period",
    "Setting",
    "Settings",
    "find_frames",
    "find_memberships",
    "find_names",
    "find_periods",
    "find_qualifier",
    "find_status",
    "goes_into_parts",
    "is_left_behind",
    "is_of_noun",
    "is_plain",
    "is_proportion",
    "is_yardstick",
    "opens_clause",
    "paragraph_start",
    "plan_goes_on",
    "read_base",
    "read_movement",
    "read_rate",
    "read_sign",
    "sentence_start",
]  # fmt: skip
