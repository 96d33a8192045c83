"""What a figure takes from those before it although words of its own name it: a part, a good, an industry, a bare noun."""

from __future__ import annotations

from typing import Final

from extract.pattern import compile_pattern
from extract.rules import load_words
from extract.step4_context import Frame, Movement, goes_into_parts
from extract.step5_name.choose import Choice, Chooser
from extract.step5_name.industries import WHOLES, is_bare_industry, of_industry, of_topic
from extract.step5_name.memory import Memory
from extract.step5_name.named import Named
from extract.step5_name.terms import naming_of

__all__ = ["carry_on", "divides"]

_WORDS: Final = load_words("lists")
_INDUSTRY: Final = compile_pattern(_WORDS["industry"])
_OUTPUT: Final[str] = _WORDS["output"]
_PRICE: Final[str] = _WORDS["price"]
_GOODS: Final = compile_pattern(_WORDS["goods"]["between"])
_GOODS_NAMED: Final = frozenset(_WORDS["goods"]["named"])
_OF_GOODS: Final = frozenset(_WORDS["goods"]["of"])
_ROW: Final = compile_pattern(_WORDS["row"])
_GOES_ON: Final = [[compile_pattern(words[edge]) for edge in ("before", "after")] for words in _WORDS["goes_on"]]
_PARTS: Final[dict[str, dict[str, str]]] = _WORDS["part_names"]
_ABOUT: Final = {code: compile_pattern(words) for code, words in _WORDS["about"].items()}
_AMONG: Final[str] = _WORDS["among"]
_PART_OF_COUNT: Final = compile_pattern(_WORDS["part_of_count"])


def carry_on(
    chooser: Chooser, memory: Memory, frame: Frame, movement: Movement, choice: Choice | None, how: str
) -> tuple[Choice | None, str]:
    """The name of the sentence before where this one goes on with its parts and names them but weakly: 其中,金融业增长5%."""
    text = chooser.text
    if choice and (kin := _of_kin(memory, choice, frame, movement)):
        return kin, how
    if goods := _of_goods(text, memory, frame, movement, choice):
        return goods, "inherited"
    unsure = choice is None or (not choice.is_index and (how == "inherited" or choice.naming.name.weak))
    if unsure and (price := memory.rises(frame, movement, named=choice is not None)):
        return price._replace(span=choice.span if choice else None), how if choice else "inherited"
    behind = choice is not None and choice.span is not None and choice.span[0] >= frame.number.end
    bare = choice if choice and choice.naming.name.weak and not behind and not _is_about(text, frame, choice) else None
    if bare and (full := memory.in_full(bare, frame, movement)):
        return full._replace(span=bare.span), how
    far = choice is not None and choice.span is not None and choice.span[0] < frame.clause[0]
    part = choice is not None and _is_plain_price(choice) and goes_into_parts(text, frame.sentence[0])
    if (choice is None or choice.naming.name.weak or far or part or _is_good(text, choice)) and (
        index := memory.of_index(frame, movement)
    ):
        return (index._replace(span=choice.span), how) if choice else (index, "inherited")
    if choice and is_bare_industry(text, choice):
        whole = of_industry(memory, choice, frame, movement) or of_topic(chooser, frame, movement, choice)
        if whole:
            return whole._replace(span=choice.span), how
    if choice is None or not _is_vague(text, choice) or frame.number.kind != "ratio" or _is_its_part(memory, choice):
        return choice, how
    found = _vaguely(chooser, memory, frame, movement, choice, how)
    return (found._replace(span=choice.span) if found else choice), how


def _is_about(text: str, frame: Frame, choice: Choice) -> bool:
    """Whether a sentence says at its beginning that it is about what a bare name stands for: 贷款方面,同期[余额]36亿元."""
    topic = _ABOUT.get(choice.naming.indicator.code)
    return topic is not None and topic.match(text, frame.sentence[0]) is not None


def _of_kin(memory: Memory, choice: Choice, frame: Frame, movement: Movement) -> Choice | None:
    """What a name stands for beside a kindred one: some residents', a part of what was told, or whose that is."""
    told = _of_residents(memory.text, frame, choice) or _of_part(memory, frame, choice)
    return told or memory.of_family(choice, frame, movement) or memory.of_told(choice, frame, movement)


def _of_residents(text: str, frame: Frame, choice: Choice) -> Choice | None:
    """Whose income it is, where the name of all residents' is gone on with: 居民人均可支配收入9055元。[城镇]12320元."""
    if choice.span is not None or frame.number.kind != "money":
        return None
    code = _PARTS.get(choice.naming.indicator.code, {}).get(text[frame.own : frame.number.start])
    return choice._replace(naming=naming_of(code)) if code else None


def _of_part(memory: Memory, frame: Frame, choice: Choice) -> Choice | None:
    """The part of what the sentence told before that one word stands for: 投资88亿元,其中[工业]49亿元."""
    last = memory.last_in(frame)
    told = last.indicator.code if last and last.indicator else ""
    word = memory.text[frame.own : frame.number.start].removeprefix(_AMONG)
    code = _PARTS.get(WHOLES.get(told, told), {}).get(word) if frame.number.kind == "money" else None
    return choice._replace(naming=naming_of(code)) if code else None


def _vaguely(
    chooser: Chooser, memory: Memory, frame: Frame, movement: Movement, choice: Choice, how: str
) -> Choice | None:
    """What a name that says little goes on with: the price index of its sentence, or what the figure before told."""
    index = chooser.index_before(frame, movement) if how != "inherited" else None
    if index:
        return index
    told = memory.last
    if told is None:
        return None
    here = told.frame.sentence == frame.sentence
    next_to = memory.has_parts_in(frame) or (here and chooser.text.startswith(_AMONG, frame.left + 1))
    if told.choice is None:
        return chooser.told_in(told.frame.sentence, frame, movement) if next_to else None
    priced = choice.is_index and told.movement.measure == movement.measure
    good = choice.naming.indicator.code in _GOODS_NAMED  # 出口增长6%,其中服装、家具分别增长12%、[4%]
    listed = (good and frame.continues) or _in_row(chooser.text, told.frame, frame)
    beside = here and (priced or (told.movement.measure == movement.measure and listed))
    goes_on = beside or (next_to and (here or not told.choice.naming.name.weak))
    return memory.inherit(told, frame, movement) if goes_on else None


def _of_goods(text: str, memory: Memory, frame: Frame, movement: Movement, choice: Choice | None) -> Choice | None:
    """What the figure before told of its good, where this one stands beside it with another: 年产10万吨铜箔和[1000万张]板材."""
    last = memory.last
    if last is None or last.indicator is None or last.indicator.code not in _OF_GOODS or last.movement != movement:
        return None
    before = choice if choice and choice.span and choice.span[0] < frame.number.start else None
    named = before is not None and before.naming.indicator.code not in _GOODS_NAMED
    beside = last.frame.sentence == frame.sentence and _GOODS.fullmatch(text, last.frame.number.end, frame.number.start)
    return memory.take(last, frame, movement) if beside and not named else None


def _in_row(text: str, last: Frame, frame: Frame) -> bool:
    """Whether two figures are members of one row that tells how each of several grew: 光电子增长40%、汽车增长[39%]."""
    return last.sentence == frame.sentence and _ROW.fullmatch(text, last.number.end, frame.number.start) is not None


def _is_plain_price(choice: Choice) -> bool:
    """Whether a name is just that of prices, and of no price index: 煤炭价格."""
    return choice.is_index and not choice.naming.indicator.macro


def _is_good(text: str, choice: Choice) -> bool:
    """Whether a price is named only by what it is the price of."""
    if not _is_plain_price(choice) or choice.span is None:
        return False
    return _PRICE not in text[slice(*choice.span)]


def _is_vague(text: str, choice: Choice) -> bool:
    """Whether a name says little: it is weak, or only the first word of an industry's name (汽车[零部件业])."""
    if choice.span and text[slice(*choice.span)] == _OUTPUT:
        return False  # 分行业看,电子行业[增加值]增长3.2%
    named = choice.span is not None and _INDUSTRY.match(text, choice.span[1]) is not None
    return choice.naming.name.weak or (named and not choice.naming.indicator.macro)


def _is_its_part(memory: Memory, choice: Choice) -> bool:
    """Whether a name is that of a part of what was told last, which has a name of its own: GDP增长4%。其中[一产]增长5%."""
    told = memory.last.indicator if memory.last else None
    return told is not None and WHOLES.get(choice.naming.indicator.code) == told.code


def divides(text: str, last: Named | None, frame: Frame) -> bool:
    """Whether a figure only tells a part of the one before: 收入566万元,其中[400万元]用于分红; 项目34个(其中新建[19个])."""
    left, start, end = frame.left, frame.number.start, frame.number.end
    if any(before.fullmatch(text, left, start) and after.match(text, end) for before, after in _GOES_ON):
        return True
    alike = last is not None and frame.number.kind == "count" and last.frame.number.surface == frame.number.surface
    return alike and _PART_OF_COUNT.fullmatch(text, left, start) is not None
