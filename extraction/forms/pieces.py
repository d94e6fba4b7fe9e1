"""What a form is read from: its rows in tables, and their cells with the keys of labels."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.layout.blocks import Cell, Table


@dataclass(frozen=True, slots=True)
class FormPiece:
    """Rows ``first_row`` to ``end_row`` (half-open) of a table that belong to one form.

    ``heads`` are the rows of heads where the table is a list of projects.
    """

    table: Table
    first_row: int
    end_row: int
    heads: tuple[int, int] | None = None


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
