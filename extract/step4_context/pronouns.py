"""Which organisation a pronoun means: 该公司, 该行, 本厂."""

from __future__ import annotations

from typing import Final

from extract.rules import load_words
from extract.step4_context.frames import sentence_start
from extract.step4_context.organisations import Organisation

__all__ = ["named_in"]

_WORDS: Final = load_words("organisations")
_KIND: Final = 2
"""Last characters of a pronoun, which tell the kind that it means: 该[银行], [发区]."""
_STANDS_ALONE: Final = frozenset(_WORDS["stands_alone"])
"""Pronouns that mean a firm also where its name was not told by its shape."""
_SHAPES: Final = tuple(_WORDS["firm"])


def named_in(text: str, organisations: list[Organisation]) -> list[Organisation]:
    """Organisations with pronouns replaced by the firm they mean: the last of that kind, else the one spoken of last."""
    last = next((o.name for o in organisations if o.kind == "firm" and o.name), "")
    met: list[str] = []
    named = []
    for organisation in organisations:
        name = organisation.name
        if organisation.kind == "firm" and name:
            last = name
            met.append(last)
        elif not name:
            word = text[organisation.end - _KIND : organisation.end]
            here = text[sentence_start(text, organisation.start) : organisation.start]
            if _is_told_in(here, word, met):
                continue
            last = _meant(here, word, met) or last
            name = last or (word if word in _STANDS_ALONE else "")
        if name:
            named.append(organisation._replace(name=name))
    return named


def _meant(here: str, word: str, met: list[str]) -> str:
    """The firm told last of the kind that a pronoun names; one that its sentence told by no shape of a name may be of any."""
    return next((name for name in reversed(met) if name.endswith(word) or _is_bare_in(here, name)), "")


def _is_bare_in(here: str, name: str) -> bool:
    """Whether a sentence tells a name that has no shape: a firm known by the title of who speaks for it."""
    return name in here and not name.endswith(_SHAPES)


def _is_told_in(here: str, word: str, met: list[str]) -> bool:
    """Whether a pronoun takes up what its own sentence told, and no firm told before that: 某县风电项目投产,该[项目]."""
    return word in here and not any(name in here or name.endswith(word) for name in met)
