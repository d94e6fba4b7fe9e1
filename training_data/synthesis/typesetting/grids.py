"""A table's cells → pieces on pages: positions, row heights, page breaks."""

from __future__ import annotations

from dataclasses import dataclass

from training_data.synthesis.blocks import Cell, Table
from training_data.synthesis.typesetting.lines import wrap
from training_data.synthesis.typesetting.style import Style


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place in the grid, with its text broken into lines."""

    cell: Cell
    row: int
    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A row, or the part of it that stands on one page."""

    row: int
    height: float
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class CellPiece:
    """The part of a cell on one page; ``top`` and ``bottom`` count from the piece's top."""

    placed: Placed
    top: float
    bottom: float
    lines: tuple[str, ...]
    row: int


@dataclass(frozen=True, slots=True)
class TablePart:
    """The part of a table on one page."""

    rows: tuple[RowPiece, ...]
    cells: tuple[CellPiece, ...]

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)


def place(table: Table, *, width: float, style: Style) -> tuple[Placed, ...]:
    """Give each cell its row and column and break its text to its width.

    Raises:
        ValueError: the cells of a row do not fill the grid.
    """
    count = len(table.widths)
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken.update(
                (number + down, column + over)
                for down in range(cell.rows)
                for over in range(cell.columns)
            )
            inner = sum(table.widths[column : column + cell.columns]) * width
            lines = wrap(
                cell.text,
                width=inner - 2 * style.cell_padding,
                face=style.body_face,
                size=style.table_size,
                words=style.keep_words,
            )
            placed.append(Placed(cell, number, column, lines))
            column += cell.columns
        filled = sum(1 for at in range(count) if (number, at) in taken)
        if filled != count or any((number, at) in taken for at in range(count, count + 3)):
            raise ValueError(f"row {number} fills {filled} of {count} columns: {row}")
    return tuple(placed)


def row_heights(table: Table, placed: tuple[Placed, ...], style: Style) -> list[float]:
    """Return the height that each row's text needs; a cell over several rows widens its last."""
    line = style.table_size * 1.3
    heights = [line * table.row_height + 2 * style.cell_padding] * len(table.rows)
    for item in sorted(placed, key=lambda one: one.cell.rows):
        need = len(item.lines) * line + 2 * style.cell_padding
        rows = range(item.row, item.row + item.cell.rows)
        lack = need - sum(heights[row] for row in rows)
        if lack > 0:
            heights[rows[-1]] += lack
    return heights


def break_rows(
    table: Table, placed: tuple[Placed, ...], style: Style, *, room: float, page_room: float
) -> list[tuple[RowPiece, ...]]:
    """Deal the rows out to pages: ``room`` on the first, ``page_room`` on each further one."""
    heights = row_heights(table, placed, style)
    line = style.table_size * 1.3
    longest = [
        max((len(p.lines) for p in placed if p.row == row and p.cell.rows == 1), default=0)
        for row in range(len(table.rows))
    ]
    pages: list[tuple[RowPiece, ...]] = []
    page: list[RowPiece] = []
    for row, height in enumerate(heights):
        left, first, text_lines = height, True, longest[row]
        while left > room:
            fit = int((room - 2 * style.cell_padding) // line)
            may_split = table.split_rows or left > page_room
            if may_split and 0 < fit < text_lines:
                page.append(RowPiece(row, room, first, False))
                text_lines -= fit
                left = max(text_lines * line + 2 * style.cell_padding, left - room)
                first = False
            elif not page and not pages and room < page_room:
                pass  # nothing of the table fits here: it begins on the next page
            elif room >= page_room and not page:
                break  # an empty page is all there is
            pages.append(tuple(page))
            page, room = [], page_room
        page.append(RowPiece(row, left, first, True))
        room -= left
    pages.append(tuple(page))
    return pages


def cut(
    table: Table, placed: tuple[Placed, ...], pages: list[tuple[RowPiece, ...]], style: Style
) -> list[TablePart]:
    """Cut each cell where its rows are cut and deal its lines out to the pieces."""
    boxes: dict[int, list[tuple[int, float, float, int]]] = {}
    for number, rows in enumerate(pages):
        tops: list[float] = []
        top = 0.0
        for piece in rows:
            tops.append(top)
            top += piece.height
        for index, item in enumerate(placed):
            covered = [
                (at, piece)
                for at, piece in enumerate(rows)
                if item.row <= piece.row < item.row + item.cell.rows
            ]
            if covered:
                at, piece = covered[0]
                end_at, end_piece = covered[-1]
                bottom = tops[end_at] + end_piece.height
                boxes.setdefault(index, []).append((number, tops[at], bottom, piece.row))
    cells: list[list[CellPiece]] = [[] for _ in pages]
    for index, item in enumerate(placed):
        spans = boxes[index]
        shares = _deal(item, [bottom - top for _, top, bottom, _ in spans], table, style)
        for (number, top, bottom, row), lines in zip(spans, shares, strict=True):
            cells[number].append(CellPiece(item, top, bottom, lines, row))
    return [
        TablePart(rows, tuple(sorted(page, key=lambda one: (one.row, one.placed.column))))
        for rows, page in zip(pages, cells, strict=True)
    ]


def _deal(item: Placed, heights: list[float], table: Table, style: Style) -> list[tuple[str, ...]]:
    """Return the lines that each piece of the cell prints."""
    lines = item.lines
    if len(heights) == 1:
        return [lines]
    line = style.table_size * 1.3
    fits = [max(int((height - 2 * style.cell_padding + 0.01) // line), 0) for height in heights]
    if item.cell.rows > 1:
        if table.carry == "repeat" and all(len(lines) <= fit for fit in fits):
            return [lines] * len(heights)
        if table.carry == "cut" and 1 < len(lines) <= fits[0] + 1:
            return [lines[:-1], lines[-1:], *([()] * (len(heights) - 2))]
    shares: list[tuple[str, ...]] = []
    at = 0
    for number, fit in enumerate(fits):
        end = len(lines) if number == len(fits) - 1 else min(at + fit, len(lines))
        shares.append(lines[at:end])
        at = end
    return shares
