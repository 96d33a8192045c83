"""What each room made of a text, for a reader who asks why."""

from __future__ import annotations

from collections.abc import Iterator

from extract.models import Observation, Page
from extract.pipeline import read_page
from extract.step1_read import why_inferred
from extract.step2_layout import Article, find_articles
from extract.step4_context import Settings, find_periods
from extract.step5_name import find_terms

__all__ = ["explain"]


def explain(page: Page) -> list[str]:
    """Lines that tell, room by room, what was seen, which rule named each figure and why a number was refused."""
    lines = [
        f"1 read      published {page.published or '?'}  home {page.home_region_code or '?'}  {' '.join(page.flags)}"
    ]
    lines += [f"1 inferred  {line}" for line in why_inferred(page)]
    for article in find_articles(page):
        lines += _article(article)
    reading = read_page(page)
    for row in reading.observations:
        lines += _row(row)
    lines += [f"  refused   {refusal.raw!r} at {refusal.char_start}: {refusal.reason}" for refusal in reading.refusals]
    return lines


def _article(article: Article) -> Iterator[str]:
    text = article.text
    periods = find_periods(text, article.page.published)
    settings = Settings(article, periods, article.page.home_region_code)
    yield f"2 layout    article {article.title!r}, {len(article.sentences())} sentences"
    for period in periods:
        yield f"4 period    {text[period.start : period.end]!r} {period.kind} {period.first or ''}..{period.last or ''}"
    for place in settings.places:
        yield f"4 region    {text[place.start : place.end]!r} {place.code}{'' if place.subject else ' (not whose figure it is)'}"
    for organisation in settings.organisations:
        yield f"4 who       {text[organisation.start : organisation.end]!r} {organisation.kind}"
    for term in find_terms(text, [(0, len(text))]):
        yield f"5 term      {text[term.start : term.end]!r} may name {', '.join(sorted({n.indicator.code for n in term.namings}))}"


def _row(row: Observation) -> Iterator[str]:
    high = f"–{row.value_high:g}" if row.value_high is not None else ""
    yield f"3 figure    {row.raw!r} at {row.char_start}: {row.qualifier} {row.value:g}{high} {row.unit}"
    yield f"5 name      {row.indicator}{f' ({row.item})' if row.item else ''} {row.measure}, by {row.rule}, confidence {row.confidence:g}"
    whose = row.entity or row.region_code
    yield f"4 context   {row.scope} {whose}, {row.period_start or '?'}..{row.period_end or '?'}, {row.status}"
    if row.flags:
        yield f"6 check     {' '.join(row.flags)}"
