"""Bytes to text: the four encodings that Chinese newspaper texts come in."""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["NotTextError", "decode"]

_MARKED: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
"""In this order: each is far stricter than the next, so the first that fits is right."""
_LAYOUT: Final = frozenset("\t\n\r\f\v")
_PLAIN: Final = ((0x20, 0x7E), (0x2010, 0x2042), (0x3000, 0x303F), (0xFF01, 0xFFEE))
"""Code points that fill a Chinese page beside its characters: ASCII, dashes, quotation marks, CJK marks, full-width forms."""
_COMMON_SHARE: Final = 0.7
_FREQUENT: Final = range(0xB0, 0xD8)
"""First bytes of the frequent half of GB 2312: nearly all characters of any text, and few of one wrongly decoded."""
_FREQUENT_SHARE: Final = 0.4


class NotTextError(ValueError):
    """Bytes that are no text in any of the encodings; the message says what they look like."""


def decode(data: bytes) -> str:
    """The text exactly as the bytes hold it: line ends stay, only the byte order mark goes.

    Raises:
        NotTextError: the bytes are empty or no text.
    """
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise NotTextError("the file is empty")
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            text = _attempt(data.removeprefix(mark), encoding)
            if text is None:
                raise NotTextError(f"marked as {encoding} by its first bytes, but not valid {encoding}")
            return text
    for encoding in _UNMARKED:
        text = _attempt(data, encoding)
        if text is not None and (encoding == "utf-8" or _looks_chinese(text)):
            return text
    raise NotTextError("not a text in UTF-8, GB18030 or UTF-16")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if any(character < " " and character not in _LAYOUT for character in set(text)) else text


def _looks_chinese(text: str) -> bool:
    """Decoders for two-byte encodings accept almost anything; only a page is full of frequent characters."""
    letters = "".join(character for character in text if 0x4E00 <= ord(character) <= 0x9FFF)
    plain = sum(
        character in _LAYOUT or any(first <= ord(character) <= last for first, last in _PLAIN) for character in text
    )
    frequent = sum(first in _FREQUENT for first in letters.encode("gb2312", "ignore")[::2])
    return plain + len(letters) >= _COMMON_SHARE * len(text) and frequent >= _FREQUENT_SHARE * len(letters)
