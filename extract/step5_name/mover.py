"""The movement of each figure of an article: its measure and sign, on the base that the passage last named."""

from __future__ import annotations

from typing import Final, NamedTuple

from extract.models import Measure, Span
from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import (
    MASK,
    Frame,
    Membership,
    Movement,
    is_plain,
    is_proportion,
    is_yardstick,
    paragraph_start,
    read_base,
    read_movement,
    read_rate,
    read_sign,
)
from extract.step5_name.choose import Choice

__all__ = ["Mover"]

_BARE_PART: Final = compile_pattern(load_words("lists")["bare_part"])
_INDEX: Final[str] = load_words("lists")["index"]
_BARE: Final = compile_pattern(load_words("measures")["bare"])
_BRACKETED: Final = compile_pattern(load_words("measures")["bracketed"])
_ADDED: Final = compile_pattern(load_words("measures")["added"])
_TOPIC: Final = compile_pattern(load_words("measures")["rate_topic"])
_AMONG: Final = compile_pattern(load_words("lists")["among"])
_OF: Final[str] = load_words("items")["of"]
_PART_OF: Final = compile_pattern(load_words("measures")["part_of"])
_OPENING: Final = 10
_BASKET: Final = compile_pattern(load_words("measures")["basket"])
_CUMULATIVE: Final = compile_pattern(load_words("measures")["cumulative"])
_TURNS: Final = compile_pattern(load_words("measures")["turns"])
_LANDS: Final = compile_pattern(load_words("measures")["lands"])
_NARROWS: Final = compile_pattern(load_words("measures")["narrows"])
_JOINER: Final = compile_pattern(load_words("regions")["and"])
_SHARE_ROW: Final = compile_pattern(load_words("measures")["share_row"])
_BASES: Final = ("yoy", "mom")
_COUNTED: Final = frozenset({"count", "people"})
"""Groups of units of what is counted by the piece."""
_FRACTION: Final = compile_pattern(load_words("measures")["fraction"])
_BELOW: Final[str] = load_words("measures")["below"]
_ANOTHER: Final = compile_pattern(load_words("lists")["bracketed"])
_MARKS: Final = ",;:"
_ARRIVES: Final = compile_pattern(load_words("measures")["arrives"])


class _Moved(NamedTuple):
    frame: Frame
    movement: Movement


class Mover:
    """Remembers, figure by figure, the base and the movement that a later one goes on with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.base: Measure | None = None
        self.first_base: Measure | None = None
        self.own_base: Measure | None = None
        self.read_to = 0
        self.last: _Moved | None = None
        self.grown: Movement | None = None
        """How the last rate of growth moved."""

    def remember(self, frame: Frame, movement: Movement) -> None:
        """Keep what a figure came to."""
        self.last = _Moved(frame, movement)
        if movement.is_growth and frame.number.kind == "ratio":
            self.grown = movement

    def follow(self, frame: Frame, membership: Membership | None) -> None:
        """Keep the base named last in the sentence; a new sentence goes back to the one that the article began with."""
        if self.last and self.last.frame.sentence != frame.sentence:
            self.base = self._opening(frame) or self._back(frame)
        if self.base == "mom" and _CUMULATIVE.search(
            self.text, max(self.read_to, frame.sentence[0]), frame.number.start
        ):
            self.base = None
        named = read_base(self.text, max(self.read_to, frame.sentence[0]), frame.number.start)
        self.own_base = read_base(self.text, *membership.member) if membership and membership.member else None
        named = self.own_base or (None if frame.number.unit == "pp" else named)
        self.base = named or self.base
        below = self.text.find(_BELOW, max(self.read_to, frame.sentence[0]), frame.number.start) >= 0
        if below or self.first_base is None:
            self.first_base = self.base if below or self.base in _BASES else None
        self.read_to = frame.number.end

    def _back(self, frame: Frame) -> Measure | None:
        """The base that the article began with; but once its paragraph tells of the year before, no more that of last month."""
        here = self.last is not None and self.last.frame.number.end > paragraph_start(self.text, frame.sentence[0])
        return self.base if here and (self.first_base, self.base) == ("mom", "yoy") else self.first_base

    def _opening(self, frame: Frame) -> Measure | None:
        """The base that its paragraph opened with, or that of the sentence whose parts this one tells: 从环比看,…….

        A paragraph on a part of the same (非食品中) goes on with the one above.
        """
        if _AMONG.match(self.text, frame.sentence[0]):
            return self.base
        start = paragraph_start(self.text, frame.sentence[0])
        opened = read_base(self.text, start, start + _OPENING) if start < frame.sentence[0] else None
        if opened or not _BASKET.match(self.text, start):
            return opened if opened in _BASES else None  # 近三年来……。去年,收入增长9%
        above = paragraph_start(self.text, max(start - 1, 0))
        return read_base(self.text, above, above + _OPENING)

    def read(self, frame: Frame, choice: Choice | None = None) -> Movement:
        """The movement of a figure; a list goes on with that of its first member, and a name says nothing of direction."""
        if frame.number.kind == "rank":
            return read_movement(frame.number, "", "", self.base)
        left = self.words(frame)
        words = self.text[slice(*left)]
        if taken := self.last and self._taken_over(self.last, frame, words):
            return taken
        name = ""
        if choice and choice.span and left[0] <= choice.span[0] < left[1]:
            name = self.text[slice(*choice.span)]
            start, end = choice.span[0] - left[0], choice.span[1] - left[0]
            words = words[:start] + MASK * (end - start) + words[end:]
        movement = read_movement(frame.number, words, self.text[frame.number.end : frame.right], self.base, name)
        movement = self._of_fall(frame, words, movement)
        if movement.measure == "level" and frame.number.kind == "ratio":
            movement = self._of_parts(frame) or movement
        if (
            name
            and movement.measure == "level"
            and choice
            and choice.naming.indicator.kind == "stock"
            and _ADDED.search(name)
        ):
            movement = Movement("change", base=self.base)
        return self._continue(movement, "") if self.own_base else movement

    def _of_parts(self, frame: Frame) -> Movement | None:
        """The growth that a rate is once the sentence turned to rates, or the share that a fraction is: 接近用电的[三分之一]."""
        if self._on_rates(frame):
            return Movement(self.base or "yoy", base=self.base)
        return Movement("share") if _FRACTION.match(self.text, frame.number.start) else None

    def _last_in(self, frame: Frame) -> _Moved | None:
        """The last figure, if it stands in a figure's own sentence."""
        return self.last if self.last and self.last.frame.sentence == frame.sentence else None

    def _of_fall(self, frame: Frame, words: str, movement: Movement) -> Movement:
        """The movement of points by which the fall told before narrowed or grew: 下降17.5%,较一季度收窄[21.1个百分点]."""
        last = self._last_in(frame)
        if last is None or frame.number.unit != "pp":
            return movement
        before = _NARROWS.search(self.text, last.frame.own, last.frame.number.start)
        narrowed = last.frame.number.unit == "pp" and before is not None and not before["wider"]
        fell = last.movement.is_growth and last.movement.sign < 0 and last.frame.number.unit == "%"
        turns = _NARROWS.search(words) if fell or (narrowed and last.movement.sign > 0) else None
        return movement._replace(sign=-1 if turns["wider"] else 1) if turns else movement

    def _taken_over(self, last: _Moved, frame: Frame, words: str) -> Movement | None:
        """The movement of the figure before, for one that goes on its list, is its yardstick, shares its verb or tells where it went."""
        if frame.continues:
            return self._continue(last.movement, words)
        if self.compares(frame):
            alike = last.frame.number.unit == frame.number.unit
            return last.movement if alike or self.grown is None else self.grown
        if self._goes_on(frame, words) or self.part(frame) or self._next_share(frame, words):
            return last.movement
        return self._arrived(frame, words)

    def _next_share(self, frame: Frame, words: str) -> bool:
        """Whether a percentage is the next share of a row: 保费由中央补贴35%、[省级]25%."""
        last = self._last_in(frame)
        if last is None or last.movement.measure != "share" or last.frame.number.unit != frame.number.unit:
            return False
        return _SHARE_ROW.fullmatch(words) is not None

    def go_on(self, frame: Frame, movement: Movement) -> Movement:
        """The movement of a part of what the figure before told, on that one's base when the sentence names none."""
        last = self.last.movement if self.last else movement
        if last.measure == "change":  # a rate compared with last month's is still the rate that it was
            last = self.grown or movement
        base = last.base or last.measure
        if base not in _BASES:
            return movement
        if movement.measure == "level" and frame.number.unit == "%":
            return movement._replace(measure=base, base=base)  # 鲜瓜果涨得最多,达[16%]
        if not movement.is_growth:
            return movement
        if read_base(self.text, frame.sentence[0], frame.number.start):
            return movement
        return movement._replace(measure=base, base=base)

    def coloured_by(self, choice: Choice) -> bool:
        """Whether a name must be known to read the movement: it is one itself, or holds words of one."""
        named = choice.span is not None and not is_plain(self.text[slice(*choice.span)])
        return named or choice.naming.indicator.movement

    def compares(self, frame: Frame) -> bool:
        """Whether a figure in brackets is the yardstick of the one before, or a region's rate among those of others."""
        if self.last is None:
            return False
        rate = self.grown is not None and frame.number.unit == "%" and self.text.startswith(")", frame.number.end)
        if rate and _BRACKETED.search(self.text, frame.own, frame.number.start):
            return True
        return is_yardstick(self.text, frame.number)

    def words(self, frame: Frame) -> Span:
        """The words that move a figure; where it is told as part of the amount before it, those of its clause: 占计划20亿元的[53%]."""
        start, end = frame.own, frame.number.start
        if frame.number.kind != "ratio":
            return start, end
        if self.text.endswith(_OF, start, end) and _PART_OF.search(self.text, frame.clause[0], start):
            return frame.clause[0], end
        if start > frame.left and _BARE.fullmatch(self.text, start, end):
            start = max(frame.left, max(self.text.rfind(mark, frame.left, start - 1) for mark in _MARKS) + 1)
        return start, end

    def _on_rates(self, frame: Frame) -> bool:
        """Whether the sentence said before the figure that it turns to rates of growth."""
        return _TOPIC.search(self.text, frame.sentence[0], frame.clause[0]) is not None

    def _continue(self, movement: Movement, words: str) -> Movement:
        """The movement of the list so far, on the base of this member and in its own direction: 9.2%和下降3.6%."""
        turned = read_sign(words)
        movement = movement._replace(sign=turned) if turned and movement.measure != "level" else movement
        if movement.is_growth and self.base in _BASES:
            return movement._replace(measure=self.base, base=self.base)
        return movement

    def _goes_on(self, frame: Frame, words: str) -> bool:
        """Whether a figure shares the verb of the one before: 新增甲5家、乙2家."""
        last = self._last_in(frame)
        if last is None or "ratio" in (frame.number.kind, last.frame.number.kind):
            return False
        before = last.frame.number
        counted = {before.kind, frame.number.kind} <= _COUNTED
        if before.end == frame.number.start:  # 减贫4326户[15211人]
            return counted
        if _JOINER.fullmatch(words):  # 分别净增25个和[81.93亿元]
            return True
        if before.unit == frame.number.unit and _ANOTHER.fullmatch(
            words
        ):  # 增加296万吨([59亿斤]); 新增甲(3亿元)、乙([2亿元])
            return True
        if _TURNS.fullmatch(words[1:]) or _LANDS.fullmatch(words[1:]):  # 484万吨、增产[17万吨]; 新增19家、达[252家]
            return False
        return words.startswith("、") and (before.unit == frame.number.unit or counted)

    def part(self, frame: Frame) -> str:
        """What the figure tells of where a row says only once that its parts grew: 甲县增长12%,[乙县]10%; else empty."""
        last = self._last_in(frame)
        if last is None or not last.movement.is_growth:
            return ""
        before, number = last.frame.number, frame.number
        if (before.unit, number.unit, number.kind, number.form) != ("%", "%", "ratio", before.form):
            return ""
        found = _BARE_PART.fullmatch(self.text, before.end, number.start)
        if found is None or found["part"].endswith(_INDEX):  # 降16.4%,居民消费价格指数[102.9%]
            return ""
        return found["part"] if not self.compares(frame) else ""

    def _arrived(self, frame: Frame, words: str) -> Movement | None:
        """The movement of a figure that is where a share went, 占比从8%[提升至]10%, or where a rate came to."""
        last = self._last_in(frame)
        if last is None or frame.number.kind != "ratio":
            return None
        if last.frame.number.unit == frame.number.unit:
            return last.movement if _ARRIVES.fullmatch(words) else None
        return self._landed(last.frame, frame, words)

    def _landed(self, last: Frame, frame: Frame, words: str) -> Movement | None:
        """The growth or the share that a rate came to by the points before: 增速回落2.8个百分点至[8.5%], 占比提高2个百分点,达[67%]."""
        if last.number.unit != "pp" or frame.number.unit != "%" or not _LANDS.fullmatch(words):
            return None
        told = self.text[last.own : last.number.start]
        if is_proportion(told):
            return Movement("share")
        sign = read_rate(told)
        base = self.base if self.base in _BASES else "yoy"
        return Movement(base, sign, self.base) if sign else None
