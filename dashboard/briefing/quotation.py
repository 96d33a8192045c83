"""A figure's sentence as the paper printed it, with the number apart so that it can be marked."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from extract.step8_store import Evidence

__all__ = ["Quotation", "clip", "quote"]

_BREAKS: Final = re.compile(r"\s*\n\s*")
_SPACES: Final = re.compile(r"\s+")
_CLAUSE_ENDS: Final = re.compile(r"\W")


class Quotation(NamedTuple):
    """The sentence in three pieces, line breaks closed up."""

    before: str
    number: str
    after: str


def quote(evidence: Evidence) -> Quotation:
    """The sentence as printed; where other columns ran through it, the sentence as it was put together again."""
    start, end = evidence.spans.get("sentence", (0, len(evidence.text)))
    first, last = evidence.spans["number"][0], max(evidence.spans.get("unit", evidence.spans["number"]))
    pieces = (evidence.text[start:first], evidence.text[first:last], evidence.text[last:end])
    printed = Quotation(*(_BREAKS.sub("", piece) for piece in pieces))
    joined = str(evidence.row["evidence"])
    if _bare("".join(printed)) == _bare(joined):
        return Quotation(printed.before.lstrip(), printed.number, printed.after.rstrip())
    before, number, after = joined.partition(_BREAKS.sub("", str(evidence.row["raw"])))
    return Quotation(before, number, after)


def _bare(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def clip(quotation: Quotation, reach: int) -> Quotation:
    """At most about `reach` characters on either side of the number, cut where a clause ends, with an ellipsis."""
    return Quotation(_tail(quotation.before, reach), quotation.number, _head(quotation.after, reach))


def _head(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text
    ends = [found.start() for found in _CLAUSE_ENDS.finditer(text, reach // 2, reach)]
    return text[: ends[-1] if ends else reach] + "\N{HORIZONTAL ELLIPSIS}"


def _tail(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text
    ends = [found.end() for found in _CLAUSE_ENDS.finditer(text, len(text) - reach, len(text) - reach // 2)]
    return "\N{HORIZONTAL ELLIPSIS}" + text[ends[0] if ends else len(text) - reach :]
