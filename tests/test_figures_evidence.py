"""Marks are slices of the page itself, and a card that fails says so."""

from __future__ import annotations

import pytest
from dash import html
from figure_rows import ZH
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.card import empty_card, graph, guarded
from dashboard.components.evidence import KINDS, pieces
from dashboard.components.flags import flag_legend, flag_letters
from dashboard.figures.marks import empty_figure

TEXT = "2024年,德清县生产总值680.7亿元。"
SPAN = st.tuples(st.integers(-3, 30), st.integers(-3, 30))


def test_every_mark_is_its_own_slice() -> None:
    spans = {"period": (0, 5), "region": (6, 9), "name": (9, 13), "number": (13, 19), "unit": (19, 20)}
    assert pieces(TEXT, spans) == [
        ("2024年", "period"),
        (",", ""),
        ("德清县", "region"),
        ("生产总值", "name"),
        ("680.7亿", "number"),
        ("元", "unit"),
        ("。", ""),
    ]


def test_where_marks_overlap_the_number_is_seen() -> None:
    assert pieces("增长5%", {"name": (0, 4), "number": (2, 3), "unit": (3, 4)}) == [
        ("增长", "name"),
        ("5", "number"),
        ("%", "unit"),
    ]


@given(st.dictionaries(st.sampled_from((*KINDS, "sentence")), SPAN))
def test_the_slices_always_give_the_text_back(spans: dict[str, tuple[int, int]]) -> None:
    assert "".join(text for text, _ in pieces(TEXT, spans)) == TEXT


def test_a_card_that_fails_says_so_and_the_log_says_why(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> html.Section:
        raise ValueError("no such colour")

    card = guarded("ranking", "排名", ZH, fail)
    assert card.to_plotly_json()["props"]["data-state"] == "error"
    assert "no such colour" in caplog.text


def test_an_empty_card_says_what_to_do() -> None:
    card = empty_card("table", "生产总值", ZH)
    assert card.to_plotly_json()["props"]["data-state"] == "empty"
    assert "恢复默认" in str(card)


def test_no_graph_can_send_anything_anywhere() -> None:
    chart = graph("series", empty_figure(300), "变化").children
    assert chart.config["showSendToCloud"] is False
    assert chart.config["plotlyServerURL"] == ""


def test_flags_are_letters_with_one_legend() -> None:
    assert flag_letters(("conflict", "sub_county"), ZH) == "异 下"
    legend = flag_legend([("conflict",), (), ("conflict", "sub_county")], ZH)
    assert [
        [part.children if isinstance(part, html.B) else part for part in item.children] for item in legend.children
    ] == [
        ["异", " 报道不一致"],
        ["下", " 县以下的数字"],
    ]
