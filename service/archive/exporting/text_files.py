"""CSV and JSON Lines: one file a table."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from service.archive.exporting.rows import Cell, Row
from service.archive.exporting.tables import TABLES, TableName
from service.exports.csv_folder import printed_cell


class CsvFiles:
    """Write ``NAME.csv`` a table, UTF-8 with a byte order mark for spreadsheets.

    Text that a spreadsheet would run as a formula has ' in front.
    """

    def __init__(self, folder: Path) -> None:
        self._streams = {
            table.name: (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="")
            for table in TABLES
        }
        self._writers = {
            name: csv.writer(stream, lineterminator="\n") for name, stream in self._streams.items()
        }
        for table in TABLES:
            self._writers[table.name].writerow(table.names)

    def add(self, name: TableName, row: Row) -> None:
        self._writers[name].writerow([printed_cell(cell) for cell in row])

    def close(self) -> None:
        for stream in self._streams.values():
            stream.close()


class JsonLinesFiles:
    """Write ``NAME.jsonl`` a table, an object a row; money and numbers as decimal strings."""

    def __init__(self, folder: Path) -> None:
        self._names = {table.name: table.names for table in TABLES}
        self._streams = {
            table.name: (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="")
            for table in TABLES
        }

    def add(self, name: TableName, row: Row) -> None:
        value = dict(zip(self._names[name], map(_plain, row), strict=True))
        self._streams[name].write(json.dumps(value, ensure_ascii=False) + "\n")

    def close(self) -> None:
        for stream in self._streams.values():
            stream.close()


def _plain(cell: Cell) -> str | int | float | None:
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)
