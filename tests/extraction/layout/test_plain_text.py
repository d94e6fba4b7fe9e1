"""Plain text with tab-separated tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout import Layout, Paragraph, Table, lay_out_text
from tests.extraction.layout.printing import is_label


def _lay_out(text: str) -> Layout:
    return lay_out_text(text, is_label=is_label, opens_table=lambda cell: cell == "申报表")


def _shown(layout: Layout) -> list[str | list[list[str]]]:
    shown: list[str | list[list[str]]] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            shown.append("|".join(layout.text[one.start : one.end] for one in block.lines))
        else:
            rows: list[list[str]] = [[] for _ in range(block.row_count)]
            for cell in block.cells:
                rows[cell.row].append("+".join(layout.text[a:b] for a, b in cell.spans))
            shown.append(rows)
    return shown


_FULL = "完善网格化管理平台的日常巡查与处置机制，提升"


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("标题\n正文\n", ["标题", "正文"], "each line a paragraph"),
        ("标题\r\n正文", ["标题", "正文"], "other line ends, none at the end"),
        ("  标题\u3000\n", ["标题"], "blanks around are no part of it"),
        ("甲\t乙\n丙\t丁\n", [[["甲", "乙"], ["丙", "丁"]]], "a table"),
        ("甲\t\t乙\n", [[["甲", "", "乙"]]], "an empty cell"),
        ("甲 \t 乙丙 \n", [[["甲", "乙丙"]]], "blanks around cells"),
        ("题\n甲\t乙\n注\n", ["题", [["甲", "乙"]], "注"], "text around a table"),
        ("甲\t乙\n\n丙\t丁\n", [[["甲", "乙"], ["丙", "丁"]]], "a page end inside a table"),
        ("甲\t乙\n\n申报表\t丁\n", [[["甲", "乙"]], [["申报表", "丁"]]], "another table begins"),
        ("甲\t乙\n申报表\t丁\n", [[["甲", "乙"]], [["申报表", "丁"]]], "also without a blank line"),
        (
            "项目绩效目\t甲\n\n标\t\n数量指标\t乙\n",
            [[["项目绩效目+标", "甲"], ["数量指标", "乙"]]],
            "a page end inside a label",
        ),
        (
            f"项目总目标\t{_FULL}\n\n\t居民满意度。\n",
            [[["项目总目标", f"{_FULL}+居民满意度。"]]],
            "a page end inside a cell of prose",
        ),
        (
            "项目绩效目\t甲\n标\t乙\n",
            [[["项目绩效目", "甲"], ["标", "乙"]]],
            "without a blank line there is no page end",
        ),
        (
            "依据《关于加强\n河道管理的通知》执行\n",
            ["依据《关于加强|河道管理的通知》执行"],
            "an open bracket joins",
        ),
        (
            "依据《某市河道管理办法（某府发〔2011〕58号）、某水务〔2018〕311号、某府发〔2018〕62号等三个文件执行\n主体  区水务局\n",
            [
                "依据《某市河道管理办法（某府发〔2011〕58号）、某水务〔2018〕311号、某府发〔2018〕62号等三个文件执行",
                "主体  区水务局",
            ],
            "a mark that was never closed does not",
        ),
        (
            "依据《河道管理办法。\n主体  区水务局\n",
            ["依据《河道管理办法。", "主体  区水务局"],
            "nor over a full stop",
        ),
        (
            f"{_FULL}\n\n居民满意度。\n",
            [f"{_FULL}|居民满意度。"],
            "a sentence that a page end cuts",
        ),
        (f"{_FULL}\n居民满意度。\n", [_FULL, "居民满意度。"], "no page end, no joining"),
        (f"{_FULL}。\n\n居民满意度。\n", [f"{_FULL}。", "居民满意度。"], "the sentence has ended"),
        ("短行\n\n另一行\n", ["短行", "另一行"], "a short line is a line of its own"),
        (
            f"{_FULL}\n\n二、立项依据\n",
            [_FULL, "二、立项依据"],
            "a numbered line begins a paragraph",
        ),
        ("（依据\n一、项目概述\n", ["（依据", "一、项目概述"], "even in an open bracket"),
        ("\n\n \n", [], "blank lines"),
        ("", [], "nothing"),
    ],
)
def test_blocks(text: str, shown: list[str | list[list[str]]], reason: str) -> None:
    assert _shown(_lay_out(text)) == shown, reason


def test_rows_of_different_length() -> None:
    (table,) = _lay_out("甲\t乙\t丙\n丁\t戊\n").blocks
    assert isinstance(table, Table)
    assert (table.row_count, table.column_count) == (2, 3)
    assert (table.start, table.end) == (0, 9)


def test_nothing_has_a_page_or_a_box() -> None:
    layout = _lay_out("题\n甲\t乙\n")
    paragraph, table = layout.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert (layout.page_count, layout.page_of(0), paragraph.lines[0].page) == (None, None, None)
    assert {(cell.page, cell.box) for cell in table.cells} == {(None, None)}


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\n",
                "\r\n",
                "\t",
                " ",
                "\x0c",
                "\u2028",
                "\x85",
                "《",
                "》",
                "（",
                "一、",
                "申报表",
                "项目绩效目",
                "标",
                _FULL,
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=40,
).map("".join)


@given(_PIECES)
def test_any_text_is_kept_and_every_offset_is_inside_and_in_order(text: str) -> None:
    layout = _lay_out(text)
    assert layout.text == text
    covered = [0] * len(text)
    last = 0
    for block in layout.blocks:
        assert last <= block.start <= block.end <= len(text)
        spans = (
            [span for cell in block.cells for span in cell.spans]
            if isinstance(block, Table)
            else [(one.start, one.end) for one in block.lines]
        )
        for start, end in spans:
            assert block.start <= start <= end <= block.end
            for place in range(start, end):
                covered[place] += 1
            piece = text[start:end]
            assert piece == piece.strip()
            assert "\n" not in piece
            assert "\t" not in piece
        if isinstance(block, Table):
            assert {cell.row for cell in block.cells} <= set(range(block.row_count))
            assert max(cell.column for cell in block.cells) < block.column_count
        last = block.end
    for place, letter in enumerate(text):
        assert covered[place] <= 1
        assert covered[place] == 1 or letter.isspace()
