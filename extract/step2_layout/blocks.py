"""Blocks of a page: what is a headline, a byline, a paragraph, and which lines carry a paragraph on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from extract.models import Span
from extract.pattern import compile_pattern
from extract.rules import load_words

__all__ = ["BYLINE", "HEADLINE", "PARAGRAPH", "Block", "find_blocks"]

HEADLINE, BYLINE, PARAGRAPH = "headline", "byline", "paragraph"

_WORDS: Final = load_words("layout")
_OPENING: Final = compile_pattern(_WORDS["opening"])
_LEAD: Final = compile_pattern(_WORDS["lead"])
_BYLINE: Final = compile_pattern(f"(?:{_WORDS['byline']}|{_WORDS['names']})$")
_CREDIT: Final = compile_pattern(_WORDS["credit"])
_ENDING: Final = compile_pattern(_WORDS["ending"])
_STRIP: Final = compile_pattern(r"\S(?:[^\n]*\S)?")
_FURNITURE: Final = compile_pattern(rf"(?:{_WORDS['furniture']}|\s)+")
_DIGIT: Final = compile_pattern(r"\d")
_QUOTED: Final = compile_pattern(r".*[?!…][”’]$")
_PREDICATE: Final = compile_pattern(_WORDS["predicate"])
_SPACED: Final = compile_pattern(r"\S{1,6}(?:\s+\S{1,4})*")
_TORN: Final = compile_pattern(r"[\d.]\s*\n\s*[\d.]")
"""A number that a headline broke over its lines."""
_STOP: Final = "。"
_COMMA: Final = ","
_FILLED: Final = 0.88
"""What share of its column the last line of a paragraph fills at most."""
_WIDEST_COLUMN: Final = 60
_INDENT: Final = 3
"""By how many characters the first line of a paragraph may fall short of its column."""
_LONGEST_HEADLINE: Final = 46
_LONGEST_BYLINE: Final = 64
_MOST_HEADS: Final = 3
"""Lines of headlines that stand right on their text."""


class Block(NamedTuple):
    """A headline, byline or paragraph and the span of its text; `opens` when the page itself says that an article begins."""

    kind: str
    start: int
    end: int
    opens: bool
    leads: bool = False
    """Whether a paragraph begins as the first one under a headline does."""


def find_blocks(text: str) -> list[Block]:
    """Blocks of a widened page in page order; lines that carry a paragraph on are part of it."""
    blocks: list[Block] = []
    for group in _groups(text):
        last = blocks[-1] if blocks else None
        if last and last.kind == PARAGRAPH and not _ends(text, last) and not _interrupts(text, group):
            blocks[-1] = last._replace(end=group[-1][1])
        else:
            blocks.extend(_read_group(text, group))
    return _mend(text, blocks)


def _ends(text: str, paragraph: Block) -> bool:
    return _ENDING.search(text, paragraph.start, paragraph.end) is not None


def _mend(text: str, blocks: list[Block]) -> list[Block]:
    """Give back to a paragraph its first lines when a column break made them look like headlines."""
    mended: list[Block] = []
    for block in blocks:
        head = len(mended)
        while head and mended[head - 1].kind == HEADLINE and not mended[head - 1].opens:
            head -= 1
        follows_text = head and mended[head - 1].kind == PARAGRAPH
        if block.kind == PARAGRAPH and not block.opens and follows_text and _is_torn(text, mended[head:], block):
            block = block._replace(start=mended[head].start)
            del mended[head:]
        mended.append(block)
    return mended


def _is_torn(text: str, heads: list[Block], below: Block) -> bool:
    """Whether lines are the torn-off beginning of the paragraph below: they hold a comma, or fill the column's width."""
    if not heads:
        return False
    if any(_COMMA in text[head.start : head.end] for head in heads):
        return True
    width = text.find("\n", below.start, below.end) - below.start
    return 0 < width <= heads[-1].end - heads[-1].start + _INDENT


def _groups(text: str) -> list[list[tuple[int, int]]]:
    """Runs of lines with no empty line between them."""
    groups: list[list[tuple[int, int]]] = []
    previous = -2
    for line in _STRIP.finditer(text):
        joins = groups and not _OPENING.match(text, line.start())
        if text.count("\n", previous, line.start()) == 1 and joins:
            groups[-1].append(line.span())
        else:
            groups.append([line.span()])
        previous = line.end()
    return groups


def _interrupts(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether a group starts something new although the paragraph before it has no full stop yet."""
    start, end = group[0]
    return (
        text[start] == "#"
        or bool(_OPENING.match(text, start) or _FURNITURE.fullmatch(text, start, end))
        or _is_byline(text, start, end)
    )


def _is_byline(text: str, start: int, end: int) -> bool:
    return (
        end - start <= _LONGEST_BYLINE and bool(_BYLINE.match(text, start, end)) and not _DIGIT.search(text, start, end)
    )


def _read_group(text: str, group: list[tuple[int, int]]) -> list[Block]:
    """Leading headlines and bylines of a group, then the paragraph that its other lines make."""
    blocks: list[Block] = []
    group = [line for line in group if not _FURNITURE.fullmatch(text, *line)]
    body = _body_starts(text, group)
    for start, end in group[:body]:
        kind = BYLINE if _is_byline(text, start, end) else HEADLINE
        opens = text[start] == "#" or (kind == BYLINE and not _CREDIT.search(text, start, end))
        if kind == HEADLINE and blocks and _is_torn_apart(text, blocks[-1], start, end):
            blocks[-1] = blocks[-1]._replace(end=end)
        else:
            blocks.append(Block(kind, start, end, opens))
    for start, end in _paragraphs(text, group[body:]):
        opens, leads = (pattern.match(text, start) is not None for pattern in (_OPENING, _LEAD))
        leads = leads and start == group[body][0]
        blocks.append(Block(PARAGRAPH, start, end, opens, leads))
    return blocks


def _paragraphs(text: str, lines: list[Span]) -> Iterator[Span]:
    """The paragraphs that lines make: each ends with a full stop in a line that does not fill its column.

    Lines wider than any column are paragraphs themselves.
    """
    widest = max((end - start for start, end in lines), default=0)
    filled = widest if widest > _WIDEST_COLUMN else _FILLED * widest
    first = 0
    for index, (start, end) in enumerate(lines):
        if index + 1 == len(lines) or (end - start <= filled and _ENDING.search(text, start, end)):
            yield lines[first][0], end
            first = index + 1


def _is_torn_apart(text: str, above: Block, start: int, end: int) -> bool:
    """Whether a headline goes on in the next line: it opens with the verb, breaks a number, or its letters stand apart in both."""
    spaced = above.kind == HEADLINE and _SPACED.fullmatch(text, above.start, above.end)
    goes_on = above.kind == HEADLINE and _PREDICATE.match(text, start, end)
    return bool(goes_on or _TORN.match(text, above.end - 1) or (spaced and _SPACED.fullmatch(text, start, end)))


def _body_starts(text: str, group: list[tuple[int, int]]) -> int:
    """Index of the first line of a group that is neither headline nor byline."""
    short = all(_is_headline(text, *line) or _is_byline(text, *line) for line in group)
    if short and sum(end - start for start, end in group) <= 3 * _LONGEST_HEADLINE:
        return len(group)
    for index in range(1, min(len(group), _MOST_HEADS + 1)):
        if not _is_headline(text, *group[index - 1]) and not _is_byline(text, *group[index - 1]):
            break
        unwrapped = group[index][1] - group[index][0] > _WIDEST_COLUMN  # no line of a column: a whole paragraph
        if unwrapped or _LEAD.match(text, group[index][0]):
            return index
        if _is_byline(text, *group[index]):
            return index + 1
    index = 0
    while index < len(group) and (text[group[index][0]] == "#" or _is_byline(text, *group[index])):
        index += 1
    return index


def _is_headline(text: str, start: int, end: int) -> bool:
    return text[start] == "#" or (
        end - start <= _LONGEST_HEADLINE
        and _STOP not in text[start:end]
        and not _QUOTED.match(text, start, end)
        and not _OPENING.match(text, start)
    )
