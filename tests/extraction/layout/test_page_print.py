"""One page → free lines and tables."""

from __future__ import annotations

import pytest

from extraction.layout.page_print import PagePrint, PrintTable, print_page
from extraction.layout.print_lines import PrintLine
from extraction.layout.settings import DEFAULT_SETTINGS
from tests.extraction.layout.printing import Rulings, Text, cell_texts, grid_rulings, page


def _shown(made: PagePrint) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, PrintLine) else cell_texts(block) for block in made.blocks
    ]


_GRID = grid_rulings([80, 200, 320], [100, 130, 160])


@pytest.mark.parametrize(
    ("texts", "rulings", "shown", "reason"),
    [
        (
            [
                Text(90, 120, "名称"),
                Text(210, 120, "养护"),
                Text(90, 150, "金额"),
                Text(80, 60, "标题"),
                Text(80, 200, "注"),
            ],
            _GRID,
            ["标题", [["名称", "养护"], ["金额", ""]], "注"],
            "lines above and below a table, an empty cell",
        ),
        (
            [Text(210, 115, "平台"), Text(210, 127, "运维"), Text(90, 120, "名称")],
            _GRID,
            [[["名称", "平台运维"], ["", ""]]],
            "two lines in one cell",
        ),
        (
            [Text(184, 120, "名称长"), Text(330, 120, "旁")],
            _GRID,
            [[["名", "称长"], ["", ""]], "旁"],
            "a glyph belongs where its middle stands; beside the table is outside",
        ),
        (
            [Text(90, 120, "框")],
            grid_rulings([80, 320], [100, 160]),
            ["框"],
            "text in a frame is free text",
        ),
        ([Text(80, 60, "标题")], [], ["标题"], "no rulings"),
        ([], _GRID, [[["", ""], ["", ""]]], "an empty table"),
        ([], [], [], "an empty page"),
        (
            [
                Text(-90, 60, "外"),
                Text(700, 60, "外"),
                Text(80, -20, "外"),
                Text(80, 900, "外"),
                Text(80, 60, "内"),
            ],
            [],
            ["内"],
            "glyphs that are not on the page",
        ),
    ],
)
def test_blocks(
    texts: list[Text], rulings: Rulings, shown: list[str | list[list[str]]], reason: str
) -> None:
    assert _shown(print_page(page(texts, rulings), DEFAULT_SETTINGS)) == shown, reason


def test_tables_know_their_places() -> None:
    made = print_page(page([Text(90, 120, "名")], _GRID, number=3), DEFAULT_SETTINGS)
    assert (made.number, made.width, made.height) == (3, 600, 800)
    (table,) = made.blocks
    assert isinstance(table, PrintTable)
    assert table.pages == (3, 3)
    assert table.box == (80, 100, 320, 160)
    assert (table.row_count, table.column_count) == (2, 2)
    assert [cell.box for cell in table.cells] == [
        (80, 100, 200, 130),
        (200, 100, 320, 130),
        (80, 130, 200, 160),
        (200, 130, 320, 160),
    ]


def test_every_glyph_is_in_one_line() -> None:
    texts = [Text(20 + 7 * n, 40 + 13 * n, "字") for n in range(50)]
    made = print_page(page(texts, _GRID), DEFAULT_SETTINGS)
    lines = [block.text for block in made.blocks if isinstance(block, PrintLine)]
    cells = [
        cell.text for block in made.blocks if isinstance(block, PrintTable) for cell in block.cells
    ]
    assert sum(text.count("字") for text in [*lines, *cells]) == 50


def test_rows_in_which_no_cell_begins_are_not_counted() -> None:
    rulings: Rulings = [
        *grid_rulings([80, 200, 320], [100, 200]),
        (78, 150, 80, 150),  # a stub at the side that bounds nothing
    ]
    (table,) = print_page(page([Text(90, 120, "名")], rulings), DEFAULT_SETTINGS).blocks
    assert isinstance(table, PrintTable)
    assert {cell.row for cell in table.cells} == set(range(table.row_count))
