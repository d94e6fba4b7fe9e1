"""A table's heading: which rows it takes, its cells as a tree, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.budget_tables.rules import is_table_title, table_rules
from extraction.schema import TableHeader
from extraction.values import parse_amount

ColumnRole = Literal["code", "name", "amount"]
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}|\d\d")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]")
_TOTALS = re.compile(r"(?:收入|支出|本年)*(?:合计|总计|总额)")
_AMOUNT_HEADS = re.compile(
    "数|合计|小计|总计|支出|收入|拨款|预算|决算|经费|费|资金|结余|结转|基金|金额"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One filled cell: its words without blanks, and the half-open columns it covers."""

    words: str
    row: int
    first: int
    end: int
    row_end: int
    cell: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading's rows are those before ``body``; ``roles`` has one role a column."""

    body: int
    headers: tuple[TableHeader, ...]
    roles: tuple[ColumnRole, ...]


def is_amount(words: str) -> bool:
    """Tell whether a cell holds an amount of money; a dash or a word is none."""
    return bool(words) and words[0] in "-+¥￥0123456789（(" and parse_amount(words) is not None


def read_heading(rows: Sequence[Sequence[Printed]], column_count: int) -> Heading:
    """Find the heading of a table whose filled cells are ``rows``, row by row."""
    body = _body(rows)
    headers = _headers([cell for row in rows[:body] for cell in row if not _is_title(cell)])
    over = _words_over(headers, column_count)
    return Heading(body, headers, _roles(rows[body:], over, column_count))


def _is_title(cell: Printed) -> bool:
    """Spreadsheets print a table's title in the table's first row."""
    return cell.row == 0 and cell.first == 0 and is_table_title(cell.words)


def _body(rows: Sequence[Sequence[Printed]]) -> int:
    """Return the first row behind the heading; an empty row may stand inside the heading."""
    for at, row in enumerate(rows):
        if _is_body(row, at):
            return at
    return next((at for at, row in enumerate(rows) if at and not row), len(rows))


def _is_body(row: Sequence[Printed], at: int) -> bool:
    """Tell whether a row is behind the heading: numbered, coded, a total, or with an amount."""
    if not row:
        return False
    first = row[0].words
    if re.fullmatch(r"\d{3}(?:\d\d){0,2}", first) or _NUMBERED.match(first):
        return True
    if len(row) == 1 and at > 0 and _TOTALS.fullmatch(first):
        return True
    return any(is_amount(cell.words) and not _CODE.fullmatch(cell.words) for cell in row)


def _headers(cells: Sequence[Printed]) -> tuple[TableHeader, ...]:
    placed: list[tuple[int, Printed]] = []
    for cell in sorted(cells, key=lambda one: (one.row, one.first)):
        above = [
            level
            for level, other in placed
            if other.first <= cell.first and cell.end <= other.end and other.row < cell.row
        ]
        placed.append((max(above, default=-1) + 1, cell))
    placed.sort(key=lambda pair: (pair[0], pair[1].first))
    return tuple(TableHeader(cell.words, level, cell.first, cell.end - 1) for level, cell in placed)


def _words_over(headers: Sequence[TableHeader], column_count: int) -> list[str]:
    """Return for each column the words of its headers, the innermost first."""
    over = [""] * column_count
    for header in headers:
        for column in range(header.first_column, min(header.last_column + 1, column_count)):
            over[column] = f"{header.text} {over[column]}"
    return over


def _roles(
    body: Sequence[Sequence[Printed]], over: Sequence[str], column_count: int
) -> tuple[ColumnRole, ...]:
    held: Mapping[int, list[str]] = {column: [] for column in range(column_count)}
    for row in body:
        for cell in row:
            if cell.end - cell.first == 1 and cell.first < column_count:
                held[cell.first].append(cell.words)
    return tuple(_role(held[column], over[column]) for column in range(column_count))


def _role(words: Sequence[str], over: str) -> ColumnRole:
    rules = table_rules()
    heads = over.split()
    innermost = heads[0] if heads else ""
    values = [word for word in words if word not in rules.code_heads]
    if values and all(_CODE.fullmatch(word) for word in values) and not _is_money(innermost):
        return "code"
    if innermost in rules.code_heads or any(word in over for word in rules.codes):
        return "code"
    if any(is_amount(word) for word in values):
        return "amount"
    if values or any(word in innermost for word in rules.names):
        return "name"
    return "amount" if _is_money(innermost) else "name"


def _is_money(head: str) -> bool:
    rules = table_rules()
    if any(word in head for word in (*rules.codes, *rules.names)) and "支出" not in head:
        return False
    return bool(_AMOUNT_HEADS.search(head))


def words_over(headers: Sequence[TableHeader], column: int) -> tuple[str, ...]:
    """Return the words over a column from the outermost to the innermost."""
    return tuple(
        header.text for header in headers if header.first_column <= column <= header.last_column
    )
