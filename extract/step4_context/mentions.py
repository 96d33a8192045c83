"""Mentions of regions, names as well as words that stand for one, and which region each means."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from extract.rules import load_regions, load_words
from extract.step4_context.gazetteer import CAPITAL, COUNTRY, Meaning, ancestors

__all__ = ["TOWN", "Mention", "decide", "find_mentions", "has_level", "resolve"]

_WORDS: Final = load_words("regions")
_PRONOUN: Final = regex.compile(_WORDS["pronoun"])
_OFFICE: Final = regex.compile(_WORDS["office"])
TOWN: Final = frozenset("镇乡") | {"街道"}
"""Levels below the county."""


class Mention(NamedTuple):
    """A word for a region at `start`–`end`: a name with its meanings, or a pronoun with what it says (我市, 全县, 当地)."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    pronoun: regex.Match[str] | None


def find_mentions(text: str, names: list[tuple[int, int, tuple[Meaning, ...]]]) -> list[Mention]:
    """Names and pronouns of a text in order, the longer one first where two begin together: 全州县 before 全州."""
    mentions = [Mention(*name, None) for name in names]
    mentions += [Mention(*m.span(), (), m) for p in (_PRONOUN, _OFFICE) for m in p.finditer(text)]
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def decide(mention: Mention, beside: str, home: str, named: set[str]) -> str:
    """The code that a name means right behind the region `beside`; empty when nothing decides between several."""
    scored = sorted(((_fit(meaning, beside, home, named), meaning.code) for meaning in mention.meanings), reverse=True)
    best = scored[0][0]
    codes = [code for fit, code in scored if fit == best]
    widest = (code for code in codes if all(code in ancestors(other) for other in codes))
    return next(widest, "") if best >= 0 else ""


def _fit(meaning: Meaning, beside: str, home: str, named: set[str]) -> int:
    """How well a meaning fits the paper's home and the regions named with it; below zero when it needs more than it has."""
    above = ancestors(meaning.code)
    at_home = ancestors(home) if home else ()
    fit = int(meaning.code == home)
    if beside in above[1:]:
        fit += 8
    if meaning.code in at_home or home in above:
        fit += 6
    elif set(above[1:-1]) & set(at_home):
        fit += 5
    elif above[-1:] == at_home[-1:]:
        fit += 3
    if meaning.at_home and not (beside in above[1:] or {meaning.code, *above[1:2]} & {*at_home, *named}):
        return -1
    fit += any(code in named for code in above)
    level = load_regions()[meaning.code].level
    needs = 1 if meaning.alone and level == "county" else 0
    return fit if fit >= needs else -1


def resolve(match: regex.Match[str], current: str, home: str, *, alone: bool) -> str:
    """What 我市, 全县, 当地 or a bare 市 before an office means; `alone` when only one county has been spoken of."""
    words = match.groupdict()
    if not words.get("level"):
        return _named_otherwise(words, current, home)
    level = words["level"]
    if words.get("who") == "各" and level not in TOWN:
        return home or current
    above = ancestors(current)[1:2] if words.get("who") == "两" and current and has_level(current, level) else ()
    if above:
        return above[0]
    chains = (
        (ancestors(current), ancestors(home))
        if words.get("who") in ("该", "各")
        else (ancestors(home), ancestors(current))
    )
    county_town = current != home and load_regions()[current].level == "county" if current else False
    if level == "市" and words.get("who") == "全" and county_town and alone and has_level(current, level):
        return current
    if words.get("who") == "全" or "who" not in words:
        chains = (ancestors(current), ancestors(home)) if level != "市" else (ancestors(home), ancestors(current))
    for chain in chains:
        for code in chain:
            if has_level(code, level):
                return code
    return (current or home) if level in TOWN or level not in ("省", "市") else ""


def _named_otherwise(words: dict[str, str | None], current: str, home: str) -> str:
    """What a word without a level means: 全国, 当地, 自治区, or 省城 in a paper of the capital or of its province."""
    if words.get("nation"):
        return COUNTRY
    if own := words.get("own"):
        return next((code for code in ancestors(home) if load_regions()[code].name.endswith(own)), "")
    if words.get("seat"):
        capital = home[:2] + CAPITAL
        return capital if capital in load_regions() and home in ancestors(capital) else ""
    return current or home


def has_level(code: str, level: str) -> bool:
    """Whether a region is called so: a 省, 市, 县 or 区."""
    region = load_regions()[code]
    if level == "省":
        return region.level == "province"
    if level in ("区", "自治区") and region.level == "province":
        return region.name.endswith("自治区")
    if level == "县":
        return region.level == "county" and region.name.endswith(("县", "旗"))
    return region.name.endswith(level)
