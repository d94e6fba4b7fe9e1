"""Blocks → DOCX and XLSX files, by other libraries than those that read them here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from training_data.synthesis.blocks import Block, Cell, PageBreak, Paragraph, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def as_docx(blocks: Sequence[Block]) -> bytes:
    """Write the blocks as Word does: paragraphs, and tables with merged cells."""
    import docx
    from docx.enum.text import WD_BREAK

    document = docx.Document()
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        elif isinstance(block, Table):
            table = document.add_table(len(block.rows), len(block.widths))
            for row, column, cell in placed_cells(block):
                first = table.cell(row, column)
                if cell.rows > 1 or cell.columns > 1:
                    first = first.merge(table.cell(row + cell.rows - 1, column + cell.columns - 1))
                first.text = cell.text
            document.add_paragraph("")
        elif isinstance(block, PageBreak):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(blocks: Sequence[Block]) -> bytes:
    """Write the blocks as people keep them in Excel: one sheet, text in merged rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for block in blocks:
        if isinstance(block, Paragraph):
            _write(sheet, row, 1, block.text)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=8)
            row += 1
        elif isinstance(block, Table):
            row += 1
            for at, column, cell in placed_cells(block):
                top, left = row + at, column + 1
                if cell.text:
                    _write(sheet, top, left, cell.text)
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_cells(
                        start_row=top,
                        end_row=top + cell.rows - 1,
                        start_column=left,
                        end_column=left + cell.columns - 1,
                    )
            row += len(block.rows) + 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text: a sign in front of a number is no formula."""
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"


def placed_cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield (row, column, cell) of each cell, the way HTML tables are laid out."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update(
                (row + down, column + over)
                for down in range(cell.rows)
                for over in range(cell.columns)
            )
            yield row, column, cell
            column += cell.columns
