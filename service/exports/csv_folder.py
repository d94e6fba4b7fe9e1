"""The tables as CSV files in one folder, UTF-8 with a byte order mark for spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

from service.exports.columns import SHEETS
from service.exports.document import Document
from service.exports.files import finish, part_of, prepare
from service.exports.rows import Cell, rows_of

# A spreadsheet program takes text with one of these in front for a formula and runs it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class CsvFolder:
    """Write ``projects.csv``, ``indicators.csv``, ``citations.csv``, ``documents.csv``,
    ``checks.csv`` and ``problems.csv``; the first column says which document."""

    def __init__(self, folder: Path) -> None:
        self._paths = {sheet.name: folder / f"{sheet.name}.csv" for sheet in SHEETS}
        self._streams = {
            name: prepare(path).open("w", encoding="utf-8-sig", errors="replace", newline="")
            for name, path in self._paths.items()
        }
        self._writers = {name: csv.writer(stream) for name, stream in self._streams.items()}
        for sheet in SHEETS:
            self._writers[sheet.name].writerow([column.heading for column in sheet.columns])

    def add(self, document: Document) -> None:
        for name, row in rows_of(document):
            self._writers[name].writerow([printed_cell(cell) for cell in row])

    def close(self) -> None:
        for name, stream in self._streams.items():
            stream.close()
            finish(self._paths[name])

    def abandon(self) -> None:
        for name, stream in self._streams.items():
            stream.close()
            part_of(self._paths[name]).unlink(missing_ok=True)


def printed_cell(cell: Cell) -> str:
    """Return the cell's characters, with ' before text that would be run as a formula.

    Text that begins with such a ' of its own gets another, so that one can be taken off again.
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and len(cell) > 1 and cell.lstrip("'").startswith(_FORMULA_STARTS):
        return "'" + cell
    return str(cell)
