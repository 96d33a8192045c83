"""Blocks to articles: which headline belongs to which text, and where one article ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from extract.models import Page, Span
from extract.pattern import compile_pattern
from extract.step2_layout.blocks import BYLINE, HEADLINE, PARAGRAPH, Block, find_blocks
from extract.step2_layout.clean import Clean, clean, widen

__all__ = ["Article", "find_articles"]

_SENTENCE: Final = compile_pattern(r"[^。!?\n]++(?:[。!?]++[”’\"')]*+)?+")
_TITLE_MARKS: Final = compile_pattern(r"\s*#+\s*")
_PULL: Final = 1.6
"""How much more words a headline must share with the text above it than with the one below to go up."""


class Article(NamedTuple):
    """One article: its title, its clean text (headlines first) and the span of the text proper within it."""

    page: Page
    title: str
    copy: Clean
    body_start: int

    @property
    def text(self) -> str:
        """The clean text in which every later room looks."""
        return self.copy.text

    def sentences(self) -> list[Span]:
        """Spans of the sentences of `text`; a paragraph break always ends one."""
        return [match.span() for match in _SENTENCE.finditer(self.copy.text)]


class _Draft:
    """Blocks gathered for one article."""

    def __init__(self) -> None:
        self.heads: list[Block] = []
        self.body: list[Block] = []


def find_articles(page: Page) -> list[Article]:
    """Articles of a page in page order; all of its text but bylines, white space and ornaments is in exactly one."""
    text = widen(page.text)
    drafts = _assign(find_blocks(text))
    _raise_headlines(text, drafts)
    return [_build(page, text, draft) for draft in drafts]


def _assign(blocks: list[Block]) -> list[_Draft]:
    """Blocks to articles, in page order."""
    drafts = [_Draft()]
    for index, block in enumerate(blocks):
        if drafts[-1].body and _starts_article(blocks, index):
            drafts.append(_Draft())
        if block.kind == HEADLINE and not drafts[-1].body:
            drafts[-1].heads.append(block)
        elif block.kind != BYLINE:
            drafts[-1].body.append(block)
    return [draft for draft in drafts if draft.heads or draft.body]


def _starts_article(blocks: list[Block], index: int) -> bool:
    """Whether a new article begins here: the page says so, now or before the next text, or a captioned picture does."""
    if blocks[index].kind == PARAGRAPH or blocks[index].opens:
        return blocks[index].opens
    following = index + 1
    while following < len(blocks) and blocks[following].kind != PARAGRAPH:
        if blocks[following].opens:
            return True
        following += 1
    if following == len(blocks) or blocks[following].opens or blocks[following].leads:
        return True
    credit = blocks[following + 1 : following + 2]
    return bool(credit) and credit[0].kind == BYLINE and not credit[0].opens


def _raise_headlines(text: str, drafts: list[_Draft]) -> None:
    """Give a headline to the untitled article above it when it speaks of that one: some papers print it below the text."""
    for above, below in pairwise(drafts):
        if above.heads or not below.heads or not above.body:
            continue
        words = _pairs(text, below.heads)
        if len(words & _pairs(text, above.body)) > _PULL * len(words & _pairs(text, below.body)):
            above.heads, below.heads = below.heads, []


def _pairs(text: str, blocks: list[Block]) -> set[str]:
    """Every two neighbouring characters of some blocks: enough to tell what they speak of."""
    letters = "".join("".join(text[block.start : block.end].split()) for block in blocks)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _build(page: Page, text: str, draft: _Draft) -> Article:
    heads = [_unmarked(text, block) for block in draft.heads]
    copy = clean(heads + [_unmarked(text, block) for block in draft.body], text)
    titles = copy.text.split("\n", len(heads))[: len(heads)]
    return Article(page, " ".join(titles), copy, sum(len(title) + 1 for title in titles))


def _unmarked(text: str, block: Block) -> Span:
    """The span of a block without the `#` that marks a headline."""
    marks = _TITLE_MARKS.match(text, block.start, block.end)
    return (marks.end() if marks else block.start, block.end)
