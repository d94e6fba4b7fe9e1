"""Tables that go on over page ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.layout.page_print import PagePrint, PrintBlock, PrintTable
from extraction.layout.settings import DEFAULT_SETTINGS
from extraction.layout.table_joining import join_tables
from tests.extraction.layout.printing import cell_texts, is_label, line, table


def _page(number: int, *blocks: PrintBlock) -> PagePrint:
    return PagePrint(number, 600, 800, blocks)


def _joined(*pages: PagePrint) -> list[PrintBlock]:
    return list(join_tables(pages, DEFAULT_SETTINGS, is_label=is_label).blocks)


def _rows(block: PrintBlock) -> list[list[str]]:
    assert isinstance(block, PrintTable)
    return cell_texts(block)


_PROSE = "完善网格化管理平台的日常巡查与处置机制，提升"


@pytest.mark.parametrize(
    ("upper", "lower", "rows", "reason"),
    [
        (
            [["项目名称", "养护"]],
            [["项目类别", "一次性"]],
            [["项目名称", "养护"], ["项目类别", "一次性"]],
            "a new row",
        ),
        (
            [["项目绩效目", ""]],
            [["标", ""], ["项目总目标", "好"]],
            [["项目绩效目标", ""], ["项目总目标", "好"]],
            "a label cut in two",
        ),
        (
            [["项目总目标", _PROSE]],
            [["", "居民满意度。"], ["产出指标", "甲"]],
            [["项目总目标", _PROSE + "居民满意度。"], ["产出指标", "甲"]],
            "prose cut in two",
        ),
        (
            [["项目类", "经常性"]],
            [["别", ""]],
            [["项目类别", "经常性"]],
            "nothing is left of the second page's row",
        ),
    ],
)
def test_two_pages(
    upper: list[list[str]], lower: list[list[str]], rows: list[list[str]], reason: str
) -> None:
    (made,) = _joined(_page(1, table(upper, top=700)), _page(2, table(lower, page=2, top=60)))
    assert _rows(made) == rows, reason
    assert isinstance(made, PrintTable)
    assert made.pages == (1, 2)
    assert made.row_count == len(rows)
    for cell in made.cells:
        assert cell.row + cell.row_span <= made.row_count
        assert cell.column + cell.column_span <= made.column_count


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        (
            [_page(1, table([["甲", "乙"]]), line("注")), _page(2, table([["丙", "丁"]], page=2))],
            "text after the first table",
        ),
        (
            [
                _page(1, table([["甲", "乙"]])),
                _page(2, line("财政项目支出绩效目标申报表"), table([["丙", "丁"]], page=2)),
            ],
            "a title before the second",
        ),
        (
            [
                _page(1, table([["甲", "乙"]])),
                _page(2, table([["丙", "丁"]], page=2, xs=[80, 180, 400])),
            ],
            "another width",
        ),
        (
            [_page(1, table([["甲", "乙"]]), table([["丙", "丁"]], top=300))],
            "two tables of one page",
        ),
        (
            [
                _page(1, table([["甲", "乙"]])),
                _page(2, line("正文")),
                _page(3, table([["丙", "丁"]], page=3)),
            ],
            "a page of text between",
        ),
    ],
)
def test_tables_that_stay_apart(blocks: Sequence[PagePrint], reason: str) -> None:
    made = [block for block in _joined(*blocks) if isinstance(block, PrintTable)]
    assert len(made) == 2, reason


def test_a_table_over_three_pages() -> None:
    pages = [_page(n, table([[f"行{n}", "值"]], page=n)) for n in (1, 2, 3)]
    (made,) = _joined(*pages)
    assert _rows(made) == [["行1", "值"], ["行2", "值"], ["行3", "值"]]
    assert isinstance(made, PrintTable)
    assert made.pages == (1, 3)


def test_an_empty_page_between_does_not_part_a_table() -> None:
    (made,) = _joined(
        _page(1, table([["甲", "乙"]])), _page(2), _page(3, table([["丙", "丁"]], page=3))
    )
    assert _rows(made) == [["甲", "乙"], ["丙", "丁"]]


def test_columns_of_both_pages_are_kept() -> None:
    upper = table([["甲", "乙"]], xs=[80, 180, 380])
    lower = table([["丙", "丁", "戊"]], page=2, xs=[81, 180, 280, 380])
    (made,) = _joined(_page(1, upper), _page(2, lower))
    assert isinstance(made, PrintTable)
    assert made.column_count == 3
    places = {cell.text: (cell.column, cell.column_span) for cell in made.cells}
    assert places == {"甲": (0, 1), "乙": (1, 2), "丙": (0, 1), "丁": (1, 1), "戊": (2, 1)}


def test_no_line_is_lost() -> None:
    upper = [["项目绩效目", _PROSE], ["数量指标", "甲"]]
    lower = [["", "居民\n满意度"], ["标", "丙"]]
    joined = _joined(_page(1, table(upper)), _page(2, table(lower, page=2)))
    printed = "".join(text for block in joined for row in _rows(block) for text in row)
    expected = "".join("".join(row) for row in upper + lower).replace("\n", "")
    assert sorted(printed) == sorted(expected)
