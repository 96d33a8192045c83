"""Pictures of pages to text: the optional extra `zhibiao[ocr]`, which works offline with the models in its wheel."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.step1_read.decode import NotTextError
from extract.step1_read.reading_order import Line, in_reading_order

__all__ = ["LONGEST_SIDE", "Content", "Picture", "frames", "recognise"]

LONGEST_SIDE: Final = 4000
"""Pixels to which a larger picture is reduced: the smallest type of a broadsheet is still read, in 2 GB of memory."""
_SURE: Final = 0.95
"""Mean confidence under which the page is flagged: a good scan is read with 0.98, and below 0.93 digits go wrong."""
_NARROWEST: Final = 5
"""How many times longer than wide a picture may be."""
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP")
_SETTINGS: Final = {
    "Global.max_side_len": LONGEST_SIDE,
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # --jobs shares out pages; threads of each would fight
}
_LOG: Final = logging.getLogger(__name__)

Picture = NDArray[np.uint8]
"""Height × width × 3 (blue, green, red)."""


class Content(NamedTuple):
    """What a file says, and flags for what a reader must know of how it was read."""

    text: str
    flags: tuple[str, ...] = ()
    warning: str = ""
    """What of the file could not be read."""


def recognise(picture: Picture) -> Content:
    """The text seen in a picture, flagged `ocr_suspect` when it was hard to read; empty when there is none.

    Raises:
        NotTextError: the extra is missing.
    """
    found = _engine()(_padded(picture))
    if found.txts is None:
        return Content("")
    lines = [_line(box, text) for box, text in zip(found.boxes, found.txts, strict=True)]
    confidence = float(np.average(found.scores, weights=[len(text) for text in found.txts]))
    _LOG.info("recognised %d lines with a mean confidence of %.3f", len(lines), confidence)
    return Content(in_reading_order(lines), ("ocr_suspect",) if confidence < _SURE else ())


def _padded(picture: Picture) -> Picture:
    """The picture on white paper that is not too narrow: the engine enlarges a short side, and a strip to a giant."""
    least = max(picture.shape[:2]) // _NARROWEST
    down, right = (max(0, least - side) for side in picture.shape[:2])
    return np.pad(picture, ((0, down), (0, right), (0, 0)), constant_values=255)


def _line(box: NDArray[np.float32], text: str) -> Line:
    left, top = box.min(axis=0).tolist()
    right, bottom = box.max(axis=0).tolist()
    return Line(left, top, right, bottom, text)


def frames(data: bytes) -> Iterator[Picture]:
    """The picture in a file's bytes; a TIFF may hold several.

    Raises:
        NotTextError: the extra is missing, or the bytes are no picture.
    """
    _engine()
    from PIL import Image, ImageOps, ImageSequence

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # a broadsheet is that large; a bomb raises
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                for frame in ImageSequence.Iterator(image):
                    yield np.asarray(ImageOps.exif_transpose(frame).convert("RGB"))[:, :, ::-1]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotTextError(f"not a picture that can be opened: {error}") from error


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise NotTextError(
            "this is a scanned page; install zhibiao[ocr] and read it again, or recognise its text first"
        ) from error
    return RapidOCR(params=_SETTINGS)
