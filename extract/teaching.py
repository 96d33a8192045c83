"""A figure that no rule names, made into the draft of a rule that does, with its sentence as the first example."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select

from extract.models import Reading
from extract.pattern import compile_pattern
from extract.pipeline import read_page
from extract.rules import Example, folder_of_the_office, load_indicators, load_themes, load_words
from extract.step1_read import Metadata, Source
from extract.step2_layout.clean import widen
from extract.step3_figures import find_figures
from extract.step8_store import Store, UserError, schema

__all__ = ["Draft", "Lesson", "TeachingError", "draft_rule", "find_lesson", "save_draft"]

_WORDS: Final = load_words("teaching")
_ITEMS: Final = load_words("items")
_MOVES: Final = compile_pattern(_WORDS["moves"])
_VERBS: Final = compile_pattern(_WORDS["verbs"])
_ENDS: Final = compile_pattern(_WORDS["ends"])
_LEAD: Final = compile_pattern(f"^.*(?:{_ITEMS['lead']})")
_NOUN: Final = compile_pattern(_ITEMS["noun"])
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_REACH: Final = 24
"""Characters before a number among which its name is looked for."""
_GIVEN: Final = Example(text="", finds=())
"""Where and when an example is printed that does not say it."""


class TeachingError(UserError):
    """No draft can be made; the message says why and what to give."""


class Lesson(NamedTuple):
    """A sentence with a figure to be named, as printed on a day in a region."""

    text: str
    number: str = ""
    """The figure as printed; empty for the first that no rule names."""
    published: dt.date | None = None
    home: str = ""
    """GB/T 2260 code of the region that is at home in the paper."""


class Draft(NamedTuple):
    """An entry for `<theme>.toml`, tried on its own example."""

    code: str
    theme: str
    text: str
    """TOML, in the format of `extract/rules/indicators`."""


class _Figure(NamedTuple):
    start: int
    end: int
    raw: str
    unit: str
    measure: str
    named: str
    """The rule that names it now; empty for none."""


def find_lesson(store: Store, figure: str) -> Lesson:
    """The sentence of a figure or of a refusal in the store, by its id.

    Raises:
        TeachingError: the store holds neither.
    """
    sentences, documents = schema.sentences.c, schema.documents.c
    for table, key in ((schema.observations, "observation_id"), (schema.refusals, "refusal_id")):
        same = (sentences.document_key == table.c.document_key) & (sentences.number == table.c.sentence)
        asked = select(sentences.evidence, table.c.raw, documents.published, documents.home_region_code)
        asked = asked.select_from(table).join(schema.sentences, same)
        asked = asked.join(schema.documents, documents.key == table.c.document_key).where(table.c[key] == figure)
        with store.reading() as connection:
            if found := connection.execute(asked).first():
                return Lesson(*found)
    raise TeachingError(
        f"{figure!r}: no figure or refusal in the store has this id; take one from an exported table", "unknown"
    )


def draft_rule(lesson: Lesson, code: str, *, term: str = "", theme: str = "") -> Draft:
    """An entry that names the figure of a lesson: a new one, or more names for an indicator that is known.

    Args:
        lesson: the sentence and the figure in it.
        code: of the indicator, in lower snake English.
        term: the words that name the figure; guessed from the words around it when empty.
        theme: of a new indicator; that of the other figures of the sentence when empty, and `other` when there are none.

    Raises:
        TeachingError: the code, the figure, the term or the theme does not do; says what to give instead.
    """
    if not _CODE.fullmatch(code):
        raise TeachingError(f"{code!r} is no code; expected lower snake English, such as charging_piles", "code")
    day = lesson.published or dt.date.fromisoformat(_GIVEN.published)
    lesson = lesson._replace(text=widen(lesson.text), published=day, home=lesson.home or _GIVEN.home)
    reading = _read(lesson)
    figure = _pick(lesson.number, reading)
    term = term or _guess_term(reading.page.text, figure)
    theme = load_indicators()[code].theme if code in load_indicators() else theme or _guess_theme(reading)
    _check(lesson, term, theme)
    rows = _try(lesson, code, theme, _entry(lesson, code, figure, term, []))
    if figure.start not in rows:
        message = f"{term!r} does not come to name {figure.raw}: other words are nearer; give --term"
        raise TeachingError(message, "other_name", term=term, number=figure.raw)
    return Draft(code, theme, _entry(lesson, code, figure, term, list(rows.values())))


def save_draft(draft: Draft, path: Path) -> None:
    """Add a draft to the end of a rule file, which is made when it is missing.

    Raises:
        TeachingError: the file is not named after the draft's theme, is no TOML, or has an entry of this code.
        OSError: it may not be written.
    """
    if path.name != f"{draft.theme}.toml":
        raise TeachingError(f"{path}: an entry of the theme {draft.theme} belongs into a file {draft.theme}.toml")
    try:
        known = path.read_text("utf-8") if path.exists() else ""
        codes = tomllib.loads(known)
    except ValueError as error:
        raise TeachingError(f"{path}: not valid TOML ({error}); mend the line it names") from error
    if draft.code in codes:
        raise TeachingError(f"{path} [{draft.code}]: stands there already; add to it by hand, or choose another code")
    _write(path, f"{known.rstrip()}\n\n{draft.text}".lstrip())


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_text(text, "utf-8")
        partial.replace(path)
    except OSError as error:  # the user named `path` and knows nothing of the partial file
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        partial.unlink(missing_ok=True)


def _read(lesson: Lesson) -> Reading:
    known = Metadata("", lesson.published, lesson.home)
    return read_page(Source(Path("sentence"), lesson.text.encode(), known).read())


def _figures(reading: Reading) -> list[_Figure]:
    """Numbers that a rule names or could name, in page order: lengths of time are refused only for want of a name."""
    found = [
        _Figure(row.char_start, row.char_end, row.raw, row.unit, row.measure, "" if row.rule == "other" else row.rule)
        for row in reading.observations
    ]
    text = reading.page.text
    lengths = {(number.start, number.end): number.unit for number in find_figures(text, []).figures}
    for refusal in reading.refusals:
        span = (refusal.char_start, refusal.char_end)
        if refusal.reason == "duration" and span in lengths:
            found.append(_Figure(*span, refusal.raw, lengths[span], "level", ""))
    return sorted(found)


def _pick(number: str, reading: Reading) -> _Figure:
    wanted, figures = _plain(number), _figures(reading)
    for figure in figures:
        if wanted == _plain(figure.raw) if wanted else not figure.named:
            return figure
    for refusal in reading.refusals:
        if wanted == _plain(refusal.raw):
            message = f"{number} is no figure ({refusal.reason}), so no indicator's rule can name it"
            raise TeachingError(message, "no_figure", number=number)
    told = ", ".join(f"{figure.raw} ({figure.named or 'without a name'})" for figure in figures) or "none"
    missing = f"no figure {number}" if wanted else "no figure without a name"
    message = f"the sentence holds {missing}; choose with --number from those that rules can name: {told}"
    raise TeachingError(message, "nothing_to_name")


def _plain(raw: str) -> str:
    return unicodedata.normalize("NFKC", "".join(raw.split()))


def _guess_term(text: str, figure: _Figure) -> str:
    """The noun phrase before the number, without what leads to it; else the one right behind."""
    words = text[max(0, figure.start - _REACH) : figure.start]
    clause = words[max(words.rfind(mark) for mark in ",。;:") + 1 :]
    moved = _MOVES.search(clause)
    name = _ENDS.sub("", clause[: moved.start()] if moved else clause)
    name = _VERBS.sub("", _LEAD.sub("", name))
    behind = _NOUN.match(text, figure.end)
    return name if len(name) > 1 or not behind else _VERBS.sub("", behind["noun"])


def _guess_theme(reading: Reading) -> str:
    themes = Counter(load_indicators()[row.indicator].theme for row in reading.observations if row.rule != "other")
    return themes.most_common(1)[0][0] if themes else "other"


def _check(lesson: Lesson, term: str, theme: str) -> None:
    if theme not in load_themes():
        raise TeachingError(f"{theme!r} is no theme; expected one of {', '.join(load_themes())}", "theme")
    if not term:
        raise TeachingError("no words beside the number look like a name; give them with --term", "no_term")
    if term not in lesson.text:
        raise TeachingError(
            f"{term!r} does not stand in the sentence; give words that do with --term", "term_elsewhere", term=term
        )


def _entry(lesson: Lesson, code: str, figure: _Figure, term: str, finds: list[str]) -> str:
    """The entry as TOML; an indicator that is known is not told again."""
    level = figure.measure == "level"
    unit = figure.unit if level else "%"
    known = load_indicators().get(code)
    kind = _WORDS["kinds"].get(unit, "flow") if level else "rate" if figure.unit == "pp" else "index"
    facts = {"zh": term, "en": code.replace("_", " ").capitalize(), "kind": kind, "unit": unit, "polarity": 0}
    example = {"text": lesson.text, "finds": finds, "published": str(lesson.published), "home": lesson.home}
    told = ", ".join(f"{name} = {_toml(value)}" for name, value in example.items() if value != getattr(_GIVEN, name))
    name = {"terms": [term]} | ({"units": [unit]} if known and level and unit != known.unit else {})
    lines = [
        f"[{code}]",
        *(f"{key} = {_toml(value)}" for key, value in facts.items() if not known),
        f"hits = [\n  {{ {told} }},\n]",
        "misses = []  # add one more hit, and two sentences whose numbers look near and are something else",
        f"\n[[{code}.names]]",
        *(f"{key} = {_toml(value)}" for key, value in name.items()),
    ]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """Strings, numbers and lists of strings are written as in JSON."""
    return json.dumps(value, ensure_ascii=False)


def _try(lesson: Lesson, code: str, theme: str, entry: str) -> dict[int, str]:
    """What the draft finds in its sentence, by the start of each figure, read by the command that will read with it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        office = folder_of_the_office()
        shutil.copytree(office, folder / "rules") if office else (folder / "rules").mkdir()
        save_draft(Draft(code, theme, entry), folder / "rules" / f"{theme}.toml")
        (folder / "sentence.txt").write_text(lesson.text, "utf-8")
        command = [sys.executable, "-m", "extract", "extract", str(folder / "sentence.txt"), "--out", place]
        options = ["--published", str(lesson.published), "--home-region", lesson.home]
        environment = {**os.environ, "ZHIBIAO_RULES": str(folder / "rules")}
        done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise TeachingError(f"the draft cannot be tried: {done.stderr.strip()}", "untried")
        with (folder / "observations.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["rule"].partition(":")[0] == code]
    return {int(row["char_start"]): _find(row) for row in rows}


def _find(row: dict[str, str]) -> str:
    """A row in the grammar of examples: what it must have, and the rest only where it is out of the ordinary."""
    more = {"high": row["value_high"], "status": row["status"].removeprefix("actual")}
    words = [row["measure"], f"{float(row['value']):.15g}", row["unit"]]
    return " ".join([*words, *(f"{key}={value}" for key, value in more.items() if value)])
