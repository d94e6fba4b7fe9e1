"""A workbook: ``archive.xlsx`` with a sheet a table, numbers and dates as such."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from service.archive.exporting.rows import Cell, Row
from service.archive.exporting.tables import TABLES, Column, Table, TableName
from service.exports.workbook import MAX_ROWS, text_cell

FILE = "archive.xlsx"
_FIRST_YEAR = 1900
_FORMATS = {"money": "#,##0.00", "date": "yyyy-mm-dd"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


class WorkbookFile:
    """Write the workbook; a table with more rows than a sheet holds goes on in the next."""

    def __init__(self, folder: Path, *, max_rows: int = MAX_ROWS) -> None:
        self._path = folder / FILE
        self._book = Book(write_only=True)
        self._sheets = {table.name: _Sheets(self._book, table, max_rows) for table in TABLES}

    def add(self, name: TableName, row: Row) -> None:
        self._sheets[name].add(row)

    def close(self) -> None:
        draft = self._path.with_suffix(".draft")
        self._book.save(draft)
        _without_times(draft, self._path)
        draft.unlink()


class _Sheets:
    def __init__(self, book: Book, table: Table, max_rows: int) -> None:
        self._book = book
        self._table = table
        self._max_rows = max_rows
        self._parts = 0
        self._begin()

    def add(self, row: Row) -> None:
        if self._rows >= self._max_rows:
            self._begin()
        cells = zip(row, self._table.columns, strict=True)
        self._target.append([_cell(self._target, value, column) for value, column in cells])
        self._rows += 1

    def _begin(self) -> None:
        self._parts += 1
        title = self._table.name if self._parts == 1 else f"{self._table.name} {self._parts}"
        self._target = self._book.create_sheet(title)
        self._target.freeze_panes = "A2"
        head = [text_cell(self._target, name) for name in self._table.names]
        for cell in head:
            cell.font = Font(bold=True)
        self._target.append(head)
        self._rows = 1


def _cell(sheet: WriteOnlyWorksheet, value: Cell, column: Column) -> object:
    if value is None:
        return None
    if isinstance(value, datetime.date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        return text_cell(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.value = value
    shown = _FORMATS.get(column.type)
    if shown is not None:
        cell.number_format = shown
    return cell


def _without_times(draft: Path, path: Path) -> None:
    """Copy a workbook, all its times set to one: the same rows give the same bytes."""
    with (
        zipfile.ZipFile(draft) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", data)
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
