"""Every kind of period has its words, and only the next of its kind follows."""

from __future__ import annotations

import datetime as dt

import pytest
from figure_rows import EN, ZH

from dashboard.periods import basis_of, follows, period_key, period_label

DAY = dt.date.fromisoformat
CASES = [
    ("2023-01-01", "2023-12-31", "year", "2023年", "2023"),
    ("2021-01-01", "2023-12-31", "years", "2021—2023年", "2021–2023"),
    ("2025-01-01", "2025-03-31", "cumulative", "2025年一季度", "Q1 2025"),
    ("2025-01-01", "2025-06-30", "cumulative", "2025年上半年", "H1 2025"),
    ("2025-01-01", "2025-09-30", "cumulative", "2025年前三季度", "Q1–Q3 2025"),
    ("2025-01-01", "2025-04-30", "cumulative", "2025年1—4月", "Jan–Apr 2025"),
    ("2025-01-01", "2025-06-04", "cumulative", "2025年初至6月4日", "1 Jan–4 Jun 2025"),
    ("2024-02-01", "2024-02-29", "month", "2024年2月", "Feb 2024"),
    ("2024-01-01", "2024-01-31", "month", "2024年1月", "Jan 2024"),
    ("2024-04-01", "2024-06-30", "quarter", "2024年第2季度", "Q2 2024"),
    ("2024-06-30", "2024-06-30", "day", "2024年6月30日", "30 Jun 2024"),
    ("2024-05-01", "2024-06-30", "span", "2024年5月1日—2024年6月30日", "1 May 2024–30 Jun 2024"),
    ("2024-01-15", "2024-06-30", "span", "2024年1月15日—2024年6月30日", "15 Jan 2024–30 Jun 2024"),
    ("2020-01-01", "2022-06-04", "span", "2020年1月1日—2022年6月4日", "1 Jan 2020–4 Jun 2022"),
]


@pytest.mark.parametrize(("start", "end", "basis", "zh", "en"), CASES, ids=[case[3] for case in CASES])
def test_kind_and_words_of_a_period(start: str, end: str, basis: str, zh: str, en: str) -> None:
    assert basis_of(DAY(start), DAY(end)) == basis
    assert (period_label(DAY(start), DAY(end), ZH), period_label(DAY(start), DAY(end), EN)) == (zh, en)
    assert period_key(DAY(start), DAY(end)) == f"{start}..{end}"


def test_no_period_is_said_aloud() -> None:
    assert (basis_of(None, None), period_label(None, None, ZH), period_key(None, None)) == ("none", "期间未说明", "")


@pytest.mark.parametrize(
    ("before", "after", "basis", "joined"),
    [
        ("2022-12-31", "2023-12-31", "year", True),
        ("2021-12-31", "2023-12-31", "year", False),
        ("2024-12-31", "2025-01-31", "month", True),
        ("2025-02-28", "2025-04-30", "month", False),
        ("2024-06-30", "2024-09-30", "quarter", True),
        ("2025-03-31", "2025-06-30", "cumulative", True),
        ("2024-09-30", "2025-03-31", "cumulative", False),
        ("2025-03-31", "2025-09-30", "cumulative", False),
        ("2024-05-31", "2024-06-30", "day", True),
        ("2024-05-30", "2024-06-30", "day", False),
        ("2022-12-31", "2023-12-31", "years", False),
    ],
)
def test_only_the_next_period_follows(before: str, after: str, basis: str, joined: bool) -> None:
    assert follows(DAY(before), DAY(after), basis) is joined  # type: ignore[arg-type]
