"""The tables as the sheets of one workbook, with real number and date cells."""

from __future__ import annotations

import datetime
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from service.exports.columns import SHEETS, Column, Sheet
from service.exports.document import Document
from service.exports.files import finish, prepare
from service.exports.rows import Cell, rows_of

# Limits of the file format: ECMA-376 and Excel's own.
MAX_ROWS = 1_048_576
MAX_CELL_CHARACTERS = 32_767
_FIRST_YEAR = 1900
_CUT_MARK = "…(已截断)"
_NUMBER_FORMATS = {"money": "#,##0.00", "date": "yyyy-mm-dd"}


class Workbook:
    """Write one .xlsx file; a table with more rows than a sheet holds goes on in the next."""

    def __init__(self, path: Path, *, max_rows: int = MAX_ROWS) -> None:
        self._path = path
        self._part = prepare(path)
        self._max_rows = max_rows
        self._book = Book(write_only=True)
        self._tables = {sheet.name: _Table(self._book, sheet) for sheet in SHEETS}

    def add(self, document: Document) -> None:
        for name, row in rows_of(document):
            table = self._tables[name]
            if table.rows >= self._max_rows:
                table.go_on()
            table.append(row)

    def close(self) -> None:
        self._book.save(self._part)
        finish(self._path)

    def abandon(self) -> None:
        # save() also removes the temporary files of the write-only sheets.
        self._book.save(self._part)
        self._part.unlink(missing_ok=True)


class _Table:
    """One table of the workbook over as many sheets as it needs."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._book = book
        self._sheet = sheet
        self._parts = 0
        self.rows = 0
        self.go_on()

    def go_on(self) -> None:
        """Open the table's next sheet: headings, column widths, a pane that stays."""
        self._parts += 1
        title = self._sheet.title
        self._target = self._book.create_sheet(
            title if self._parts == 1 else f"{title} {self._parts}"
        )
        self._target.freeze_panes = "A2"
        for place, column in enumerate(self._sheet.columns, 1):
            self._target.column_dimensions[get_column_letter(place)].width = column.width
        self._target.append([self._heading(column) for column in self._sheet.columns])
        self.rows = 1

    def append(self, row: tuple[Cell, ...]) -> None:
        cells = zip(row, self._sheet.columns, strict=True)
        self._target.append([self._cell(value, column) for value, column in cells])
        self.rows += 1

    def _heading(self, column: Column) -> SheetCell:
        cell = self._text(column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _cell(self, value: Cell, column: Column) -> SheetCell | None:
        if value is None:
            return None
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime.date) and value.year < _FIRST_YEAR:
            return self._text(value.isoformat())
        cell = WriteOnlyCell(self._target)
        cell.value = value
        number_format = _NUMBER_FORMATS.get(column.kind)
        if number_format is not None:
            cell.number_format = number_format
        return cell

    def _text(self, text: str) -> SheetCell:
        return text_cell(self._target, text)


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    """Return a cell of a write-only sheet that holds this text, and never a formula."""
    # A sheet holds neither control characters nor lone surrogates.
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) > MAX_CELL_CHARACTERS:
        text = text[: MAX_CELL_CHARACTERS - len(_CUT_MARK)] + _CUT_MARK
    cell = WriteOnlyCell(sheet, value=text)
    # Text that looks like a formula or an error value stays text.
    cell.data_type = "s"
    return cell
