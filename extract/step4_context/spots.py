"""Parks, ports and scenic spots, of which a figure may be although they move neither its region nor its time."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extract.lexicon import Lexicon
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context.frames import Frame, opens_clause
from extract.step4_context.organisations import Organisation, name_begins

__all__ = ["Spots"]

_WORDS: Final = load_words("organisations")["spots"]
_SHAPES: Final = Lexicon(dict.fromkeys(_WORDS["shapes"], "spot"))
_NO_NAME: Final = compile_pattern(_WORDS["no_name"])
_ONLY_AT: Final = compile_pattern(f"(?:{_WORDS['only_at']})$")
_GOES_ON: Final = compile_pattern(_WORDS["goes_on"])
_LOOK: Final = 4


class Spots:
    """The spots that one article names, asked figure by figure."""

    def __init__(self, text: str, names: list[tuple[int, int]]) -> None:
        self.text = text
        starts = [start for start, _ in names]
        self._spots: list[Organisation] = []
        for start, end, _ in _SHAPES.longest(text):
            begin = name_begins(text, start, self._spots[-1].end if self._spots else 0, starts)
            if spot := self._spot(begin, start, end):
                self._spots.append(spot)
        self._starts = [spot.start for spot in self._spots]

    def _spot(self, begin: int, shape: int, end: int) -> Organisation | None:
        """A spot by its name, or by its mere shape at the beginning of a clause, which means the one named last."""
        if _GOES_ON.match(self.text, end) or _ONLY_AT.search(self.text, max(0, begin - _LOOK), begin):
            return None
        if begin < shape and not _NO_NAME.fullmatch(self.text, begin, shape):
            return Organisation(begin, end, "spot", self.text[begin:end])
        word = self.text[shape:end]
        named = next((spot.name for spot in reversed(self._spots) if spot.name.endswith(word)), "")
        return Organisation(shape, end, "spot", named) if named and opens_clause(self.text, shape) else None

    def of(self, frame: Frame, after: int) -> str:
        """The spot named last before a figure in its sentence, behind the region that the sentence speaks of."""
        place = bisect_left(self._starts, frame.number.start) - 1
        spot = self._spots[place] if place >= 0 else None
        return spot.name if spot and spot.start >= max(frame.sentence[0], after) else ""
