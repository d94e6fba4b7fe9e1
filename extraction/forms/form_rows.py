"""The rows of a form, whatever tables and pages they came from."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.forms.families import label_key
from extraction.forms.listed import listed_rows
from extraction.forms.pieces import FormCell, FormPiece, FormRow


def form_rows(text: str, pieces: Sequence[FormPiece]) -> tuple[FormRow, ...]:
    """Return the rows of all pieces, in order."""
    rows: list[FormRow] = []
    for piece in pieces:
        if piece.heads is not None:
            rows += listed_rows(text, piece)
            continue
        by_row: dict[int, list[FormCell]] = {}
        for cell in piece.table.cells:
            if piece.first_row <= cell.row < piece.end_row:
                by_row.setdefault(cell.row, []).append(
                    FormCell(
                        cell,
                        label_key(cell.printed(text)),
                        cell.column,
                        cell.column + cell.column_span,
                        piece.table.is_grid or cell.box is not None,
                    )
                )
        for row in sorted(by_row):
            cells = sorted(by_row[row], key=lambda cell: cell.column)
            rows.append(FormRow(tuple(cells), any(cell.is_placed for cell in cells)))
    return tuple(rows)
