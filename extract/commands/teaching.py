"""Commands that write rules: rules new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands.app import HomeRegion, Published, StorePlace, app
from extract.console import PoliteGroup, say
from extract.step8_store import open_store
from extract.teaching import Lesson, TeachingError, draft_rule, find_lesson, save_draft

__all__ = ["new"]

rules = typer.Typer(cls=PoliteGroup, no_args_is_help=True, help="Write rules from examples.")
app.add_typer(rules, name="rules")


@rules.command(epilog="Example: zhibiao rules new charging_piles SENTENCE --published 2025-04-10 --home-region 330500")
def new(
    code: Annotated[str, typer.Argument(help="Code of a new indicator, or of a known one that has one more name.")],
    sentence: Annotated[str, typer.Argument(help="A sentence as printed, unless --figure names one.")] = "",
    figure: Annotated[str, typer.Option(metavar="ID", help="A figure or refusal in the store.")] = "",
    number: Annotated[str, typer.Option(help="The figure as printed; the first without a name by default.")] = "",
    term: Annotated[str, typer.Option(help="Words that name it; guessed by default.")] = "",
    theme: Annotated[str, typer.Option(help="Theme of a new indicator; guessed by default.")] = "",
    into: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add it to this rule file; printed by default.")
    ] = None,
    published: Published = None,
    home_region: HomeRegion = None,
    store: StorePlace = None,
) -> None:
    """Draft a rule from a figure that none names; `ZHIBIAO_RULES` names the folder of an office's own rules."""
    if bool(sentence) == bool(figure):
        raise TeachingError("expected either a sentence or --figure with an id of the store")
    lesson = _stored(figure, store) if figure else Lesson(sentence, "", published, home_region or "")
    draft = draft_rule(lesson._replace(number=number or lesson.number), code, term=term, theme=theme)
    if into is None:
        say(draft.text)
        return
    save_draft(draft, into)
    say(f"[{code}] is drafted in {into}; look it over, then run `zhibiao reextract` with ZHIBIAO_RULES={into.parent}")


def _stored(figure: str, place: str | None) -> Lesson:
    store = open_store(place, create=False)
    try:
        return find_lesson(store, figure)
    finally:
        store.close()
