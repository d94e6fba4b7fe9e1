"""Lines joined to a section's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.blocks import Line
from extraction.narrative.body import join_lines, without_markup


def _pieces(lines: list[tuple[str, bool]]) -> tuple[str, list[tuple[Line, bool]]]:
    text, pieces = "", []
    for line, opens in lines:
        pieces.append((Line(len(text), len(text) + len(line)), opens))
        text += line + "\n"
    return text, pieces


@pytest.mark.parametrize(
    ("lines", "joined", "reason"),
    [
        (
            [("提升服务", True), ("能力。", False)],
            "提升服务能力。",
            "nothing between Chinese characters",
        ),
        (
            [("第一段。", True), ("第二段。", True)],
            "第一段。\n第二段。",
            "a break between paragraphs",
        ),
        ([("  缩进的行  ", True)], "缩进的行", "blanks at the ends go"),
        ([("行 内 空格", True)], "行 内 空格", "blanks inside stay"),
        ([("use of", True), ("OCR tools", False)], "use of OCR tools", "Latin words do not fuse"),
        (
            [("合计12", True), ("34.5万元", False)],
            "合计1234.5万元",
            "a number cut by the line end is one",
        ),
        (
            [("预算", True), ("   ", False), ("30万元", False)],
            "预算30万元",
            "an empty line adds nothing",
        ),
        ([("<p>预算</p>", True), ("30&nbsp;万元<br/>", True)], "预算\n30万元", "markup is dropped"),
    ],
)
def test_join_lines(lines: list[tuple[str, bool]], joined: str, reason: str) -> None:
    text, pieces = _pieces(lines)
    assert join_lines(text, pieces).text == joined, reason


@given(
    st.lists(st.tuples(st.text(alphabet="甲乙aB1 。<p>", max_size=8), st.booleans()), max_size=6)
)
def test_every_character_has_its_origin(lines: list[tuple[str, bool]]) -> None:
    text, pieces = _pieces(lines)
    body = join_lines(text, pieces)
    assert len(body.text) == len(body.origins)
    assert list(body.origins) == sorted(set(body.origins))
    for character, origin in zip(body.text, body.origins, strict=True):
        assert text[origin] == character or character in " \n"


def test_markup_is_blanked_to_its_length() -> None:
    assert without_markup("<p>一、概述</p>") == "   一、概述    "
