"""Paragraphs and tables of a document without pages → one text, and blocks over it."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.layout.blocks import Block, Cell, Layout, Line, Paragraph, Table
from extraction.reading.flows import FlowBlock, FlowParagraph, FlowTable


def lay_out_flow(blocks: Sequence[FlowBlock]) -> Layout:
    """Return the layout of ``blocks``, which stand in reading order.

    Every line ends with a line break; the cells of a row are parted by tabs, the lines
    inside a cell by line breaks. Each line that the document breaks itself is a paragraph of
    its own: without a page's margins it is no line that merely was full.
    """
    text = _Text()
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, FlowTable):
            made.append(_add_table(block, text))
        else:
            made += _add_paragraph(block, text)
    return Layout("".join(text.pieces), tuple(made))


class _Text:
    """The text as it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> int:
        """Add a piece and return the offset at which it begins."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return start


def _add_paragraph(block: FlowParagraph, text: _Text) -> list[Paragraph]:
    made = []
    for line in block.text.split("\n"):
        start = text.add(line)
        made.append(Paragraph((Line(start, start + len(line)),)))
        text.add("\n")
    return made


def _add_table(table: FlowTable, text: _Text) -> Table:
    start = text.length
    cells: list[Cell] = []
    last_row = None
    for cell in table.cells:
        if last_row is not None:
            text.add("\t" if cell.row == last_row else "\n")
        last_row = cell.row
        first = text.add(cell.text)
        cells.append(
            Cell(cell.row, cell.column, cell.row_span, cell.column_span, first, text.length)
        )
    text.add("\n")
    return Table(
        table.row_count, table.column_count, tuple(cells), start, text.length, is_grid=True
    )
