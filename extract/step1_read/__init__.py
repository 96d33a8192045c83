"""Files to pages: bytes to text exactly as received, with what is known of paper, day and home region."""

from __future__ import annotations

from extract.step1_read.decode import NotTextError, decode
from extract.step1_read.files import WALKED, count_pages, find_files, open_files
from extract.step1_read.infer import infer_metadata, why_inferred
from extract.step1_read.metadata import Metadata, MetadataError, check_region, parse_day
from extract.step1_read.source import Source, UnreadableError

__all__ = [
    "WALKED",
    "Metadata",
    "MetadataError",
    "NotTextError",
    "Source",
    "UnreadableError",
    "check_region",
    "count_pages",
    "decode",
    "find_files",
    "infer_metadata",
    "open_files",
    "parse_day",
    "why_inferred",
]
