"""Numbers read as printed: one unit, no digit too many, a true minus sign."""

from __future__ import annotations

import pytest
from figure_rows import EN, ZH

from dashboard.amounts import Scale, amount, is_comparable, printed_decimals, scale_for, ticks
from dashboard.texts import Speech

YI, PERCENT = Scale(1e8, "亿元"), Scale(1, "%", signed=True)


@pytest.mark.parametrize(
    ("largest", "unit", "say", "label", "factor"),
    [
        (9.4e9, "CNY", ZH, "亿元", 1e8),
        (6.5e4, "kWh", ZH, "万千瓦时", 1e4),
        (9000, "CNY", ZH, "元", 1),
        (9.4e9, "CNY", EN, "bn CNY", 1e9),
        (5.5e6, "person", EN, "m persons", 1e6),
        (59431, "CNY/person", ZH, "元/人", 1),
        (662, "enterprise", ZH, "家", 1),
        (4.2, "unheard_of", ZH, "unheard_of", 1),
    ],
)
def test_scale_is_the_largest_that_leaves_one_or_more(
    largest: float, unit: str, say: Speech, label: str, factor: float
) -> None:
    assert scale_for([largest, largest / 20], unit, "level", say) == Scale(factor, label)


def test_scale_of_nothing_is_the_unit_itself() -> None:
    assert scale_for([], "CNY", "level", ZH) == Scale(1, "元")


@pytest.mark.parametrize(
    ("value", "raw", "scale", "text"),
    [
        (9.4e9, "94亿元", YI, "94"),
        (3.5178e11, "3517.80亿元", YI, "3,517.80"),
        (2.286e6, "228.6万元", YI, "0.02286"),
        (5.5e6, "5500000人", Scale(1e4, "万人"), "550"),
        (2.0e6, "二百万元", Scale(1e4, "万元"), "200"),
        (1.6, "16‰", PERCENT, "+1.6"),
        (4.0, "４．０％", PERCENT, "+4.0"),
        (-0.4, "0.4%", PERCENT, "−0.4"),
        (0.0, "持平", PERCENT, "0"),
        (12345.0, "1.2345万户", Scale(1, "户"), "12,345"),
    ],
)
def test_no_digit_is_shown_that_was_not_printed(value: float, raw: str, scale: Scale, text: str) -> None:
    assert amount(value, scale, printed_decimals(value, raw, scale.factor)) == text


@pytest.mark.parametrize(("scale", "text"), [(YI, "94亿元"), (PERCENT, "94%"), (Scale(1e9, "bn CNY"), "94 bn CNY")])
def test_units_stand_close_to_the_number_except_latin_words(scale: Scale, text: str) -> None:
    assert scale.joined("94") == text


@pytest.mark.parametrize(
    ("low", "high", "scale", "texts"),
    [
        (0, 1.3e11, YI, ["0", "250", "500", "750", "1,000", "1,250"]),
        (-1.0, 1.0, PERCENT, ["−1.0", "−0.5", "0.0", "+0.5", "+1.0"]),
        (0, 0, PERCENT, ["0.0"]),
        (0, 12, PERCENT, ["0.0", "+2.5", "+5.0", "+7.5", "+10.0"]),
    ],
)
def test_ticks_are_round_and_written_in_the_unit(low: float, high: float, scale: Scale, texts: list[str]) -> None:
    values, written = ticks(low, high, scale)
    assert written == texts
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)


@pytest.mark.parametrize(
    ("measure", "unit", "comparable"),
    [
        ("yoy", "%", True),
        ("level", "%", True),
        ("level", "CNY/person", True),
        ("level", "CNY", False),
        ("rank", "rank", False),
    ],
)
def test_only_rates_growth_and_averages_compare_large_with_small(measure: str, unit: str, comparable: bool) -> None:
    assert is_comparable(measure, unit) is comparable
