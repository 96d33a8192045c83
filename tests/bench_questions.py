"""What the dashboard asks of the store, and the same in SQL written by hand: they must count as many rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final, NamedTuple

import pandas as pd

from extract.step8_store import Filters, Store, queries
from extract.step8_store.worklist import work_list

__all__ = ["QUESTIONS", "Question"]


class Question(NamedTuple):
    """One thing that the dashboard asks, with the statement that a person would write for it."""

    name: str
    ask: Callable[[Store, Filters], pd.DataFrame]
    filters: Filters
    sql: str

    def by_hand(self, database: sqlite3.Connection) -> list[tuple[object, ...]]:
        """The answer of the database's own driver."""
        return database.execute(self.sql).fetchall()


_TIDY: Final = """
    SELECT o.*, s.*, d.document_id, d.document, d.newspaper, t.article, t.evidence, r.*
    FROM series s JOIN observations o ON o.series_key = s.key JOIN documents d ON d.key = o.document_key
    JOIN sentences t ON t.document_key = o.document_key AND t.number = o.sentence
    JOIN regions r ON r.code = s.region_code"""
_SALES: Final = Filters(indicators=("retail_sales",), measures=("yoy",), units=("%",), statuses=("actual",))
_SAME: Final = "s.indicator = 'retail_sales' AND s.measure = 'yoy' AND s.unit = '%' AND o.status = 'actual'"

QUESTIONS: Final = (
    Question(
        "series of a region",
        queries.observations,
        _SALES.model_copy(update={"regions": ("330521",)}),
        f"{_TIDY} WHERE {_SAME} AND s.region_code = '330521' ORDER BY o.published DESC, o.key",
    ),
    Question(
        "series of a city's counties",
        queries.observations,
        _SALES.model_copy(update={"within": "330500"}),
        f"{_TIDY} WHERE {_SAME} AND (r.code = '330500' OR r.city_code = '330500') ORDER BY o.published DESC, o.key",
    ),
    Question(
        "latest of each county",
        queries.latest_by_region,
        _SALES.model_copy(update={"levels": ("county",)}),
        f"""{_TIDY} WHERE o.key IN (SELECT key FROM (
        SELECT o.key, row_number() OVER (
            PARTITION BY s.region_code ORDER BY o.period_end DESC, o.published DESC, o.key DESC) place
        FROM series s JOIN observations o ON o.series_key = s.key JOIN regions r ON r.code = s.region_code
        WHERE {_SAME} AND r.level = 'county') WHERE place = 1) ORDER BY s.region_code""",
    ),
    Question(
        "coverage",
        queries.coverage,
        Filters(),
        """SELECT s.region_code, s.indicator, count(*), max(o.period_end), max(o.published)
        FROM series s JOIN observations o ON o.series_key = s.key GROUP BY 1, 2 ORDER BY 1, 2""",
    ),
    Question(
        "search in evidence",
        lambda store, filters: queries.observations(store, filters, limit=100),
        Filters(text="德清县社会消费品零售总额"),
        f"{_TIDY} WHERE t.evidence LIKE '%德清县社会消费品零售总额%' ORDER BY o.published DESC, o.key LIMIT 100",
    ),
    Question(
        "search for what is nowhere",
        lambda store, filters: queries.observations(store, filters, limit=100),
        Filters(text="子虚乌有"),
        f"{_TIDY} WHERE t.evidence LIKE '%子虚乌有%' ORDER BY o.published DESC, o.key LIMIT 100",
    ),
    Question(
        "work list: flagged figures",
        lambda store, filters: work_list(store, filters, "figure", 100),
        Filters(),
        f"""{_TIDY} WHERE o.flags <> '' AND o.decision = ''
        ORDER BY o.confidence, o.published DESC, o.key LIMIT 100""",
    ),
    Question(
        "work list: refusals",
        lambda store, filters: work_list(store, filters, "refusal", 100),
        Filters(),
        """SELECT x.*, d.document, d.newspaper, d.published, t.article, t.evidence
        FROM refusals x JOIN documents d ON d.key = x.document_key
        JOIN sentences t ON t.document_key = x.document_key AND t.number = x.sentence
        WHERE x.decision = '' ORDER BY d.published DESC, x.key LIMIT 100""",
    ),
    Question(
        "work list: reports that differ",
        lambda store, filters: work_list(store, filters, "conflict"),
        Filters(),
        f"""{_TIDY} JOIN (SELECT series_key, status, period_start, period_end FROM observations
        GROUP BY 1, 2, 3, 4 HAVING count(*) > 1 AND max(value) > min(value)) f
        ON f.series_key = o.series_key AND f.status = o.status AND f.period_start = o.period_start
        AND f.period_end = o.period_end ORDER BY o.series_key, o.period_end, o.published, o.key""",
    ),
)
