"""CSV and Excel files → rows under headings."""

from __future__ import annotations

import csv
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from extraction.errors import RegistryError
from service.registry.reading.decoding import FileLine
from service.registry.reading.row_records import BadRow
from service.registry.reading.words import heading_field, words

MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
LONGEST_CELL = 100_000
MOST_LINES_IN_CELL = 50
MOST_UNPACKED_BYTES = 400_000_000

# What reading a damaged workbook was seen to raise: from zipfile, zlib, XML and openpyxl.
_BROKEN_BOOK = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)
_HEADING_WITHIN = 10
_DELIMITERS = ("\t", ",", ";", "，", "；", "|")
_DATES = ("date_issued", "date_effective", "date_repealed")
# The days that Excel counts as numbers from 1954 to 2064.
_EXCEL_DAYS = range(20_000, 60_001)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's texts by field, and where it stands in the file.

    ``of_version`` says that the table has a version a row, as the registry exports it.
    """

    number: int
    facts: Mapping[str, str]
    of_version: bool = False


def csv_rows(lines: Iterable[FileLine], name: str) -> Iterator[TableRow | BadRow]:
    """Read the rows of a CSV file; the delimiter is the one that parts the headings.

    Raises `RegistryError` (``wrong_columns``) where no row of the first ten names a title.
    """
    feed = _Feed(lines)
    opening = feed.take(_HEADING_WITHIN)
    delimiter, at = _find_headings(opening, name)
    columns: list[str | None] = []
    feed.put_back(opening[at:])
    rows = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.first = 0
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield from feed.bad_rows()
            yield _bad_cells(feed.number, f"a row that is no CSV ({error})")
            rows = csv.reader(feed, delimiter=delimiter)
            continue
        yield from feed.bad_rows()
        if not columns:
            columns = _columns(cells)
        elif any(cell.strip() for cell in cells):
            yield _row(feed.first, columns, cells)
    yield from feed.bad_rows()


class _Feed:
    """Lines for the CSV reader.

    ``number`` is that of the last line, ``first`` that of the first one since it was set to 0.
    """

    def __init__(self, lines: Iterable[FileLine]) -> None:
        self._lines = iter(lines)
        self._waiting: list[tuple[int, str]] = []
        self._bad: list[BadRow] = []
        self.number = 0
        self.first = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._waiting:
            number, text = self._waiting.pop(0)
            return self._fed(number, text)
        for line in self._lines:
            if line.text is not None:
                return self._fed(line.number, line.text)
            self._bad.append(bad_line(line))
        raise StopIteration

    def _fed(self, number: int, text: str) -> str:
        self.number = number
        self.first = self.first or number
        return text

    def take(self, count: int) -> list[tuple[int, str]]:
        taken: list[tuple[int, str]] = []
        while len(taken) < count:
            text = next(self, None)
            if text is None:
                break
            taken.append((self.number, text))
        return taken

    def put_back(self, lines: Sequence[tuple[int, str]]) -> None:
        self._waiting = list(lines)

    def bad_rows(self) -> list[BadRow]:
        bad, self._bad = self._bad, []
        return bad


def bad_line(line: FileLine) -> BadRow:
    """Return the bad row of a line that has no text."""
    if line.trouble == "too_long":
        return BadRow(
            line.number,
            "too_long",
            "a line of more than a million bytes",
            "facts about one regulation in a row",
            "see whether the line ends of the file are damaged",
        )
    return BadRow(
        line.number,
        "bad_encoding",
        "bytes that are text neither in UTF-8 nor in GB18030",
        "one of these encodings",
        "save the file as UTF-8 and look at this row",
    )


def xlsx_rows(path: Path) -> Iterator[TableRow | BadRow]:
    """Read the rows of every sheet that names a title, a sheet after the other.

    Raises `RegistryError` (``unreadable_file``, ``wrong_columns``).
    """
    _refuse_bomb(path)
    found = False
    headings: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()
                    rows = sheet.iter_rows(
                        max_row=MOST_ROWS + _HEADING_WITHIN, max_col=MOST_COLUMNS, values_only=True
                    )
                    columns: list[str | None] = []
                    for number, values in enumerate(rows, 1):
                        cells = [_cell(value) for value in values]
                        if columns:
                            if any(cells):
                                yield _row(number, columns, _with_dates(columns, cells, values))
                            continue
                        if "title" in (opening := _columns(cells)):
                            columns, found = opening, True
                        elif number >= _HEADING_WITHIN:
                            break
                        headings = headings or [cell for cell in cells if cell]
            finally:
                book.close()
    except _BROKEN_BOOK as error:
        raise _unreadable(path, "which is no Excel workbook or a damaged one") from error
    if not found:
        raise wrong_columns(headings, path.name)


def wrong_columns(headings: Sequence[str], name: str) -> RegistryError:
    """Return the error for a file in which nothing names a title."""
    listed = "、".join(heading.strip()[:30] for heading in headings[:20]) or "none"
    return RegistryError(
        found=f"the headings {listed} in {name}",
        expected=f"a heading for the title: {'、'.join(words().titles)}",
        hint="name the columns in the first rows; docs/registry.md lists the headings",
        code="wrong_columns",
    )


def _find_headings(opening: Sequence[tuple[int, str]], name: str) -> tuple[str, int]:
    for at, (_, line) in enumerate(opening):
        for delimiter in sorted(_DELIMITERS, key=line.count, reverse=True):
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            if "title" in _columns(cells):
                return delimiter, at
    first = next((line for _, line in opening if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    raise wrong_columns(first.strip().split(delimiter), name)


def _columns(cells: Sequence[str]) -> list[str | None]:
    """Return the field of each column; of two columns for one field the first holds."""
    columns: list[str | None] = []
    for cell in cells[:MOST_COLUMNS]:
        field = heading_field(cell) if cell else None
        columns.append(None if field == "ignored" or field in columns else field)
    return columns


def _row(number: int, columns: Sequence[str | None], cells: Sequence[str]) -> TableRow | BadRow:
    facts = {
        field: cell.strip()
        for field, cell in zip(columns, cells, strict=False)
        if field and cell.strip()
    }
    for cell in cells:
        # A quotation mark that is never closed takes all rows after it into one cell.
        if len(cell) > LONGEST_CELL or cell.count("\n") > MOST_LINES_IN_CELL:
            return _bad_cells(number, f"a cell of {len(cell)} characters")
    return TableRow(number, facts, "version_id" in columns)


def _bad_cells(number: int, found: str) -> BadRow:
    return BadRow(
        number,
        "bad_cells",
        found,
        "short facts in cells",
        "see whether a quotation mark is missing in this row",
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[: LONGEST_CELL + 1]


def _with_dates(
    columns: Sequence[str | None], cells: Sequence[str], values: Sequence[object]
) -> list[str]:
    """Read the numbers that Excel keeps for days in columns of dates."""
    dated = list(cells)
    for at, (field, value) in enumerate(zip(columns, values, strict=False)):
        if field in _DATES and isinstance(value, int | float) and int(value) in _EXCEL_DAYS:
            day = from_excel(value)
            if isinstance(day, datetime | date):
                dated[at] = day.isoformat()[:10]
    return dated


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except _BROKEN_BOOK as error:
        raise _unreadable(path, "which is no Excel workbook (.xlsx)") from error
    if size > MOST_UNPACKED_BYTES:
        raise _unreadable(path, f"which unpacks to {size:,} bytes")


def _unreadable(path: Path, why: str) -> RegistryError:
    return RegistryError(
        found=f"the file {path.name}, {why}",
        expected=f"an .xlsx workbook of at most {MOST_UNPACKED_BYTES:,} bytes unpacked",
        hint="save the sheet as .xlsx or .csv with another program",
        code="unreadable_file",
    )
