"""Forms made by hand: ruled tables with spans, and tab-separated text."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.forms import FormPiece, FormRow, form_rows, is_form_label, is_form_title
from extraction.layout import Cell, Layout, Table, lay_out_text

# A cell is its text, or (text, columns), or (text, columns, rows).
MadeCell = str | tuple[str, int] | tuple[str, int, int]
MadeRow = Sequence[MadeCell]


def ruled(rows: Sequence[MadeRow], *, before: str = "", page: int = 1) -> tuple[str, Table]:
    """Return the text and table that layout gives for a ruled table; columns are 100 points wide."""
    text = before
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    wide = 0
    for row, made in enumerate(rows):
        column = 0
        for place, cell in enumerate(made):
            printed, columns, height = (
                cell
                if isinstance(cell, tuple) and len(cell) == 3
                else ((*cell, 1) if isinstance(cell, tuple) else (cell, 1, 1))
            )
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(height) for c in range(columns)}
            text += "\t" if place else ""
            box = (100.0 * column, 20.0 * row, 100.0 * (column + columns), 20.0 * (row + height))
            start = len(text)
            text += printed
            cells.append(Cell(row, column, height, columns, start, len(text), page, box))
            column += columns
            wide = max(wide, column)
        text += "\n"
    return text, Table(len(rows), wide, tuple(cells), len(before), len(text), (page, page))


def ruled_rows(rows: Sequence[MadeRow]) -> tuple[str, tuple[FormRow, ...]]:
    """Return the text and the form's rows of a ruled table."""
    text, table = ruled(rows)
    return text, form_rows(text, [FormPiece(table, 0, table.row_count)])


def lay_out_forms(text: str) -> Layout:
    """Lay plain text out with the forms' own labels."""
    return lay_out_text(text, is_label=is_form_label, opens_table=is_form_title)


def text_rows(text: str) -> tuple[FormRow, ...]:
    """Return the form's rows of tab-separated text."""
    tables = [block for block in lay_out_forms(text).blocks if isinstance(block, Table)]
    return form_rows(text, [FormPiece(table, 0, table.row_count) for table in tables])


def grid(*lines: str) -> list[list[str]]:
    """Return rows of cells from lines with ``|`` between cells."""
    return [line.split("|") for line in lines]
