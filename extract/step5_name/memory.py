"""What an article has told so far, and what a figure without a full name of its own takes from it."""

from __future__ import annotations

from typing import Any, Final

from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context import Frame, Movement, goes_into_parts, is_of_noun, paragraph_start
from extract.step5_name.beside import BESIDE, stands_beside
from extract.step5_name.choose import Choice
from extract.step5_name.fitting import fitting_unit
from extract.step5_name.items import without_any_region
from extract.step5_name.kin import are_alike, are_kin, cost_of, is_decided, is_percentage, tells_whose
from extract.step5_name.named import Named, name_of, place_of
from extract.step5_name.prices import Prices

__all__ = ["Memory"]

_WORDS: Final = load_words("lists")
_REAL: Final[str] = load_words("items")["real"]
_BARE: Final = compile_pattern(_WORDS["bare"])
_SHORT: Final[dict[str, dict[str, Any]]] = _WORDS["short"]
_OF_PARTS: Final = frozenset(_WORDS["whole"]["of_parts"])
_OF_ALL: Final = frozenset(_WORDS["whole"]["of_all"])
_NAME: Final = compile_pattern(_WORDS["name"])
_PLACED: Final = compile_pattern(_WORDS["placed"])
_RISES: Final = compile_pattern(_WORDS["rises"])
_COLON: Final = ":"
_COAL: Final = ("tce", "t")
"""Standard coal leaves its name to no tonnes of other things: 节约20吨标准煤,消化废渣[110吨]."""
_IN_ROW: Final[dict[str, list[str]]] = _WORDS["in_row"]
_OF_OUTPUT: Final[dict[str, list[str]]] = _WORDS["of_output"]
_AMONG: Final = compile_pattern(_WORDS["among"])
_OF_REGIONS: Final = compile_pattern(load_words("regions")["parts"])
_OTHER_PART: Final = compile_pattern(_WORDS["other_part"])
_LINKS: Final[str] = _WORDS["links"]
_JOINED: Final = compile_pattern(load_words("regions")["and"])


class Memory:
    """The figures that an article has told, for those to come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: Named | None = None
        """The last figure; a rank or a count of movers stands beside what it is of and leaves nothing to later ones."""
        self.owner: Named | None = None
        """The amount whose share of a whole the last figure is; what grows next is that and not the whole."""
        self.paragraph: list[Named] = []
        """What the last figure's paragraph has told."""
        self._above: list[Named] = []
        """What the paragraph before told; one that goes into the parts of what stands above it goes with that."""
        self.prices = Prices(text)
        self.full: dict[str, Named] = {}
        """The last figure of each indicator that the article has named in full."""

    def remember(self, named: Named) -> None:
        """Keep a figure."""
        if self.paragraph and not self._is_here(named.frame):
            of_parts = goes_into_parts(self.text, self.paragraph[0].frame.sentence[0])
            self._above, self.paragraph = (self._above if of_parts else []) + self.paragraph, []
        self.paragraph.append(named)
        name = named.choice.naming.name if named.choice else None
        if named.choice and named.how == "own" and name and not (name.weak or name.item):
            self.full[named.choice.naming.indicator.code] = named
        self.prices.remember(named)
        self.owner = self.last if self._is_its_share(named) else None
        if self.last is None or not stands_beside(named):
            self.last = named

    def _is_its_share(self, named: Named) -> bool:
        """Whether a figure is the share that the amount before it has of a whole: 二产增加值180亿元,占GDP的[78.3%],增长16.9%."""
        last = self.last_in(named.frame)
        if last is None or named.movement.measure != "share" or last.choice is None or named.choice is None:
            return False
        return last.frame.number.kind != "ratio" and last.indicator != named.indicator

    def last_in(self, frame: Frame) -> Named | None:
        """The last figure, if it stands in a figure's own sentence."""
        return self.last if self.last and self.last.frame.sentence == frame.sentence else None

    def has_told(self, code: str) -> bool:
        """Whether the article has named an indicator in full."""
        return code in self.full

    def inherit(self, last: Named | None, frame: Frame, movement: Movement) -> Choice | None:
        """The name of an earlier figure, if this one can have it and does not count other things."""
        if last is None or self.counts_otherwise(last, frame):
            return None
        return self.take(last, frame, movement)

    def take(self, last: Named, frame: Frame, movement: Movement) -> Choice | None:
        """The name of an earlier figure for one that stands in a row with it, be it of other things: 铜箔10万吨和[1000万张]板材."""
        if last.choice is None:
            return None
        if last.choice.naming.indicator.kind == "count" and movement.measure in ("mom", "contribution"):
            return None
        if (last.frame.number.unit, frame.number.unit) == _COAL:
            return None
        if movement.is_growth and frame.number.unit == "%" and is_percentage(last.choice):
            return None  # 增长面达67.6%。其中,电气机械增长[11.2%]
        unit = fitting_unit(last.choice.naming, frame.number, movement)
        return Choice(last.choice.naming, None, unit) if unit is not None else None

    def item_like(self, choice: Choice | None) -> str:
        """The item of the last figure, for one that inherits its name; of another name's figure it is none.

        Growth without the rise of prices says so each time: 扣除价格因素,[实际]增长9.7%.
        """
        indicator = choice.naming.indicator if choice else None
        told = self.last.indicator if self.last else None
        shared = told == indicator or (told and indicator and cost_of(told.code) == indicator.code)
        return self.last.item.removesuffix(_REAL) if self.last and shared else ""

    def counts_otherwise(self, last: Named, frame: Frame) -> bool:
        """Whether a figure counts other things than what was told, as its counter says: 放贷150万元,支持建棚[110个]."""
        number = frame.number
        if number.kind not in ("count", "people") or last.choice is None:
            return False
        naming = last.choice.naming
        if number.kind == "count" and naming.counters and number.surface not in naming.counters:
            return True
        if frame.left == number.start or _JOINED.match(self.text, frame.left):
            return False
        same = (n for n in reversed(self.paragraph) if n.choice and n.choice.naming == naming)
        told = next((n for n in same if n.frame.number.kind != "ratio"), last).frame.number
        alike = are_alike(told.surface, number.surface) if number.kind == "count" else told.unit == number.unit
        return told.kind != "ratio" and not alike

    def of_family(self, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
        """The indicator of the sentence before where this one tells its parts with words that also name a kindred one."""
        if choice.span is None or not goes_into_parts(self.text, frame.sentence[0]) or is_decided(self.text, choice):
            return None
        kin = self.last and self.last.choice and are_kin(choice, self.last.choice)
        return self.inherit(self.last if kin else self._counted_alike(choice, frame), frame, movement)

    def of_told(self, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
        """What the sentence told, where a name says only whose it is or of what whole: 人均消费支出3万元;农村居民人均[2万元]."""
        last = self.last_in(frame) or (self.last if self.has_parts_in(frame) else None)
        if last is None or last.indicator is None:
            return None
        told, code = last.indicator.code, choice.naming.indicator.code
        shares = movement.measure == "share" and code in _OF_OUTPUT.get(told, ())
        row = code in _IN_ROW.get(told, ()) and self.text.startswith("、", frame.left)
        return self.inherit(last, frame, movement) if shares or row or tells_whose(self.text, choice, told) else None

    def counted(self, frame: Frame, movement: Movement) -> Choice | None:
        """What the sentence counted last, where a list speaks of the number: 企业9家,进出口8亿元,[数量]、金额分别增长5%、6%."""
        counts = (n for n in reversed(self.here(frame)) if n.frame.number.kind in ("count", "people"))
        return self.inherit(next(counts, None), frame, movement)

    def here(self, frame: Frame) -> list[Named]:
        """What a figure's sentence has told before it."""
        return [named for named in self.paragraph if named.frame.sentence == frame.sentence]

    def lately(self) -> list[Named]:
        """What the last figure's paragraph and the one before it have told."""
        return [*self._above, *self.paragraph]

    def has_parts_in(self, frame: Frame) -> bool:
        """Whether a figure's sentence goes into the parts of what the one right before it told last."""
        start = frame.sentence[0]
        if self.last is None or not goes_into_parts(self.text, start):
            return False
        return self.last.frame.sentence[1] <= start and not self.text[self.last.frame.sentence[1] : start].strip()

    def above_parts(self, frame: Frame) -> Named | None:
        """What was told last before the sentence, where this one goes into its regions and counted them: 分县看,[11个县]增长,甲县增[5%]."""
        parts = _OF_REGIONS.match(self.text, frame.sentence[0]) or _AMONG.match(self.text, frame.own)
        if not parts:
            return None
        return next((n for n in reversed(self.lately()) if n.choice and n.frame.sentence != frame.sentence), None)

    def _counted_alike(self, choice: Choice, frame: Frame) -> Named | None:
        """What was told last in the same counters, where a name says little: 销售家电4万台。其中,彩电[2万台]."""
        if not choice.naming.name.weak or frame.number.kind != "count":
            return None
        alike = (named for named in reversed(self.paragraph) if named.frame.number.surface == frame.number.surface)
        return next(alike, None)

    def of_index(self, frame: Frame, movement: Movement) -> Choice | None:
        """The price index that the figure before told in its paragraph: what rises or falls then are its parts."""
        goes_on = self.paragraph and (
            self._is_here(frame) or goes_into_parts(self.text, paragraph_start(self.text, frame.sentence[0]))
        )
        amounts = (n for n in reversed(self.paragraph) if n.frame.number.kind not in BESIDE)
        before = next(amounts, None) if goes_on else None
        if before is None or before.choice is None:
            return None
        moves = frame.number.kind == "ratio" and movement.is_growth
        told = before.movement.measure in ("yoy", "mom", "contribution") or "/" in before.frame.number.unit
        return self.inherit(before, frame, movement) if moves and told and before.choice.is_index else None

    def rises(self, frame: Frame, movement: Movement, *, named: bool) -> Choice | None:
        """The price of which the article spoke last, for a rate in words that prices move with, or a nameless one behind a price's."""
        start = frame.sentence[0] if self.text.startswith(_COLON, frame.own - 1) else frame.own
        last, index = self.last, self.prices.index
        priced = not named and last and index and last.indicator == index.indicator and movement.measure == "mom"
        if frame.number.kind != "ratio" or not (priced or _RISES.search(self.text, start, frame.number.start)):
            return None
        if last and frame.sentence[0] < last.frame.number.end < frame.own and last.is_volume:
            return None
        return self.inherit(self.prices.index, frame, movement)

    def in_full(self, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
        """The indicator that the article named in full before, where a bare noun (收入, 投资) stands for it."""
        noun = self.text[slice(*choice.span)] if choice.span else ""
        short = _SHORT.get(noun)
        if short is None or (short.get("rates") and frame.number.kind != "ratio"):
            return None
        words = self.text[frame.own : frame.right]
        of_one = frame.number.kind == "money" and is_of_noun(self.text, frame)
        last = self.last_in(frame) if self.text.startswith("、", frame.left) else None
        in_row = last is not None and last.indicator == choice.naming.indicator  # 投放甲贷款7亿元、乙[贷款]5亿元
        if of_one or in_row or any(word in words for word in short["without"]):
            return None
        literal = short.get("literal", ())  # 主营收入60亿元,税收2亿元;建材企业20家,[收入]32亿元
        told = ((code, self.full[code]) for code in short["for"] if code in self.full)
        named = [full for code, full in told if code not in literal or noun in name_of(self.text, full)]
        opens = (frame.sentence[0], paragraph_start(self.text, frame.sentence[0]))
        parts = noun in _OF_PARTS and any(goes_into_parts(self.text, start) for start in opens)
        if noun not in _OF_ALL:
            named.sort(key=place_of, reverse=not parts)
        full = named[0] if named else None
        return self.inherit(full, frame, movement)

    def of_paragraph(self, frame: Frame, movement: Movement) -> Choice | None:
        """For a figure with only a region before it: the name of the last one here that fits, or of the first in the paragraph above.

        A level needs one in the same unit. What goes into the parts of something leaves no name behind.
        """
        if not (self.is_bare(frame) or self._takes_place(frame)):
            return None
        parts = goes_into_parts(self.text, frame.sentence[0])
        told = self.lately()
        here = any(named.choice for named in self.paragraph) and self._is_here(frame)
        for named in reversed(told) if here else told:
            same = frame.number.kind == "ratio" or named.frame.number.unit == frame.number.unit
            whole = parts or not goes_into_parts(self.text, named.frame.sentence[0])
            if not (same and whole) or self._is_other_part(named, frame):
                continue
            if found := self.inherit(named, frame, movement):
                return found
        return self._of_rate(frame, movement)

    def _of_rate(self, frame: Frame, movement: Movement) -> Choice | None:
        """What the rate told last in the paragraph is the growth of, for a smaller region's amount: 出口增长10%。[甲县]8亿元."""
        last = self.last
        grew = last and last.movement.is_growth and last.frame.number.kind == "ratio" and self._beside(last, frame)
        if not grew or frame.number.kind != "money" or movement.measure != "level":
            return None
        words = self.text[frame.own : frame.number.start]
        return self.inherit(last, frame, movement) if without_any_region(words) != words else None

    def _is_other_part(self, named: Named, frame: Frame) -> bool:
        """Whether an earlier figure was a part's, and a new one is of another: 收入9亿元,其中税收[7亿元]。分级次看,市本级3亿元."""
        start = frame.sentence[0]
        if not goes_into_parts(self.text, start) or _AMONG.match(self.text, start):
            return False
        return last_match(_OTHER_PART, self.text, named.frame.sentence[0], named.frame.number.start) is not None

    def is_bare(self, frame: Frame) -> bool:
        """Whether only a region and words without a meaning of their own stand before a figure."""
        words = self.text[frame.own : frame.number.start]
        return _BARE.fullmatch(without_any_region(words.lstrip(_LINKS))) is not None

    def _takes_place(self, frame: Frame) -> bool:
        """Whether only a name stands before a figure, and behind it where that name ranks: 某厂以[5亿元]居首."""
        named = _NAME.fullmatch(self.text, frame.own, frame.number.start)
        return named is not None and _PLACED.match(self.text, frame.number.end) is not None

    def parallel(self, frame: Frame, movement: Movement, *, here: bool) -> Choice | None:
        """The name of the last figure with the same unit, `here` in the sentence or before it: 甲园区5亿元,第八位;乙园区[3亿元]."""
        sentence = self.paragraph[-1].frame.sentence if self.paragraph else None
        if (sentence == frame.sentence) != here:
            return None
        same = (
            named
            for named in reversed(self.paragraph)
            if named.choice
            and named.frame.sentence == sentence
            and named.frame.number.unit == frame.number.unit
            and named.frame.number.kind != "ratio"
            and not self._is_other_part(named, frame)
        )
        return self.inherit(next(same, None), frame, movement)

    def _is_here(self, frame: Frame) -> bool:
        """Whether a figure stands in the paragraph of the last one."""
        return self._beside(self.paragraph[-1], frame)

    def _beside(self, named: Named, frame: Frame) -> bool:
        """Whether a figure stands in the paragraph of an earlier one."""
        return "\n" not in self.text[named.frame.number.end : frame.number.start]
