"""One page's glyphs and rulings → free lines and tables, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extraction.layout.edges import find_edges
from extraction.layout.grids import Grid, find_grids
from extraction.layout.print_lines import PrintLine, print_lines
from extraction.layout.settings import LayoutSettings
from extraction.reading.pages import Page
from extraction.schema import Box

# The part of the em box above the baseline in which most of a glyph's ink stands.
_MIDDLE_EM = 0.38


@dataclass(frozen=True, slots=True)
class PrintCell:
    """One cell of a page's table, with the lines printed in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    box: Box
    lines: tuple[PrintLine, ...]

    @property
    def text(self) -> str:
        """The cell's characters without blanks and line ends."""
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table: ascending column boundaries ``xs``, and the cells in rows, top to bottom."""

    pages: tuple[int, int]
    box: Box
    xs: tuple[float, ...]
    row_count: int
    cells: tuple[PrintCell, ...]

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1


PrintBlock = PrintLine | PrintTable


@dataclass(frozen=True, slots=True)
class PagePrint:
    """What is printed on one page, from top to bottom."""

    number: int
    width: float
    height: float
    blocks: tuple[PrintBlock, ...]


def print_page(page: Page, settings: LayoutSettings) -> PagePrint:
    """Return the lines and tables of ``page``; glyphs outside the page are left out."""
    glyphs = page.glyphs
    if len(glyphs) and page.width:
        shown = (
            (glyphs.x1 > 0)
            & (glyphs.x0 < page.width)
            & (glyphs.bottom > 0)
            & (glyphs.top < page.height)
        )
        if not shown.all():
            glyphs = glyphs.take(shown)
    grids = find_grids(*find_edges(page.rulings, settings), settings) if len(page.rulings) else []
    cells = np.full(len(glyphs), -1, np.int32)
    if len(glyphs):
        x = (glyphs.x0 + glyphs.x1) / 2
        y = glyphs.baseline - np.float32(_MIDDLE_EM) * glyphs.size
        first = 0
        for grid in grids:
            _give_cells(cells, x, y, grid, first)
            first += len(grid.cells)
    in_cells: dict[int, list[PrintLine]] = {}
    blocks: list[PrintBlock] = []
    for line in print_lines(glyphs, cells, page.number, settings):
        if line.cell < 0:
            blocks.append(line)
        else:
            in_cells.setdefault(line.cell, []).append(line)
    first = 0
    for grid in grids:
        blocks.append(_table(grid, first, in_cells, page.number))
        first += len(grid.cells)
    blocks.sort(key=lambda block: block.box[1])
    return PagePrint(page.number, page.width, page.height, tuple(blocks))


def _give_cells(
    cells: NDArray[np.int32],
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    grid: Grid,
    first: int,
) -> None:
    """Write into ``cells`` which cell of ``grid`` each glyph stands in, by its middle."""
    column = np.searchsorted(grid.xs, x) - 1
    row = np.searchsorted(grid.ys, y) - 1
    inside = (
        (column >= 0) & (column < len(grid.xs) - 1) & (row >= 0) & (row < len(grid.ys) - 1)
    ) & (cells < 0)
    cells[inside] = grid.owner[row[inside], column[inside]] + first


def _table(grid: Grid, first: int, in_cells: dict[int, list[PrintLine]], page: int) -> PrintTable:
    xs, ys = grid.xs.round(2).tolist(), grid.ys.round(2).tolist()
    cells = tuple(
        PrintCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            page,
            (
                xs[cell.column],
                ys[cell.row],
                xs[cell.column + cell.column_span],
                ys[cell.row + cell.row_span],
            ),
            tuple(in_cells.get(first + number, ())),
        )
        for number, cell in enumerate(grid.cells)
    )
    table = PrintTable((page, page), (xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), len(ys) - 1, cells)
    return _without_empty_rows(table)


def _without_empty_rows(table: PrintTable) -> PrintTable:
    """Drop the rows in which no cell begins: they come from rulings that bound nothing."""
    begun = {cell.row for cell in table.cells}
    if len(begun) == table.row_count:
        return table
    renumbered = {row: number for number, row in enumerate(sorted(begun))}
    cells = tuple(
        replace(
            cell,
            row=renumbered[cell.row],
            row_span=sum(row in begun for row in range(cell.row, cell.row + cell.row_span)),
        )
        for cell in table.cells
    )
    return replace(table, row_count=len(begun), cells=cells)
