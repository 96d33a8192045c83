"""A strip of dots is an honest small chart."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote

from figure_rows import prepared, row

from dashboard.figures.spark import draw_spark
from dashboard.rows import records
from dashboard.theme import ORANGES


def draw(*values: tuple[int, float], signed: bool = False) -> str:
    rows = records(prepared(*(row("330521", value, year) for year, value in values)))
    return unquote(draw_spark(rows, dt.date(2014, 12, 31), dt.date(2024, 12, 31), signed=signed))


def test_one_dot_a_report_and_lines_only_between_consecutive_years() -> None:
    svg = draw((2019, 1.0), (2020, 2.0), (2023, 3.0))
    assert svg.count("<circle") == 3
    assert svg.count("<line") == 1


def test_all_strips_of_a_table_share_one_time_axis() -> None:
    xs = re.findall(r'cx="([\d.]+)"', draw((2014, 1.0), (2019, 1.0), (2024, 1.0)))
    assert [float(x) for x in xs] == [5.0, 84.0, 163.0]


def test_falls_are_orange_and_zero_is_drawn() -> None:
    svg = draw((2019, 1.0), (2023, -1.0), signed=True)
    assert svg.count(ORANGES[5]) == 1
    assert svg.count("<line") == 1


def test_it_is_a_picture_and_needs_nothing_else() -> None:
    assert draw((2020, 1.0)).startswith("data:image/svg+xml,<svg xmlns=")
