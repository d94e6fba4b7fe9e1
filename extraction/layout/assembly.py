"""Put the document's one text together, and blocks with offsets over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extraction.layout.blocks import Block, Cell, Layout, Line, Paragraph, Table
from extraction.layout.page_print import PrintCell, PrintTable
from extraction.layout.print_lines import PrintLine


class _Text:
    """The text as it grows; every piece is given its offsets when it is added."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._sure: list[tuple[int, tuple[float, ...]]] = []
        self.length = 0

    def add(self, piece: str) -> int:
        start = self.length
        self._pieces.append(piece)
        self.length += len(piece)
        return start

    def add_line(self, line: PrintLine) -> int:
        if line.confidence:
            self._sure.append((self.length, line.confidence))
        return self.add(line.text)

    def whole(self) -> str:
        return "".join(self._pieces)

    def confidence(self) -> NDArray[np.float32] | None:
        """Return how sure each character is; None where no line was read from a picture."""
        if not self._sure:
            return None
        sure = np.ones(self.length, np.float32)
        for start, line in self._sure:
            sure[start : start + len(line)] = line
        return sure


def assemble(
    blocks: Sequence[PrintTable | list[PrintLine] | PrintLine],
    furniture: Sequence[PrintLine],
    page_count: int,
) -> Layout:
    """Return the layout of ``blocks``, which stand in reading order.

    Every line ends with a line break; the cells of a row are parted by tabs, the lines
    inside a cell by line breaks. Furniture stands after the flow.
    """
    text = _Text()
    made: list[Block] = []
    page_starts: list[tuple[int, int]] = []

    def note_page(page: int) -> None:
        if not page_starts or page_starts[-1][1] < page:
            page_starts.append((text.length, page))

    def add_line(line: PrintLine) -> Line:
        start = text.add_line(line)
        text.add("\n")
        return Line(start, start + len(line.text), line.page, line.box, line.size)

    for block in blocks:
        if isinstance(block, PrintTable):
            made.append(_add_table(block, text, page_starts))
            continue
        lines = []
        for line in block if isinstance(block, list) else [block]:
            note_page(line.page)
            lines.append(add_line(line))
        made.append(Paragraph(tuple(lines)))
    flow_end = text.length
    apart = tuple(add_line(line) for line in furniture)
    starts = [*page_starts, *((line.start, line.page or 0) for line in apart)]
    return Layout(
        text.whole(),
        tuple(made),
        apart,
        page_count,
        tuple(start for start in starts if start[0] < flow_end or apart),
        text.confidence(),
    )


def _add_table(table: PrintTable, text: _Text, page_starts: list[tuple[int, int]]) -> Table:
    start = text.length
    by_row: dict[int, list[PrintCell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    cells: list[Cell] = []
    for row in sorted(by_row):
        row_cells = sorted(by_row[row], key=lambda cell: cell.column)
        for place, cell in enumerate(row_cells):
            if place:
                text.add("\t")
            if cell.page > (page_starts[-1][1] if page_starts else 0):
                page_starts.append((text.length, cell.page))
            first = text.length
            for number, line in enumerate(cell.lines):
                text.add("\n" if number else "")
                text.add_line(line)
            cells.append(
                Cell(
                    cell.row,
                    cell.column,
                    cell.row_span,
                    cell.column_span,
                    first,
                    text.length,
                    cell.page,
                    cell.box,
                )
            )
        text.add("\n")
    return Table(table.row_count, table.column_count, tuple(cells), start, text.length, table.pages)
