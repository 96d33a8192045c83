"""A figure with its name: what all later steps ask of it."""

from __future__ import annotations

from typing import NamedTuple

from extract.rules import Indicator
from extract.step4_context import Frame, Movement
from extract.step5_name.choose import Choice

__all__ = ["Named", "name_of", "place_of"]


class Named(NamedTuple):
    """A figure with its movement and name; `choice` is None when no rule names it."""

    frame: Frame
    movement: Movement
    choice: Choice | None
    item: str
    how: str
    """own, list, inherited or other: how the name was found."""

    @property
    def indicator(self) -> Indicator | None:
        """What it is a figure of, when a rule names it."""
        return self.choice.naming.indicator if self.choice else None

    @property
    def is_nameless_level(self) -> bool:
        """Whether it is a level of something that no rule names."""
        return self.choice is None and self.movement.measure == "level"

    @property
    def kind(self) -> str:
        """The kind of that indicator; empty when no rule names it."""
        return self.indicator.kind if self.indicator else ""

    @property
    def announced(self) -> bool:
        """Whether it is told when something is signed or begun."""
        return self.indicator is not None and self.indicator.announced

    @property
    def seasonal(self) -> bool:
        """Whether it is told once a year."""
        return self.indicator is not None and self.indicator.seasonal

    @property
    def granted(self) -> bool:
        """Whether it is a limit that somebody was given."""
        return self.choice is not None and self.choice.naming.name.granted

    @property
    def is_volume(self) -> bool:
        """Whether it tells how much was sold or made, which 涨 and 跌 as prices do."""
        return self.frame.number.kind != "ratio" and self.kind == "flow"

    @property
    def nameless_duration(self) -> bool:
        """Whether it is a length of time that measures nothing we know: an ordinary expression of time."""
        return self.choice is None and self.frame.number.kind == "duration"


def place_of(named: Named) -> int:
    """Where a figure stands in the text."""
    return named.frame.number.start


def name_of(text: str, named: Named) -> str:
    """The words of a clean text that name a figure; empty for none."""
    return text[slice(*named.choice.span)] if named.choice and named.choice.span else ""
