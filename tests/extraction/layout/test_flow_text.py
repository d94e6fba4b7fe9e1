"""Flows → one text: every offset points at what the block holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.layout import Paragraph, Table, lay_out_flow
from extraction.reading.flows import FlowBlock, FlowParagraph, FlowTable, LooseCell, place_cells

_TEXT = st.text(alphabet="项目名称\n 1.", min_size=1, max_size=8)
_TABLES = st.lists(
    st.lists(
        st.builds(LooseCell, _TEXT, st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4
    ),
    min_size=1,
    max_size=4,
).map(place_cells)
_BLOCKS = st.lists(st.one_of(_TEXT.map(FlowParagraph), _TABLES.filter(bool)), max_size=5)


def test_lines_and_cells() -> None:
    table = place_cells([[LooseCell("甲", 1, 2)], [LooseCell("乙"), LooseCell("丙\n丁")]])
    assert table is not None
    layout = lay_out_flow([FlowParagraph("一\n二"), table])
    assert layout.text == "一\n二\n甲\n乙\t丙\n丁\n"
    first, second, grid = layout.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(grid, Table)
    assert grid.is_grid
    assert (layout.page_count, layout.page_of(3), grid.pages) == (None, None, None)


@given(_BLOCKS)
def test_offsets(blocks: list[FlowBlock]) -> None:
    layout = lay_out_flow(blocks)
    lines: list[str] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            lines += [layout.text[line.start : line.end] for line in block.lines]
        else:
            lines += [layout.text[cell.start : cell.end] for cell in block.cells]
    wanted: list[str] = []
    for read in blocks:
        if isinstance(read, FlowTable):
            wanted += [cell.text for cell in read.cells]
        else:
            wanted += read.text.split("\n")
    assert lines == wanted
