"""The whole line on one screen: page → articles → figures → context → names → checks → rows."""

from __future__ import annotations

from extract.models import Observation, Page, Reading, Refusal
from extract.step2_layout import Article, find_articles
from extract.step3_figures import Number, find_figures
from extract.step4_context import Period, Settings, find_frames, find_memberships, find_periods
from extract.step5_name import name_figures
from extract.step6_check import build_observation, check

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
    refused = [_refuse(article, number, reason) for number, reason in figures.refused]
    if not figures.figures:
        return [], refused
    rows, unnamed = _read_figures(article, periods, figures.figures)
    return rows, [*refused, *unnamed]


def _read_figures(
    article: Article, periods: list[Period], numbers: list[Number]
) -> tuple[list[Observation], list[Refusal]]:
    text = article.text
    frames = find_frames(text, article.sentences(), article.body_start, numbers)
    memberships = find_memberships(text, frames)
    settings = Settings(article, periods, article.page.home_region_code)
    rows, refused = [], []
    for index, named in enumerate(name_figures(text, frames, memberships)):
        if named.nameless_duration:
            refused.append(_refuse(article, named.frame.number, "duration"))
        else:
            rows.append(check(build_observation(article, named, settings.of(named.frame, memberships.get(index)))))
    return rows, refused


def _refuse(article: Article, number: Number, reason: str) -> Refusal:
    start, end = article.copy.span(number.start, number.end)
    return Refusal(
        raw=article.page.text[start:end], char_start=start, char_end=end, reason=reason, article=article.title
    )
