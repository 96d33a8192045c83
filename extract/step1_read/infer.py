"""What a page says itself of its paper, its day and its home region; used only where nobody has said it."""

from __future__ import annotations

from typing import Any

from extract.models import Page
from extract.rules import load_regions
from extract.step1_read.infer_day import find_day
from extract.step1_read.infer_home import find_home, find_title

__all__ = ["infer_metadata", "why_inferred"]


def infer_metadata(page: Page) -> Page:
    """The page with what it lacks, as far as it tells, and a flag for each thing inferred; a complete page as it is."""
    if page.published and page.home_region_code:
        return page
    newspaper, region = find_title(page)
    told: dict[str, Any] = {"newspaper": newspaper}
    flags = list(page.flags)
    if page.published is None and (day := find_day(page)[0]):
        told["published"] = day
        flags.append("published_inferred")
    if not page.home_region_code and (code := find_home(page.text, region)[0]):
        told["home_region_code"] = code
        flags.append("home_region_inferred")
    return page.model_copy(update={**told, "flags": tuple(flags)})


def why_inferred(page: Page) -> list[str]:
    """For each thing that `infer_metadata` found, a line with the words of the page that told it."""
    lines = []
    if "published_inferred" in page.flags:
        lines.append(f"published {page.published}, by {find_day(page)[1]!r}")
    if "home_region_inferred" in page.flags:
        name = load_regions()[page.home_region_code].name
        title, region = find_title(page)
        by = repr(title) if find_home(page.text, region)[1] == "title" else "the regions that the page names"
        lines.append(f"home {name}, by {by}")
    return lines
