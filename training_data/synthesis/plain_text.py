"""Pages → plain text with tab-separated tables, cut where the pages end."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training_data.synthesis.typesetting import Sheet, TablePiece, TextPiece


def plain_text(sheets: Sequence[Sheet], chance: random.Random) -> str:
    """Write paragraphs on lines of their own, table rows with tabs between cells.

    A merged cell stands once, at its first column; its other columns are left out
    (``squeezed``, padded at the row's end) or empty (``grid``). Cell text broken into
    lines is joined again, with blanks in some documents. Now and then a row that begins
    with an empty cell loses it.
    """
    squeezed = chance.random() < 0.6
    glue = " " if chance.random() < 0.2 else ""
    loses = chance.random() < 0.3
    out: list[str] = []
    for sheet in sheets:
        for piece in sheet.pieces:
            if isinstance(piece, TextPiece):
                out.append(piece.text + "\n\n")
            else:
                out.append(_table(piece, squeezed, glue, loses, chance) + "\n")
        if out and isinstance(sheet.pieces[-1] if sheet.pieces else None, TablePiece):
            out.append("\n")
    return "".join(out)


def _table(piece: TablePiece, squeezed: bool, glue: str, loses: bool, chance: random.Random) -> str:
    rows: list[list[str]] = []
    for cells in piece.rows:
        row: list[str] = []
        for _, columns, lines in cells:
            row.append(glue.join(lines))
            row.extend([""] * (0 if squeezed else columns - 1))
        rows.append(row)
    width = max(map(len, rows), default=0)
    text = []
    for row in rows:
        row = row + [""] * (width - len(row))
        if loses and row and not row[0] and any(row) and chance.random() < 0.1:
            row = row[1:]
        text.append("\t".join(row))
    return "\n".join(text) + "\n"
