"""Files to pages: bytes to text exactly as received, with what is known of paper, day and home region."""

from __future__ import annotations

from extract.step1_read.decode import NotTextError, decode
from extract.step1_read.files import WALKED, UnreadableError, find_files, read_bytes, read_file, read_files
from extract.step1_read.infer import infer_metadata
from extract.step1_read.metadata import Metadata, MetadataError, check_region, parse_day

__all__ = [
    "WALKED",
    "Metadata",
    "MetadataError",
    "NotTextError",
    "UnreadableError",
    "check_region",
    "decode",
    "find_files",
    "infer_metadata",
    "parse_day",
    "read_bytes",
    "read_file",
    "read_files",
]
