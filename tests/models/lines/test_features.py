"""What a line's features show, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout import Layout, Line, Paragraph, lay_out_text
from models.lines.features import looks


def _names(text: str, at: int) -> set[str]:
    layout = lay_out_text(text, is_label=lambda _: False, opens_table=lambda _: False)
    return set(looks(layout)[at].names)


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        pytest.param("一、设立缘由\n正文。", 0, "schinese", id="the number's scheme"),
        pytest.param("一、设立缘由\n正文。", 0, "H设立缘由", id="the words"),
        pytest.param("三、立项依据\n正文。", 0, "rbasis", id="what the heading rules say"),
        pytest.param("甲乙丙丁\n全年安排80万元。", 0, "bmoney", id="money in the body below"),
        pytest.param("甲乙丙丁\n依据《某办法》。", 0, "btitle", id="a title in the body below"),
        pytest.param("费用：全年80万元，按月支付。", 0, "imoney", id="money behind the heading"),
        pytest.param("河道养护专项经费情况说明", 0, "narrative", id="a project's own heading"),
        pytest.param("一、机构设置………………5", 0, "leader", id="an entry of the contents"),
        pytest.param("任意一行", 0, "no print", id="plain text has no sizes"),
    ],
)
def test_a_line_shows(text: str, at: int, name: str) -> None:
    assert name in _names(text, at)


def test_print_shows_size_indent_and_centre() -> None:
    text = "大标题\n正文正文正文正文正文正文正文正文正文正文\n"
    lines = (
        Line(0, 3, 1, (180.0, 60.0, 222.0, 74.0), 14.0),
        Line(4, 24, 1, (80.0, 90.0, 320.0, 102.0), 12.0),
    )
    layout = Layout(text, tuple(Paragraph((line,)) for line in lines))
    title, body = (set(look.names) for look in looks(layout))
    assert {"z1", "centred", "page top"} <= title
    assert {"z0", "x0", "page foot"} <= body


@given(st.text(alphabet="一二、（）：《》〔〕0123 \t\n项目依据元年月局。%", max_size=80))
def test_every_line_has_features_whatever_is_printed(text: str) -> None:
    layout = lay_out_text(text, is_label=lambda _: False, opens_table=lambda _: False)
    count = sum(len(block.lines) for block in layout.blocks if isinstance(block, Paragraph))
    found = looks(layout)
    assert len(found) == count
    assert all("bias" in look.names for look in found)
