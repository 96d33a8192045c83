"""The words of the interface in both languages, read from `texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from extract.step8_store import UserError

__all__ = ["LANGUAGES", "Language", "MissingTextError", "Speech", "load_texts"]

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
TEXTS: Final = Path(__file__).with_name("texts.toml")


class MissingTextError(KeyError):
    """A key that `texts.toml` does not hold."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{TEXTS.name} has no entry '{key}': add it with zh and en")


@cache
def load_texts() -> dict[str, dict[str, dict[str, Any]]]:
    """All entries by section and key; each entry holds `zh` and `en`."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Speech:
    """Speaks one language: `say("card.reports", n=3)`."""

    language: Language = "zh"

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `section.key` with its placeholders filled.

        Raises:
            MissingTextError: when the file has no such key.
        """
        section, _, name = key.partition(".")
        entry = load_texts().get(section, {}).get(name)
        if entry is None:
            raise MissingTextError(key)
        return str(entry[self.language]).format(**values)

    def code(self, section: str, code: str) -> str:
        """The word for a code that comes from the data; a code without a word speaks for itself."""
        entry = load_texts()[section].get(code)
        return str(entry[self.language]) if entry else code

    def mistake(self, error: UserError) -> str:
        """What a user did amiss; a mistake without a word of its own speaks for itself."""
        entry = load_texts()["mistake"].get(error.code)
        told = {
            name: self.code("field", str(value)) if name == "field" else value for name, value in error.told.items()
        }
        return str(entry[self.language]).format(**told) if entry else str(error)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row, with the comma of the language."""
        return self("app.comma").join(words)

    def dotted(self, parts: Iterable[str]) -> str:
        """Parts of a line that says what is shown, empty ones left out."""
        return self("app.dot").join(part for part in parts if part)

    def pick(self, zh: str, en: str) -> str:
        """One of two names that the store holds."""
        return zh if self.language == "zh" else en or zh

    def parts(self, section: str) -> dict[str, Any]:
        """A whole section in this language, by key."""
        return {key: entry[self.language] for key, entry in load_texts()[section].items()}
