"""Lines join only what follows; every mark shows how exact it is."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from figure_rows import ZH, prepared, row

from dashboard.amounts import Scale
from dashboard.comparison import most_told
from dashboard.figures.series import city_colours, draw_series
from dashboard.theme import GREYS

SCALE = Scale(1e8, "亿元")
NOTHING = prepared().iloc[:0]


def draw(*rows: dict[str, object], scale: Scale = SCALE) -> Any:
    return draw_series(prepared(*rows), NOTHING, scale, ZH)


def test_consecutive_years_are_joined_and_a_gap_is_not() -> None:
    years = (2019, 2020, 2022)
    trace = draw(*(row("330521", 5e10 + year, year) for year in years)).data[0]
    assert [x and x.year for x in trace.x] == [2019, 2020, None, 2022]
    assert trace.connectgaps is False


def test_single_month_does_not_join_the_month_after_next() -> None:
    months = [row("330521", 1.0, start=f"2025-0{m}-01", end=f"2025-0{m}-28") for m in (2,)]
    months.append(row("330521", 1.0, start="2025-04-01", end="2025-04-30"))
    assert None in draw(*months).data[0].x


def test_the_other_report_of_a_period_is_small_and_off_the_line() -> None:
    twice = prepared(row("330521", 6e10), row("330521", 5e10), but={"o1"})
    trace = draw_series(twice, NOTHING, SCALE, ZH).data[0]
    assert list(trace.y) == [5e10, None, 6e10]
    assert trace.marker.size[0] < trace.marker.size[2]


@pytest.mark.parametrize(
    ("qualifier", "symbol"),
    [("exact", "circle"), ("about", "circle-open"), ("nearly", "circle-open"), ("over", "circle")],
)
def test_rounded_values_are_hollow(qualifier: str, symbol: str) -> None:
    assert draw(row("330521", 5e10, qualifier=qualifier)).data[0].marker.symbol == (symbol,)


def test_a_plan_is_a_diamond_on_a_line_of_its_own() -> None:
    figure = draw(row("330521", 5e10, 2023), row("330521", 6e10, 2024, status="plan"))
    assert [trace.marker.symbol for trace in figure.data] == [("circle",), ("diamond",)]


@pytest.mark.parametrize(("qualifier", "up", "down"), [("over", True, False), ("under", False, True)])
def test_open_sides_carry_a_whisker_on_that_side_only(qualifier: str, up: bool, down: bool) -> None:
    bar = draw(row("330521", 5e10, qualifier=qualifier)).data[0].error_y
    assert (bar.visible, bar.array[0] > 0, bar.arrayminus[0] > 0) == (True, up, down)


def test_a_range_is_a_band_between_its_ends() -> None:
    band = draw(row("330521", 5e10, value_high=6e10, qualifier="range")).data[1]
    assert list(band.y) == [5e10, 6e10, None]


def test_every_dot_knows_its_observation_and_says_how_to_read_it() -> None:
    trace = draw(row("330521", 5e10)).data[0]
    assert list(trace.customdata[0]) == ["o0"]
    assert all(word in trace.hovertext[0] for word in ("德清县", "2023年", "500亿元", "湖州日报 2024-02-01"))


def test_names_from_newspapers_are_escaped() -> None:
    firm = row("330521", 5e10, scope="organisation", entity="<b>甲</b>厂")
    figure = draw(firm)
    assert "&lt;b&gt;" in figure.data[0].hovertext[0]
    assert "<" not in figure.layout.annotations[0].text


def test_parent_regions_are_grey_and_dotted_behind() -> None:
    figure = draw_series(prepared(row("330521", 5.0)), prepared(row("330500", 4.0)), Scale(1, "%", signed=True), ZH)
    assert (figure.data[0].line.color, figure.data[0].line.dash, figure.data[1].line.dash) == (GREYS[5], "dot", "solid")


def test_few_regions_have_their_own_colours_and_many_share_their_citys() -> None:
    few = prepared(row("330521", 1.0), row("330481", 2.0))
    many = prepared(*(row(code, 1.0, entity=str(n)) for n in range(5) for code in ("330521", "330481")))
    assert city_colours(few) == {}
    assert sorted(city_colours(many)) == ["嘉兴市", "湖州市"]


def test_axes_have_their_type_and_our_own_tick_text() -> None:
    figure = draw(row("330521", 5e10, 2021), row("330521", 9e10, 2022))
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("date", "linear")
    assert list(figure.layout.xaxis.ticktext) == ["2021", "2022"]
    assert list(figure.layout.yaxis.ticktext)[:2] == ["0", "200"]


def test_falls_hang_from_a_firm_line_at_zero() -> None:
    assert draw(row("330521", -5e10)).layout.yaxis.zeroline is True
    assert draw(row("330521", 5e10)).layout.yaxis.zeroline is False


def test_names_of_one_column_keep_the_order_of_their_dots_and_do_not_touch() -> None:
    codes = ("330502", "330521", "330522", "330481")
    figure = draw(*(row(code, 5e10 + n * 1e7) for n, code in enumerate(codes)))
    low, high = figure.layout.yaxis.range
    heights = [note.yshift + (note.y - low) / (high - low) * 350 for note in figure.layout.annotations]
    assert heights == sorted(heights, reverse=True)
    assert min(above - below for above, below in pairwise(heights)) >= 14.9


def test_months_are_named_when_all_lies_within_two_years() -> None:
    ends = (dt.date(2025, 3, 31), dt.date(2025, 4, 30))
    rows = [row("330521", 1.0, start="2025-01-01", end=end.isoformat()) for end in ends]
    assert list(draw(*rows).layout.xaxis.ticktext) == ["2025.03", "2025.04"]


def test_the_first_place_stands_on_top() -> None:
    rank = {"measure": "rank", "unit": "rank"}
    figure = draw(row("330521", 24, raw="24", **rank), row("330502", 1, raw="1", **rank), scale=Scale(1, "位"))
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert [note.text for note in figure.layout.annotations] == ["吴兴区", "德清县"]


def test_a_few_dots_need_no_tall_chart() -> None:
    few = draw(row("330521", 5e10))
    many = draw(*(row("330521", 5e10, year) for year in range(2019, 2024)))
    assert few.layout.height < many.layout.height


def test_of_many_lines_those_with_most_reports_are_drawn() -> None:
    rows = prepared(row("330521", 1.0, 2022), row("330521", 2.0, 2023), row("330522", 9.0), row("330502", 5.0))
    assert set(most_told(rows, 2)["region_code"]) == {"330521", "330522"}
    assert len(most_told(rows, 3)) == len(rows)
