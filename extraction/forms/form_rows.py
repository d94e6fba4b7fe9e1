"""The rows of a form, whatever tables and pages they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.forms.families import label_key
from extraction.layout.blocks import Cell, Table


@dataclass(frozen=True, slots=True)
class FormPiece:
    """Rows ``first_row`` to ``end_row`` (half-open) of a table that belong to one form."""

    table: Table
    first_row: int
    end_row: int


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a form with its label key; ``column_end`` is the column after its last.

    ``is_placed`` tells whether its column can be trusted: from rulings, or from spans.
    """

    cell: Cell
    key: str
    column: int
    column_end: int
    is_placed: bool = True

    @property
    def is_empty(self) -> bool:
        return self.cell.end <= self.cell.start


@dataclass(frozen=True, slots=True)
class FormRow:
    """The cells that begin in one row, from left to right.

    ``is_ruled`` tells whether the columns come from rulings or spans and can be trusted; those of
    tab-separated text shift where a merged cell lost its tab.
    """

    cells: tuple[FormCell, ...]
    is_ruled: bool


def form_rows(text: str, pieces: Sequence[FormPiece]) -> tuple[FormRow, ...]:
    """Return the rows of all pieces, in order."""
    rows: list[FormRow] = []
    for piece in pieces:
        by_row: dict[int, list[FormCell]] = {}
        for cell in piece.table.cells:
            if piece.first_row <= cell.row < piece.end_row:
                by_row.setdefault(cell.row, []).append(
                    FormCell(
                        cell,
                        label_key("".join(text[a:b] for a, b in cell.spans)),
                        cell.column,
                        cell.column + cell.column_span,
                        piece.table.is_grid or cell.box is not None,
                    )
                )
        for row in sorted(by_row):
            cells = sorted(by_row[row], key=lambda cell: cell.column)
            rows.append(FormRow(tuple(cells), any(cell.is_placed for cell in cells)))
    return tuple(rows)
