"""Tiles never overlap, lie roughly where the counties lie, and hatch what nobody reported."""

from __future__ import annotations

import csv

import pandas as pd
from figure_rows import ZH, prepared, row

from dashboard.amounts import Scale
from dashboard.figures.tilemap import TILES, draw_tiles, place_tiles
from dashboard.theme import BLUES, ORANGES

AREA = pd.DataFrame({"code": ["330502", "330521", "330522"], "name": ["吴兴区", "德清县", "长兴县"]})
GROWTH = Scale(1, "%", signed=True)


def tiles() -> list[dict[str, str]]:
    with TILES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_layout_holds_90_counties_on_90_places() -> None:
    assert len({tile["code"] for tile in tiles()}) == 90
    assert len({(tile["row"], tile["col"]) for tile in tiles()}) == 90


def test_places_follow_the_map() -> None:
    changxing, anji, nanxun = place_tiles(["330522", "330523", "330503"]).values()
    assert changxing[0] < anji[0], "Changxing lies north of Anji"
    assert changxing[1] < nanxun[1], "Changxing lies west of Nanxun"


def test_empty_rows_and_columns_between_are_closed() -> None:
    places = place_tiles(["330502", "330803", "331181"])
    assert {place[0] for place in places.values()} <= {0, 1, 2}
    assert min(place[1] for place in places.values()) == 0


def test_counties_outside_the_layout_stand_in_a_plain_grid() -> None:
    places = place_tiles([f"3201{n:02}" for n in range(8)])
    assert list(places.values()) == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 0), (1, 1)]


def test_silent_counties_are_hatched_and_never_coloured() -> None:
    silent, spoken, _ = draw_tiles(AREA, prepared(row("330521", 5.0), row("330502", 6.0)), GROWTH, ZH).data
    assert list(silent.text) == ["长兴"]
    assert (silent.marker.pattern.shape, silent.marker.color) == ("/", "#ffffff")
    assert [code for (code,) in spoken.customdata] == ["o0", "o1"]


def test_colours_part_at_zero_only_where_both_signs_occur() -> None:
    both = draw_tiles(AREA, prepared(row("330521", -2.0), row("330502", 6.0)), GROWTH, ZH).data[2].marker
    rises = draw_tiles(AREA, prepared(row("330521", 2.0), row("330502", 6.0)), GROWTH, ZH).data[2].marker
    falls = draw_tiles(AREA, prepared(row("330521", -2.0), row("330502", -6.0)), GROWTH, ZH).data[2].marker
    assert (both.cmin, both.cmax, both.colorscale[0][1], both.colorscale[-1][1]) == (-6, 6, ORANGES[5], BLUES[6])
    assert (rises.cmin, rises.cmax, rises.colorscale[-1][1]) == (2, 6, BLUES[7])
    assert (falls.cmin, falls.cmax, falls.colorscale[0][1]) == (-6, -2, ORANGES[6])


def test_tiles_are_square_and_north_is_up() -> None:
    layout = draw_tiles(AREA, prepared(row("330521", 5.0)), GROWTH, ZH).layout
    assert (layout.yaxis.scaleanchor, layout.yaxis.scaleratio) == ("x", 1)
    assert layout.yaxis.range[0] > layout.yaxis.range[1]


def test_a_plain_grid_of_many_is_wider_than_high() -> None:
    places = place_tiles([f"32{n:04}" for n in range(100)]).values()
    assert max(column for _, column in places) > max(line for line, _ in places) >= 8
