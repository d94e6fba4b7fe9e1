"""Boxes of characters inside a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.ocr.engine import LineReading
from extraction.reading.ocr.line_glyphs import em, line_glyphs


def reading(text: str, middles: list[float]) -> LineReading:
    return LineReading(text, tuple(middles), tuple(0.9 for _ in text))


def test_neighbours_touch_and_blanks_are_gaps() -> None:
    line = line_glyphs(
        reading("年 AB C", [10, 20, 30, 40, 45, 55]), (100.0, 0.0, 170.0, 24.0), 20.0
    )
    assert line.text == "年ABC"
    assert line.x1[0] == line.x0[1]
    assert line.x1[1] == line.x0[2]
    assert line.x0[3] - line.x1[2] == pytest.approx(7.0)
    assert line.baseline == pytest.approx(12 + 0.38 * 20)


def test_a_wide_gap_stays_one() -> None:
    line = line_glyphs(reading("收支", [10, 90]), (0.0, 0.0, 100.0, 24.0), 20.0)
    assert (line.x1[0], line.x0[1]) == (20.0, 80.0)


@pytest.mark.parametrize(
    ("text", "middles", "width", "expected"),
    [
        ("项目资金总额", [10, 30, 50, 70, 90, 110], 120.0, 20.0),  # the usual distance
        ("0.00", [5, 15, 25, 35], 38.0, 20.0),  # too short: width over advances
        ("收 支 表 格", [10, 30, 60, 80, 110, 120, 160], 170.0, 24.5),  # never above the box
    ],
)
def test_the_em_of_a_line(text: str, middles: list[float], width: float, expected: float) -> None:
    assert em(reading(text, middles), width, 25.0) == pytest.approx(expected, abs=0.1)


@given(
    st.lists(st.tuples(st.sampled_from("年预算（），《》1a. "), st.floats(1, 40)), max_size=30),
    st.floats(8, 40),
)
def test_glyphs_keep_their_order(letters: list[tuple[str, float]], size: float) -> None:
    middles, at = [], 0.0
    for _, step in letters:
        at += step
        middles.append(at)
    text = "".join(letter for letter, _ in letters)
    line = line_glyphs(reading(text, middles), (0.0, 0.0, at + size, 24.0), size)
    assert line.text == text.replace(" ", "")
    assert len(line.x0) == len(line.x1) == len(line.confidence) == len(line.text)
