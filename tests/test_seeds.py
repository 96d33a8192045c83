"""The sample pages are complete, sourced and our own, and the extractor reads the figures that they are listed for."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd
import pytest

import extract
from extract.rules import load_regions

SEEDS = Path(__file__).parents[1] / "seeds"
REAL_PAGES = SEEDS.parents[1] / "shared" / "seeds"
FACT = ["document", "indicator", "measure", "value", "unit", "region_code", "period_start", "period_end"]
LONGEST_SHARED_RUN = 19  # characters: a firm's full name may be as long, a sentence may not


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(SEEDS / name, dtype=str, keep_default_na=False)


def bare(text: str) -> str:
    """Text without white space and with half-width punctuation, so that a re-wrapped sentence is still recognised."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def facts(frame: pd.DataFrame) -> pd.Series:
    """One comparable tuple per row; dates as ISO text, empty when unknown."""
    return frame[FACT].apply(
        lambda row: (*row[FACT[:3]], f"{float(row['value']):.9g}", *(str(v)[:10] if v else "" for v in row[FACT[4:]])),
        axis=1,
    )


@pytest.fixture(scope="module")
def pages() -> pd.DataFrame:
    return read("pages.csv")


@pytest.fixture(scope="module")
def sources() -> pd.DataFrame:
    return read("sources.csv")


@pytest.fixture(scope="module")
def found(pages: pd.DataFrame) -> set[tuple[str, ...]]:
    texts = [(SEEDS / document).read_text("utf-8") for document in pages["document"]]
    observations = extract.extract_pages(pages.assign(text=texts))
    return set(facts(observations.astype(object).where(observations.notna(), "")))


def test_pages_csv_lists_every_page_once(pages: pd.DataFrame) -> None:
    assert sorted(pages["document"]) == sorted(path.name for path in SEEDS.glob("*.txt"))


def test_pages_have_a_date_a_known_home_and_an_invented_masthead(pages: pd.DataFrame) -> None:
    assert pd.to_datetime(pages["published"], format="%Y-%m-%d").notna().all()
    assert set(pages["home_region_code"]) <= set(load_regions())
    assert pages["newspaper"].str.startswith("样报·").all()


def test_every_page_has_sourced_figures(pages: pd.DataFrame, sources: pd.DataFrame) -> None:
    assert set(sources["document"]) == set(pages["document"])
    assert sources["source"].ne("").all()
    assert set(sources["grade"]) == {"A", "B", "C", "page"}
    assert not sources.duplicated([*FACT, "item"]).any()


def test_no_bulletin_reports_the_future(pages: pd.DataFrame, sources: pd.DataFrame) -> None:
    rows = sources[sources["document"].str.startswith("bulletin")].merge(pages, on="document")
    assert (rows["period_end"] <= rows["published"]).all()


@pytest.mark.parametrize(("prefix", "share"), [("bulletin", 0.95), ("20", 0.65)], ids=["bulletins", "sample pages"])
def test_listed_figures_are_read(prefix: str, share: float, sources: pd.DataFrame, found: set[tuple[str, ...]]) -> None:
    listed = facts(sources[sources["document"].str.startswith(prefix)])
    missed = [fact for fact in listed if fact not in found]
    assert 1 - len(missed) / len(listed) >= share, "\n".join(map(" ".join, missed))


@pytest.mark.skipif(not REAL_PAGES.is_dir(), reason="the real pages are not part of the repository")
def test_no_sentence_is_copied_from_a_real_page(pages: pd.DataFrame) -> None:
    real = [bare(path.read_text("utf-8")) for path in REAL_PAGES.glob("*.txt")]
    size = LONGEST_SHARED_RUN + 1
    runs = {text[i : i + size] for text in real for i in range(len(text) - size + 1)}
    for document in pages["document"]:
        text = bare((SEEDS / document).read_text("utf-8"))
        copied = {text[i : i + size] for i in range(len(text) - size + 1)} & runs
        assert not copied, f"{document} shares {sorted(copied)} with a real page: say it in other words"
