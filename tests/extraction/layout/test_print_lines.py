"""Glyphs → printed lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.print_lines import print_lines
from extraction.layout.settings import DEFAULT_SETTINGS
from tests.extraction.layout.printing import Text, glyphs


def _lines(texts: list[Text], cells: list[int] | None = None) -> list[str]:
    made = glyphs(texts)
    owner = np.array(cells, np.int32) if cells else np.full(len(made), -1, np.int32)
    return [line.text for line in print_lines(made, owner, 1, DEFAULT_SETTINGS)]


@pytest.mark.parametrize(
    ("texts", "lines", "reason"),
    [
        ([Text(80, 100, "项目资金")], ["项目资金"], "no blanks between full-width characters"),
        ([Text(80, 100, "2025年1月")], ["2025年1月"], "none beside digits"),
        ([Text(80, 100, "a b")], ["a b"], "half an em between narrow ones is a blank"),
        (
            [Text(80, 100, "项 目"), Text(80, 130, "x")],
            ["项 目", "x"],
            "half an em between full-width ones",
        ),
        ([Text(80, 100, "项"), Text(95, 100, "目")], ["项目"], "a quarter of an em is spacing out"),
        ([Text(80, 100, "a"), Text(89, 100, "b")], ["a b"], "but a blank between narrow ones"),
        ([Text(80, 100, "一"), Text(140, 100, "二")], ["一 二"], "one blank, however wide the gap"),
        (
            [Text(80, 100, "目标"), Text(80.5, 100, "目标")],
            ["目标"],
            "fake bold: printed twice, a little to the right",
        ),
        ([Text(80, 100, "目目")], ["目目"], "a doubled character is no fake bold"),
        ([Text(80, 100, "11")], ["11"], "nor are two digits"),
        (
            [Text(80, 100, "共"), Text(92, 101.5, "12", size=11), Text(103, 100, "个")],
            ["共12个"],
            "digits of another face stand a little off the line",
        ),
        ([Text(80, 130, "下"), Text(80, 100, "上")], ["上", "下"], "from top to bottom"),
        (
            [Text(120, 100, "右"), Text(80, 100, "左")],
            ["左 右"],
            "from left to right, whatever was drawn first",
        ),
        ([], [], "an empty page"),
    ],
)
def test_lines(texts: list[Text], lines: list[str], reason: str) -> None:
    assert _lines(texts) == lines, reason


def test_a_raised_figure_is_not_lost() -> None:
    assert sorted(_lines([Text(80, 100, "甲"), Text(92, 94, "2", size=6)])) == ["2", "甲"]


def test_cells_keep_their_lines_apart() -> None:
    texts = [Text(80, 100, "甲乙"), Text(104, 100, "丙"), Text(80, 120, "丁")]
    made = glyphs(texts)
    owner = np.array([0, 0, 1, 0], np.int32)
    lines = print_lines(made, owner, 4, DEFAULT_SETTINGS)
    assert [(line.cell, line.text, line.page) for line in lines] == [
        (0, "甲乙", 4),
        (0, "丁", 4),
        (1, "丙", 4),
    ]


def test_free_lines_come_first() -> None:
    assert _lines([Text(80, 100, "格"), Text(80, 300, "外")], [0, -1]) == ["外", "格"]


def test_a_lines_box_and_size() -> None:
    (line,) = print_lines(
        glyphs([Text(80, 100, "项目a", size=10)]), np.full(3, -1, np.int32), 1, DEFAULT_SETTINGS
    )
    assert line.box == (80, 91.2, 105, 101.2)
    assert line.size == 10


_TEXT = st.text(st.sampled_from("项目资金2025年ab，。 "), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(st.integers(20, 500), st.integers(20, 700), _TEXT), min_size=1, max_size=12)
)
def test_no_glyph_is_lost_but_for_twins(pieces: list[tuple[int, int, str]]) -> None:
    made = glyphs([Text(x, y, text) for x, y, text in pieces])
    lines = print_lines(made, np.full(len(made), -1, np.int32), 1, DEFAULT_SETTINGS)
    printed = "".join("".join(line.text.split()) for line in lines)
    assert set(printed) == set(made.text)
    assert len(printed) <= len(made)
    places = list(zip(made.text, made.x0.tolist(), made.baseline.tolist(), strict=True))
    near = any(
        a[0] == b[0] and abs(a[1] - b[1]) < 4 and abs(a[2] - b[2]) < 40
        for number, a in enumerate(places)
        for b in places[:number]
    )
    if not near:
        assert sorted(printed) == sorted(made.text)
    for line in lines:
        assert line.text == line.text.strip() != ""
        assert "  " not in line.text
