"""The step as a whole: a layout's tables → those that are budget tables, typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.budget_tables.headings import (
    ColumnRole,
    Heading,
    Printed,
    is_amount,
    read_heading,
)
from extraction.budget_tables.plain_headings import first_amount_column, place_heading, unsqueezed
from extraction.budget_tables.rules import (
    bare_span,
    is_table_title,
    kind_of,
    table_rules,
    without_blanks,
)
from extraction.budget_tables.surroundings import Surroundings, look_around
from extraction.layout import Cell, Layout, Table
from extraction.schema import BudgetTable, TableAmount, TableKind, TableRow, TableSide
from extraction.values import parse_amount

_SIDED: frozenset[TableKind] = frozenset({"balance", "appropriation_balance"})
_WHOLE_CODE = re.compile(r"(\d{3})(\d\d)?(\d\d)?")
_NOTE = re.compile(r"[（(]?(?:注|备注|说明)[0-9]?[:：]")
_DASHES = frozenset("-—－–/")


def read_budget_tables(layout: Layout) -> tuple[BudgetTable, ...]:
    """Return the budget tables of a document, in reading order.

    A table is one where a title over it, or in its first row, says so. Headings repeated
    after a page end are left out; so are lines that print nothing. Amounts are yuan by the
    unit printed over the table; where none is printed, they have no value.
    """
    found = []
    for at, block in enumerate(layout.blocks):
        if isinstance(block, Table):
            table = _read(layout, at, block)
            if table is not None:
                found.append(table)
    return tuple(found)


def _read(layout: Layout, at: int, table: Table) -> BudgetTable | None:
    around = look_around(layout, at)
    rows = _printed(layout.text, table)
    title, unit = around.title or _title_inside(rows), around.unit
    if title is None:
        return None
    unit = unit or _unit_inside(rows)
    rows = [row for row in rows if not _is_unit_row(row)]
    heading = read_heading(rows, table.column_count)
    if table.cells and table.cells[0].box is None:
        heading, rows = _of_plain_text(table, heading, rows)
    kind = kind_of(title)
    reader = _Rows(layout.text, table.cells, heading, unit, _sides(heading, kind))
    read, note = reader.read(rows)
    return BudgetTable(
        kind,
        title,
        unit,
        table.pages,
        heading.headers,
        read,
        _note(around, note),
        table.start,
        table.end,
    )


def _of_plain_text(
    table: Table, heading: Heading, rows: list[list[Printed]]
) -> tuple[Heading, list[list[Printed]]]:
    """Set a heading over its columns where that is sure; else it says nothing of columns.

    A row behind it that is shorter than the others has lost a cell, nobody knows which.
    """
    widths = dict.fromkeys((cell.row for cell in table.cells), 0)
    for cell in table.cells:
        widths[cell.row] = max(widths[cell.row], cell.column + 1)
    body = [row for row in rows[heading.body :] if row]
    placed = None
    if all(widths[row[0].row] == table.column_count for row in body):
        placed = place_heading(rows[: heading.body], body, table.column_count)
    if placed is None:
        return replace(heading, headers=()), rows
    first_amount = first_amount_column(body)
    if any(line[0].words.isdigit() for line in body):
        body = [unsqueezed(line, first_amount) for line in body]
    rows = [*placed, *body]
    return read_heading(rows, table.column_count), rows


def _note(around: Surroundings, inside: str | None) -> str | None:
    return inside or around.note


def _printed(text: str, table: Table) -> list[list[Printed]]:
    """Return the filled cells row by row; rows of plain text are set square first."""
    rows: list[list[Printed]] = [[] for _ in range(table.row_count)]
    widths = [0] * table.row_count
    for number, cell in enumerate(table.cells):
        widths[cell.row] = max(widths[cell.row], cell.column + cell.column_span)
        words = without_blanks(cell.printed(text))
        if words:
            first = cell.column
            rows[cell.row].append(
                Printed(words, cell.row, first, first + cell.column_span, cell.row, number)
            )
    if table.cells and table.cells[0].box is None:
        return [
            _square(row, width, table.column_count) for row, width in zip(rows, widths, strict=True)
        ]
    return rows


def _square(row: list[Printed], width: int, column_count: int) -> list[Printed]:
    """Set a short row of plain text to the right: what it lacks are merged cells on the left."""
    lacking = column_count - width
    if not row or lacking <= 0 or not any(is_amount(cell.words) for cell in row):
        return row
    first, *rest = row
    if _WHOLE_CODE.fullmatch(first.words):
        return row
    moved = [
        Printed(one.words, one.row, one.first + lacking, one.end + lacking, one.row_end, one.cell)
        for one in rest
    ]
    return [
        Printed(
            first.words, first.row, first.first, first.end + lacking, first.row_end, first.cell
        ),
        *moved,
    ]


def _title_inside(rows: Sequence[Sequence[Printed]]) -> str | None:
    for row in rows[:2]:
        if len(row) == 1 and is_table_title(row[0].words):
            return row[0].words
    return None


def _unit_inside(rows: Sequence[Sequence[Printed]]) -> str | None:
    for row in rows[:3]:
        for cell in row:
            found = table_rules().unit.search(cell.words)
            if found:
                return found["unit"]
    return None


def _is_unit_row(row: Sequence[Printed]) -> bool:
    return (
        bool(row) and len(row) <= 2 and any(table_rules().unit.search(cell.words) for cell in row)
    )


def _sides(heading: Heading, kind: TableKind) -> list[TableSide | None]:
    """Return the side of each column of a table of two sides."""
    columns = len(heading.roles)
    if kind not in _SIDED:
        return [None] * columns
    sides: list[TableSide | None] = [None] * columns
    for header in heading.headers:
        if header.level:
            continue
        is_income = "收入" in header.text and "支出" not in header.text
        is_spending = "支出" in header.text
        side: TableSide | None = "income" if is_income else "expenditure" if is_spending else None
        for column in range(header.first_column, min(header.last_column + 1, columns)):
            sides[column] = side
    if "income" not in sides or "expenditure" not in sides:
        groups = _groups(heading.roles)
        if len(set(groups)) == 2:
            return ["income" if group == 0 else "expenditure" for group in groups]
    return sides


def _groups(roles: Sequence[ColumnRole]) -> list[int]:
    """Number the columns by groups: names and codes open one, its amounts follow."""
    groups, group = [], 0
    for place, role in enumerate(roles):
        if place and role != "amount" and roles[place - 1] == "amount":
            group += 1
        groups.append(group)
    return groups


class _Rows:
    """Reads the lines behind a heading."""

    def __init__(
        self,
        text: str,
        cells: Sequence[Cell],
        heading: Heading,
        unit: str | None,
        sides: Sequence[TableSide | None],
    ) -> None:
        self.text, self.cells, self.heading = text, cells, heading
        self.unit, self.sides = unit, sides
        self.groups = _groups(heading.roles)

    def read(self, rows: Sequence[Sequence[Printed]]) -> tuple[tuple[TableRow, ...], str | None]:
        """Return the rows, and a note that the table prints in its last line."""
        repeated = {tuple(cell.words for cell in row) for row in rows[: self.heading.body]}
        found: list[TableRow] = []
        note = None
        for row in rows[self.heading.body :]:
            if not row or tuple(cell.words for cell in row) in repeated:
                continue
            if _NOTE.match(row[0].words):
                note = row[0].words
                continue
            found.extend(self.line(row))
        return tuple(found), note

    def line(self, row: Sequence[Printed]) -> list[TableRow]:
        parts: dict[int, list[Printed]] = {}
        for cell in row:
            column = min(cell.first, len(self.groups) - 1)
            parts.setdefault(self.groups[column], []).append(cell)
        lines = [self.part(cells) for _, cells in sorted(parts.items())]
        return [line for line in lines if line.amounts or line.name or line.class_code]

    def part(self, cells: Sequence[Printed]) -> TableRow:
        codes: list[str] = []
        names: list[str] = []
        amounts: list[TableAmount] = []
        for cell in cells:
            role = self.heading.roles[min(cell.first, len(self.heading.roles) - 1)]
            is_wide = cell.end - cell.first > 1
            if role == "amount" and not (is_wide and not is_amount(cell.words)):
                amounts.append(self.amount(cell))
            elif role == "code" and not is_wide and _is_code(cell.words):
                codes.append(cell.words)
            elif not (role == "code" and cell.words in table_rules().code_heads):
                names.append(cell.words)
        class_code, section_code, item_code = _codes(codes)
        column = min(cells[0].first, len(self.sides) - 1)
        return TableRow(
            self.sides[column],
            class_code,
            section_code,
            item_code,
            "".join(names) or None,
            tuple(one for one in amounts if one.text.strip() not in _DASHES),
        )

    def amount(self, cell: Printed) -> TableAmount:
        printed = self.cells[cell.cell]
        value = parse_amount(cell.words, default_unit=self.unit) if self.unit else None
        start, end = bare_span(self.text, printed.start, printed.end)
        return TableAmount(
            cell.first, value, self.text[start:end], printed.page, printed.box, start, end
        )


def _is_code(words: str) -> bool:
    return words.isdigit() and words.isascii()


def _codes(codes: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Return 类, 款 and 项 from one cell each, or from one code that holds all (2010601)."""
    if len(codes) == 1 and (found := _WHOLE_CODE.fullmatch(codes[0])):
        return found[1], found[2], found[3]
    padded = [*codes, None, None, None]
    return padded[0], padded[1], padded[2]
