"""Text, HTML and PDF to the text of a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from extract.step1_read.decode import NotTextError, decode

__all__ = ["ENDINGS", "text_of"]

_UNSEEN: Final = ["script", "style", "noscript", "template"]
_BLOCKS: Final = "p, div, br, li, tr, h1, h2, h3, h4, h5, h6, section, article, td, th, title, header, footer"
"""Elements that begin a line of their own: a figure never runs on from one into the next."""


def _html(data: bytes) -> str:
    tree = LexborHTMLParser(decode(data))
    tree.strip_tags(_UNSEEN)
    for block in tree.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    lines = (line.strip() for line in (tree.root.text() if tree.root else "").splitlines())
    return _some("\n".join(line for line in lines if line), "the HTML holds no text")


def _pdf(data: bytes) -> str:
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise NotTextError(f"not a PDF that can be opened: {error}") from error
    text = "\n\n".join(page.replace("\r\n", "\n") for page in pages)
    return _some(text, "the PDF holds pictures and no text; recognise its text first")


def _some(text: str, reason: str) -> str:
    if not text.strip():
        raise NotTextError(reason)
    return text


_FORMATS: Final[dict[str, Callable[[bytes], str]]] = {".txt": decode, ".html": _html, ".htm": _html, ".pdf": _pdf}
ENDINGS: Final = frozenset(_FORMATS)
"""Endings of the files that are taken for pages."""


def text_of(name: str, data: bytes) -> str:
    """The text in a file's bytes, by the ending of its name; any other ending is taken for plain text.

    Raises:
        NotTextError: there is none.
    """
    return _FORMATS.get(PurePath(name).suffix.lower(), decode)(data)
