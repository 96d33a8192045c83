"""Files to pages: bytes to text exactly as received, with what is known of paper, day and home region."""

from __future__ import annotations

from extract.step1_read.decode import NotText, decode
from extract.step1_read.files import UnreadablePage, find_files, read_bytes, read_file, read_files
from extract.step1_read.metadata import Metadata, MetadataError, check_region, parse_day

__all__ = [
    "Metadata",
    "MetadataError",
    "NotText",
    "UnreadablePage",
    "check_region",
    "decode",
    "find_files",
    "parse_day",
    "read_bytes",
    "read_file",
    "read_files",
]
