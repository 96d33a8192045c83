"""Every filter and every question to the store, against the same asked of the whole table in memory."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event

from extract.step8_store import Filters, Store, lookups, open_store, queries, worklist
from extract.step8_store.worklist import tally
from tests.readings import make_reading

ANY = Filters()
Y2023, Y2024, Y2025 = ((dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2023, 2024, 2025))


def figure(region: str, period: tuple[dt.date, dt.date] | None, value: float, **more: Any) -> dict[str, Any]:
    start, end = period or (None, None)
    return {"region_code": region, "period_start": start, "period_end": end, "value": value, **more}


PAGES = [
    make_reading(
        figure("330500", Y2023, 1.0),
        figure("330521", Y2023, 2.0, flags=("sub_county",)),
        figure("330521", Y2024, 3.0, indicator="gdp", evidence="德清100%增长_了"),
        published=dt.date(2024, 1, 20),
    ),
    make_reading(
        figure("330500", Y2024, 4.0, measure="yoy", unit="%"),
        figure("330521", Y2024, 5.0, item="机电产品", flags=("conflict", "implausible")),
        figure("330482", Y2024, 6.0, status="plan"),
        figure("330482", Y2024, 6.5),
        figure("330521", Y2023, 2.1, qualifier="about"),
        newspaper="别报",
        document="b.txt",
        published=dt.date(2025, 1, 20),
        refused=("3月1日", "第134期"),
    ),
    make_reading(
        figure("330000", Y2025, 7.0),
        figure("100000", None, 8.0),
        figure("330500", None, 9.0, scope="organisation", entity="甲公司"),
        document="c.txt",
        newspaper="",
        published=None,
    ),
]
THEME = {"theme": "t", "theme_zh": "题", "theme_en": "T", "kind": "flow", "unit": "CNY", "polarity": 1}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place: Path = tmp_path_factory.mktemp("store") / "s.db"
    known = [{"code": code, "zh": code, "en": code} | THEME for code in ("exports", "gdp", "ppi")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lookups, "_indicator_rows", lambda: known)
        opened = open_store(str(place))
        for page in PAGES:
            opened.ingest(page)
    yield opened
    opened.close()


FILTERS: list[tuple[dict[str, Any], set[float]]] = [
    ({}, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.5, 2.1, 7.0, 8.0, 9.0}),
    ({"indicators": ("gdp",)}, {3.0}),
    ({"indicators": ("gdp", "exports"), "measures": ("yoy",)}, {4.0}),
    ({"items": ("",), "regions": ("330521",)}, {2.0, 3.0, 2.1}),
    ({"items": ("机电产品",)}, {5.0}),
    ({"units": ("%",)}, {4.0}),
    ({"statuses": ("plan",)}, {6.0}),
    ({"scopes": ("organisation",)}, {9.0}),
    ({"newspapers": ("别报",)}, {4.0, 5.0, 6.0, 6.5, 2.1}),
    ({"within": "330500"}, {1.0, 2.0, 3.0, 4.0, 5.0, 2.1, 9.0}),
    ({"within": "330521"}, {2.0, 3.0, 5.0, 2.1}),
    ({"within": "330000", "scopes": ("region",)}, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.5, 2.1, 7.0}),
    ({"within": "100000", "levels": ("country",)}, {8.0}),
    ({"levels": ("city", "province")}, {1.0, 4.0, 7.0, 9.0}),
    ({"period_from": dt.date(2024, 1, 1), "period_to": dt.date(2024, 12, 31)}, {3.0, 4.0, 5.0, 6.0, 6.5}),
    ({"period_to": dt.date(2023, 12, 31)}, {1.0, 2.0, 2.1}),
    ({"published_from": dt.date(2025, 1, 1)}, {4.0, 5.0, 6.0, 6.5, 2.1}),
    ({"published_to": dt.date(2024, 1, 20)}, {1.0, 2.0, 3.0}),
    ({"as_known_on": dt.date(2024, 12, 31), "indicators": ("exports",)}, {1.0, 2.0}),
    ({"text": "100%增长_"}, {3.0}),
    ({"text": "%"}, {3.0}),
    ({"flags": ("conflict",)}, {5.0}),
    ({"flags": ("sub_county", "implausible")}, {2.0, 5.0}),
    ({"flags": ("county",)}, set()),
    ({"documents": (PAGES[0].page.document_id,)}, {1.0, 2.0, 3.0}),
    ({"series": "exports|level|CNY|330521"}, {2.0, 2.1}),
    ({"within": "999999"}, set()),
    ({"text": "'; DROP TABLE observations; --"}, set()),
]


@pytest.mark.parametrize(("asked", "values"), FILTERS, ids=lambda value: str(value))
def test_a_filter_leaves_exactly_its_rows(store: Store, asked: dict[str, Any], values: set[float]) -> None:
    filters = Filters(**asked)
    found = queries.observations(store, filters)
    assert set(found["value"]) == values
    assert len(found) == len(values) == queries.count(store, filters)
    assert queries.coverage(store, filters)["n"].sum() == len(values)
    assert queries.documents(store, filters)["n"].sum() == len(values)
    assert queries.indicators(store, filters)["n"].sum() == len(values)
    assert set(queries.latest_by_region(store, filters)["region_code"]) == set(found["region_code"])


@pytest.mark.parametrize("ask", [queries.observations, queries.refusals])
def test_slices_put_together_are_the_whole(store: Store, ask: Callable[..., pd.DataFrame]) -> None:
    whole = ask(store, ANY)
    slices = itertools.takewhile(len, (ask(store, ANY, 2, start) for start in itertools.count(0, 2)))
    pd.testing.assert_frame_equal(pd.concat(slices, ignore_index=True), whole)


def test_newest_papers_come_first(store: Store) -> None:
    published = queries.observations(store, ANY)["published"].dropna()
    assert published.is_monotonic_decreasing


def test_the_last_report_of_a_region_is_of_its_last_period_and_then_of_the_last_paper(store: Store) -> None:
    found = queries.latest_by_region(store, Filters(indicators=("exports",), measures=("level",), items=("",)))
    assert dict(zip(found["region_code"], found["value"], strict=True)) == {
        "100000": 8.0,
        "330000": 7.0,
        "330482": 6.5,
        "330500": 1.0,
        "330521": 2.1,
    }
    assert found.loc[found["region_code"] == "330521", "county"].tolist() == ["德清县"]


def test_coverage_counts_pairs(store: Store) -> None:
    found = queries.coverage(store, Filters(regions=("330521",)))
    assert found[["region_code", "indicator", "n"]].to_numpy().tolist() == [
        ["330521", "exports", 3],
        ["330521", "gdp", 1],
    ]
    assert found["last_period"].dt.year.tolist() == [2024, 2024]
    assert found["last_published"].dt.year.tolist() == [2025, 2024]


def test_every_indicator_is_listed_with_what_was_reported(store: Store) -> None:
    found = queries.indicators(store, ANY).set_index("code")
    assert found[["n", "documents"]].to_numpy().tolist() == [[10, 3], [1, 1], [0, 0]]
    assert list(queries.indicators(store, Filters(indicators=("gdp",)))["code"]) == ["gdp"]


def test_every_region_is_listed_with_its_own_rows(store: Store) -> None:
    found = queries.regions(store).set_index("code")
    assert len(found) > 3000
    assert found.loc[["330500", "330521", "330522"], "n"].tolist() == [3, 4, 0]
    assert found.loc["330521", ["name", "level", "parent_code", "city"]].tolist() == [
        "德清县",
        "county",
        "330500",
        "湖州市",
    ]


def test_documents_without_a_figure_are_listed_unless_figures_are_asked_for(store: Store) -> None:
    assert list(queries.documents(store, ANY)["n"]) == [5, 3, 3]
    assert list(queries.documents(store, Filters(newspapers=("别报",)))["document"]) == ["b.txt"]
    assert list(queries.documents(store, Filters(indicators=("gdp",)))["document"]) == ["a.txt"]


def test_refusals_have_their_filters(store: Store) -> None:
    assert list(queries.refusals(store, ANY)["raw"]) == ["3月1日", "第134期"]
    assert len(queries.refusals(store, Filters(reasons=("date",), newspapers=("别报",)))) == 2
    assert len(queries.refusals(store, Filters(reasons=("phone",)))) == 0
    assert len(queries.refusals(store, Filters(as_known_on=dt.date(2024, 12, 31)))) == 0


@pytest.mark.parametrize("ask", [queries.observations, queries.coverage, queries.documents, queries.refusals])
def test_an_empty_answer_has_the_same_columns_and_types(store: Store, ask: Callable[..., pd.DataFrame]) -> None:
    none = ask(store, Filters(text="无此句"))
    assert len(none) == 0
    pd.testing.assert_series_equal(none.dtypes, ask(store, ANY).dtypes)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (queries.count, "ix_observations_fact"),
        (queries.indicators, "ix_observations_fact"),
        (queries.coverage, "ix_observations_fact"),
        (lambda store, _: queries.regions(store), "ix_observations_fact"),
        (lambda store, _: tally(store, ANY), "ix_observations_doubt"),
        (queries.conflicts, "ix_observations_fact"),
    ],
)
def test_what_the_dashboard_counts_is_read_from_an_index_alone(
    store: Store, ask: Callable[[Store, Filters], Any], index: str
) -> None:
    asked: list[Any] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    ask(store, Filters(statuses=("actual",)))
    event.remove(store.engine, "before_cursor_execute", note)
    with store.reading() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", told).all() for sql, told in asked]
    assert any(f"observations USING COVERING INDEX {index}" in row.detail for plan in plans for row in plan)


def test_the_flagged_are_read_in_the_order_of_the_list(store: Store) -> None:
    with store.reading() as connection:
        sql = str(worklist._flagged(ANY).compile(store.engine, compile_kwargs={"literal_binds": True}))
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    assert "SCAN observations USING INDEX ix_observations_doubt" in plan
    assert [row for row in plan if "TEMP B-TREE" in row] == []
