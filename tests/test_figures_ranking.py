"""Bars start at zero, growth parts around it, and the parent region is a line."""

from __future__ import annotations

import pytest
from figure_rows import ZH, prepared, row

from dashboard.amounts import Scale
from dashboard.figures.ranking import draw_ranking
from dashboard.theme import BLUES, GREYS, ORANGES

LEVEL, GROWTH = Scale(1e8, "亿元"), Scale(1, "%", signed=True)
NOTHING = prepared()
UP, DOWN = row("330502", 6.2, raw="6.2%"), row("330521", -0.4, raw="0.4%")


def test_bars_run_from_zero_and_the_largest_stands_on_top() -> None:
    figure = draw_ranking(prepared(row("330521", 6e10), row("330502", 9e10)), NOTHING, LEVEL, ZH)
    assert figure.layout.xaxis.range[0] == 0
    assert list(figure.layout.yaxis.ticktext) == ["德清县", "吴兴区"]
    assert list(figure.data[0].x) == [6e10, 9e10]


def test_growth_diverges_in_blue_and_orange_with_arrow_and_sign() -> None:
    figure = draw_ranking(prepared(UP, DOWN), NOTHING, GROWTH, ZH)
    low, high = figure.layout.xaxis.range
    assert low < 0 < high
    assert list(figure.data[0].marker.line.color) == [ORANGES[5], BLUES[6]]
    assert list(figure.data[0].text) == ["▼ −0.4", "▲ +6.2"]


def test_labels_say_the_qualifier_and_keep_the_printed_digits() -> None:
    rows = prepared(row("330521", 6e10, raw="600.0亿元", qualifier="about"), row("330502", 9e10, raw="900亿元"))
    assert list(draw_ranking(rows, NOTHING, LEVEL, ZH).data[0].text) == ["约600.0", "900"]


def test_rounded_bars_are_hollow() -> None:
    rows = prepared(row("330521", 6e10, qualifier="nearly"), row("330502", 9e10))
    assert list(draw_ranking(rows, NOTHING, LEVEL, ZH).data[0].marker.color) == ["#ffffff", BLUES[6]]


def test_a_range_is_a_band_beyond_its_lower_end() -> None:
    rows = prepared(row("330521", 6e10, value_high=7e10, qualifier="range"))
    band = draw_ranking(rows, NOTHING, LEVEL, ZH).data[1]
    assert (list(band.base), list(band.x)) == ([6e10], [1e10])


def test_parent_regions_are_named_lines() -> None:
    figure = draw_ranking(prepared(UP, DOWN), prepared(row("330500", 5.8, raw="5.8%")), GROWTH, ZH)
    assert figure.layout.shapes[0].x0 == 5.8
    assert figure.layout.annotations[0].text == "湖州市 +5.8"


def test_counties_of_several_cities_name_their_city_in_grey() -> None:
    figure = draw_ranking(prepared(UP, row("330481", 4.0)), NOTHING, GROWTH, ZH)
    assert figure.layout.yaxis.ticktext[0] == f"<span style='color:{GREYS[6]}'>嘉兴市</span> 海宁市"


def test_two_firms_of_one_county_have_a_bar_each() -> None:
    firms = [row("330521", value, scope="organisation", entity=name) for name, value in (("甲厂", 1e8), ("乙厂", 2e8))]
    figure = draw_ranking(prepared(*firms), NOTHING, LEVEL, ZH)
    assert len(set(figure.data[0].y)) == 2
    assert list(figure.layout.yaxis.ticktext) == ["甲厂", "乙厂"]


@pytest.mark.parametrize(("bars", "height"), [(1, 42), (10, 300), (20, 540)])
def test_height_grows_with_the_bars(bars: int, height: int) -> None:
    rows = prepared(*(row("330521", 1e10 + n, entity=str(n)) for n in range(bars)))
    assert draw_ranking(rows, NOTHING, LEVEL, ZH).layout.height == 64 + height
