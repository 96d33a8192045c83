"""The whole line on one screen: page → articles → figures → context → names → checks → rows."""

from __future__ import annotations

from bisect import bisect_right

from extract.models import Observation, Page, Reading, Refusal, Span
from extract.step2_layout import Article, find_articles
from extract.step3_figures import Number, find_figures
from extract.step4_context import Period, Settings, find_frames, find_memberships, find_periods
from extract.step5_name import name_figures
from extract.step6_check import build_observation, check, complete

__all__ = ["read_page"]


def read_page(page: Page) -> Reading:
    """Everything that one page says, and every number that was refused."""
    observations: list[Observation] = []
    refusals: list[Refusal] = []
    for article in find_articles(page):
        found, refused = _read_article(article)
        observations += found
        refusals += refused
    return Reading(page=page, observations=tuple(observations), refusals=tuple(refusals))


def _read_article(article: Article) -> tuple[list[Observation], list[Refusal]]:
    periods = find_periods(article.text, article.page.published)
    figures = find_figures(article.text, [(period.start, period.end) for period in periods])
    sentences = article.sentences()
    refused = [_refuse(article, sentences, number, reason) for number, reason in figures.refused]
    if not figures.figures:
        return [], refused
    rows, unnamed = _read_figures(article, sentences, periods, figures.figures)
    return rows, [*refused, *unnamed]


def _read_figures(
    article: Article, sentences: list[Span], periods: list[Period], numbers: list[Number]
) -> tuple[list[Observation], list[Refusal]]:
    text = article.text
    frames = find_frames(text, sentences, article.body_start, numbers)
    memberships = find_memberships(text, frames)
    settings = Settings(article, periods, article.page.home_region_code)
    rows, headings, refused = [], [], []
    for index, named in enumerate(name_figures(text, frames, memberships, settings.full_names)):
        if named.nameless_duration:
            refused.append(_refuse(article, sentences, named.frame.number, "duration"))
        else:
            setting = settings.of(named.frame, memberships.get(index))
            rows.append(build_observation(article, named, setting))
            headings.append(setting.period is not None if named.frame.heading else None)
    return check(complete(rows, headings)), refused


def _refuse(article: Article, sentences: list[Span], number: Number, reason: str) -> Refusal:
    start, end = article.copy.span(number.start, number.end)
    place = bisect_right(sentences, (number.start, len(article.text))) - 1
    sentence = sentences[place] if place >= 0 else (number.start, number.end)
    return Refusal(
        raw=article.page.text[start:end],
        char_start=start,
        char_end=end,
        reason=reason,
        article=article.title,
        evidence=article.text[slice(*sentence)],
        evidence_span=article.copy.span(*sentence),
    )
