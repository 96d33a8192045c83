"""Parks, ports, scenic spots and single projects, of which a figure may be although they move neither its region nor its time."""

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
_SHAPES: Final = Lexicon(dict.fromkeys(_WORDS["shapes"], "spot") | dict.fromkeys(_WORDS["works"], "works"))
_TOLD_OF: Final = compile_pattern(_WORDS["told_of"])
_NO_WORKS: Final = compile_pattern(_WORDS["no_works"])
_WORKS_BOUNDARY: Final = compile_pattern(rf"[\s\S]*{_WORDS['works_boundary']}")
_THIS: Final[str] = _WORDS["this"]
_NO_NAME: Final = compile_pattern(_WORDS["no_name"])
_ONLY_AT: Final = compile_pattern(f"(?:{_WORDS['only_at']})$")
_GOES_ON: Final = compile_pattern(_WORDS["goes_on"])
_LOOK: Final = 4
_LONGEST: Final = 30


class Spots:
    """The spots that one article names, asked figure by figure."""

    def __init__(self, text: str, names: list[tuple[int, int]]) -> None:
        self.text = text
        starts = [start for start, _ in names]
        self._spots: list[Organisation] = []
        for start, end, kind in _SHAPES.longest(text):
            floor = self._spots[-1].end if self._spots else 0
            begin = _works_begin(text, start, floor) if kind == "works" else name_begins(text, start, floor, starts)
            if spot := self._spot(begin, start, end, kind):
                self._spots.append(spot)
        self._starts = [spot.start for spot in self._spots]

    def _spot(self, begin: int, shape: int, end: int, kind: str) -> Organisation | None:
        """A spot by its name, or by its mere shape at the beginning of a clause, which means the one named last."""
        if _GOES_ON.match(self.text, end) or _ONLY_AT.search(self.text, max(0, begin - _LOOK), begin):
            return None
        if begin < shape and self._is_name(begin, shape, end, kind):
            return Organisation(begin, end, kind, self.text[begin:end])
        word = self.text[shape:end]
        named = next((spot.name for spot in reversed(self._spots) if spot.name.endswith(word)), "")
        alone = begin == shape and opens_clause(self.text, shape - self.text.startswith(_THIS, shape - 1))
        return Organisation(shape, end, kind, named) if named and alone else None

    def _is_name(self, begin: int, shape: int, end: int, kind: str) -> bool:
        """Whether the words before a shape are a name; that of works only where their size or money follows."""
        if _NO_NAME.fullmatch(self.text, begin, shape):
            return False
        return kind == "spot" or bool(
            _TOLD_OF.match(self.text, end) and not _NO_WORKS.fullmatch(self.text, begin, shape)
        )

    def of(self, frame: Frame, after: int) -> str:
        """The spot named last before a figure and behind what the text speaks of; one of an earlier sentence only if it is a project."""
        place = bisect_left(self._starts, frame.number.start) - 1
        spot = self._spots[place] if place >= 0 else None
        if spot is None or spot.end <= after or "\n" in self.text[spot.end : frame.number.start]:
            return ""
        return spot.name if spot.start >= frame.sentence[0] or spot.kind == "works" else ""


def _works_begin(text: str, shape: int, floor: int) -> int:
    """Where the name of a single project begins: it may hold what other names do not, as 和 and 及."""
    floor = max(floor, shape - _LONGEST)
    cut = _WORKS_BOUNDARY.match(text, floor, shape)
    return cut.end() if cut else floor
