"""Text, HTML, PDF and pictures to the text of a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, Final

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from extract.step1_read.decode import NotTextError, decode
from extract.step1_read.recognise import LONGEST_SIDE, Content, frames, recognise

__all__ = ["ENDINGS", "content_of"]

_LOG: Final = logging.getLogger(__name__)

_UNSEEN: Final = ["script", "style", "noscript", "template"]
_BLOCKS: Final = "p, div, br, li, tr, h1, h2, h3, h4, h5, h6, section, article, td, th, title, header, footer"
"""Elements that begin a line of their own: a figure never runs on from one into the next."""
_DOTS: Final = 200 / 72
"""Pixels for each point of a scanned PDF page: 200 to the inch, at which newspaper type is read without loss."""


def _text(data: bytes) -> Content:
    return Content(decode(data))


def _html(data: bytes) -> Content:
    tree = LexborHTMLParser(decode(data))
    tree.strip_tags(_UNSEEN)
    for block in tree.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    lines = (line.strip() for line in (tree.root.text() if tree.root else "").splitlines())
    return _some(Content("\n".join(line for line in lines if line)), "the HTML holds no text")


def _pdf(data: bytes) -> Content:
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [_pdf_page(page) for page in document]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise NotTextError("the PDF is locked by a password; save it without one") from error
        raise NotTextError(f"not a PDF that can be opened: {error}") from error
    unread = [page for page in pages if isinstance(page, NotTextError)]
    content = _joined([page for page in pages if isinstance(page, Content)])
    if not unread:
        return _some(content, "the PDF holds no text")
    if not content.text.strip():
        raise unread[0]
    return content._replace(warning=f"{len(unread)} of {len(pages)} pages are left out: {unread[0]}")


def _pdf_page(page: Any) -> Content | NotTextError:
    """The text of a page, or what is recognised on one that shows something and holds no text."""
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
    if text.strip() or next(page.get_objects(), None) is None:
        return Content(text)
    scale = min(_DOTS, LONGEST_SIDE / max(page.get_size()))
    try:
        return recognise(page.render(scale=scale).to_numpy().copy())
    except NotTextError as error:
        return error


def _image(data: bytes) -> Content:
    return _some(_joined([recognise(frame) for frame in frames(data)]), "no text can be seen in the picture")


def _joined(parts: list[Content]) -> Content:
    flags = dict.fromkeys(flag for part in parts for flag in part.flags)
    return Content("\n\n".join(part.text for part in parts), tuple(flags))


def _some(content: Content, reason: str) -> Content:
    if not content.text.strip():
        raise NotTextError(reason)
    return content


_PICTURES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
_FORMATS: Final[dict[str, Callable[[bytes], Content]]] = {
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    **dict.fromkeys(_PICTURES, _image),
}
ENDINGS: Final = frozenset(_FORMATS)
"""Endings of the files that are taken for pages."""


def content_of(name: str, data: bytes) -> Content:
    """What a file's bytes say, by the ending of its name; any other ending is taken for plain text.

    Raises:
        NotTextError: they say nothing, or nothing that can be read.
    """
    content = _FORMATS.get(PurePath(name).suffix.lower(), _text)(data)
    if content.warning:
        _LOG.warning("%s: %s", name, content.warning)
    return content
