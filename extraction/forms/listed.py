"""Lists with a project in each row, or in a few rows with its indicators, → the rows of its form.

Departments outside Shanghai print their goals in one long table: 单位名称 | 项目名称 | 预算数 |
年度目标 | 一级指标 | … | 指标值. What belongs to one project is handed on as if a form of its own
printed it, a label beside each value, so that fields and indicators are read by the same rules.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extraction.forms.families import family, label_key
from extraction.forms.pieces import FormCell, FormPiece, FormRow
from extraction.layout.blocks import Cell, Table

_LONGEST_LABEL = 60  # characters of a head, with line ends and leftovers
_HEAD_ROWS = 3
_FIRST_LEVEL = re.compile(r"一\s*级")  # in every label of the first column of indicators


@dataclass(frozen=True, slots=True)
class _Head:
    """One column of the list: its place, the label above it, and the field it gives, if any."""

    start: int
    end: int
    cell: Cell
    key: str
    field: str | None


def listed_forms(text: str, table: Table) -> tuple[FormPiece, ...]:
    """Return the rows of each project of ``table``; empty where it is no such list."""
    found = _heads(text, table) if _FIRST_LEVEL.search(text, table.start, table.end) else None
    if found is None:
        return ()
    first, end, heads = found
    name = next(head for head in heads if head.field == "name")
    known = family().columns
    indicators = [head for head in heads if known.get(head.key) in ("level3", "value")]
    openings: list[int] = []
    told: set[int] = set()
    held = ""
    for row, cells in _body(text, table, end, heads):
        cell = cells.get(name.start)
        printed = label_key(cell.printed(text)) if cell is not None else ""
        if printed and printed != held and printed not in _NO_PROJECT:
            openings.append(row)
            held = printed
        if openings and any(cells.get(head.start) for head in indicators):
            told.add(openings[-1])
    bounds = itertools.pairwise([*openings, table.row_count])
    # A row that only names the body above its projects has no indicators.
    return tuple(
        FormPiece(table, low, high, heads=(first, end)) for low, high in bounds if low in told
    )


_NO_PROJECT = frozenset(("合计", "总计", "小计"))


def listed_rows(text: str, piece: FormPiece) -> tuple[FormRow, ...]:
    """Return a project's rows of a list as those of a form: its fields, then its indicators."""
    assert piece.heads is not None
    found = _heads(text, piece.table)
    if found is None:
        return ()
    _, end, heads = found
    rows: list[FormRow] = []
    own = [
        (row, cells) for row, cells in _body(text, piece.table, end, heads) if row < piece.end_row
    ]
    for head in heads:
        if head.field is not None:
            value = _value(own, head, piece.first_row)
            rows.append(_pair(text, head, value))
    columns = [head for head in heads if head.field is None]
    labels = (FormCell(head.cell, head.key, head.start, head.end) for head in columns)
    rows.append(FormRow(tuple(labels), True))
    for row, cells in own:
        if row >= piece.first_row:
            printed = tuple(
                _form_cell(text, cells[head.start], head) for head in columns if head.start in cells
            )
            rows.append(FormRow(printed, True))
    return tuple(row for row in rows if row.cells)


def _form_cell(text: str, cell: Cell, head: _Head) -> FormCell:
    key = label_key(cell.printed(text))
    return FormCell(cell, key, head.start, head.end)


def _pair(text: str, head: _Head, value: Cell | None) -> FormRow:
    label = FormCell(head.cell, _canonical()[head.field or ""], head.start, head.start + 1)
    if value is None:
        return FormRow((label,), True)
    return FormRow((label, replace(_form_cell(text, value, head), column=head.start + 1)), True)


def _value(own: Sequence[tuple[int, Mapping[int, Cell]]], head: _Head, first: int) -> Cell | None:
    """Return the cell of the project's first row; a merged one began above it."""
    above: Cell | None = None
    for row, cells in own:
        cell = cells.get(head.start)
        if cell is None or cell.end <= cell.start:
            continue
        if row >= first:
            return cell
        above = cell
    merged = head.field in ("supervising_department", "implementing_unit")
    return above if merged else None


@cache
def _canonical() -> Mapping[str, str]:
    """Return for each field a label that gives it and no other."""
    found: dict[str, str] = {}
    for label, fields in family().fields.items():
        if len(fields) == 1:
            found.setdefault(fields[0].name, label)
    return found


def _heads(text: str, table: Table) -> tuple[int, int, tuple[_Head, ...]] | None:
    """Return the rows of heads and the columns; None where no row has a list's heads."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row < 2 * _HEAD_ROWS:
            by_row.setdefault(cell.row, []).append(cell)
    for first in sorted(by_row):
        rows = [by_row.get(row, []) for row in range(first, first + _HEAD_ROWS)]
        heads = _columns(text, rows)
        if heads is not None:
            end, columns = heads
            return first, first + end, columns
    return None


def _columns(text: str, rows: Sequence[Sequence[Cell]]) -> tuple[int, tuple[_Head, ...]] | None:
    """Read a row of heads and those below it that part them; None where it is none."""
    known = family()
    top = [(cell, _key(text, cell)) for cell in rows[0]]
    keys = [key for _, key in top]
    if not any(_field(key) == "name" for key in keys):
        return None
    end = 1
    for below in rows[1:]:
        parts = [_key(text, cell) for cell in below if cell.end > cell.start]
        if not parts or not all(_is_head(key) for key in parts):
            break
        top += [(cell, _key(text, cell)) for cell in below if cell.end > cell.start]
        end += 1
    named = {known.columns[key] for _, key in top if key in known.columns}
    if "level1" not in named or not {"level3", "value"} <= named:
        return None
    if end > 1:  # a head over several columns only groups those below it
        top = [pair for pair in top if not _groups(pair[0], rows[1:end])]
    heads: dict[int, _Head] = {}
    taken: set[str] = set()
    for cell, key in top:
        column = known.columns.get(key) or known.beside.get(key)
        field = None if column else _field(key)
        if field in taken:
            field = None
        # 单位 heads the indicator's unit behind the levels, and the body before them.
        both = key in known.listed and key in known.beside
        if both and "level1" not in _left_of(top, cell, known.columns):
            field = known.listed[key]
        if field is not None:
            taken.add(field)
        if field is None and column is None and cell.column in heads:
            continue
        heads[cell.column] = _Head(cell.column, cell.column + cell.column_span, cell, key, field)
    return end, tuple(heads[column] for column in sorted(heads))


def _is_head(key: str) -> bool:
    known = family()
    return _field(key) is not None or key in known.columns or key in known.beside


def _groups(cell: Cell, below: Sequence[Sequence[Cell]]) -> bool:
    columns = range(cell.column, cell.column + cell.column_span)
    return any(
        other.column in columns and other.row > cell.row and other.end > other.start
        for row in below
        for other in row
    )


def _left_of(top: Sequence[tuple[Cell, str]], cell: Cell, columns: Mapping[str, str]) -> set[str]:
    return {columns[key] for other, key in top if key in columns and other.column < cell.column}


def _key(text: str, cell: Cell) -> str:
    printed = cell.printed(text)
    return label_key(printed) if len(printed) <= _LONGEST_LABEL else ""


def _field(key: str) -> str | None:
    known = family()
    listed = known.listed.get(key)
    if listed is not None:
        return listed
    fields = known.fields.get(key, ())
    return fields[0].name if fields else None


def _body(
    text: str, table: Table, end: int, heads: Sequence[_Head]
) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    """Yield each row below the heads: its cells by the column of the head above them.

    Heads that a page repeats are left out.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= end:
            by_row.setdefault(cell.row, []).append(cell)
    keys = {head.key for head in heads}
    keeps_tabs = any(_begins_empty(cells) for cells in by_row.values())
    for row in sorted(by_row):
        cells = sorted(by_row[row], key=lambda cell: cell.column)
        filled = [cell for cell in cells if cell.end > cell.start]
        repeated = sum(_key(text, cell) in keys for cell in filled)
        if not filled or repeated > len(filled) // 2 or _key(text, filled[0]) in _NO_PROJECT:
            continue
        if table.is_grid or any(cell.box is not None for cell in cells):
            yield row, _by_overlap(filled, heads)
        else:
            yield row, _by_order(text, cells, heads, keeps_tabs=keeps_tabs)


def _by_overlap(cells: Sequence[Cell], heads: Sequence[_Head]) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    for cell in cells:
        shared, start = max((_shared(cell, head), head.start) for head in heads)
        if shared > 0:
            found.setdefault(start, cell)
    return found


def _shared(cell: Cell, head: _Head) -> int:
    return min(head.end, cell.column + cell.column_span) - max(head.start, cell.column)


def _begins_empty(cells: Sequence[Cell]) -> bool:
    first = min(cells, key=lambda cell: cell.column)
    return first.end <= first.start and any(cell.end > cell.start for cell in cells)


def _by_order(
    text: str, cells: Sequence[Cell], heads: Sequence[_Head], *, keeps_tabs: bool
) -> dict[int, Cell]:
    """Give the cells of a row of plain text their heads: merged cells have lost their tabs.

    A table with a row whose first cell is empty kept them. Else known names of levels say where
    the row begins, and without one its last cell stands under the last head.
    """
    last = max(at for at, cell in enumerate(cells) if cell.end > cell.start)
    kept = list(cells[: last + 1])
    shift = 0
    if not keeps_tabs and len(kept) < len(heads):
        shift = len(heads) - len(kept)
        places = {head.key: at for at, head in enumerate(heads)}
        known = family()
        columns = {column: places[key] for key, column in known.columns.items() if key in places}
        for at, cell in enumerate(kept):
            key = _key(text, cell)
            if key in known.level1_of and "level2" in columns:
                shift = columns["level2"] - at
                break
            if key in known.level1 and "level1" in columns:
                shift = columns["level1"] - at
                break
        shift = max(0, shift)
    return {
        heads[at + shift].start: cell
        for at, cell in enumerate(kept)
        if at + shift < len(heads) and cell.end > cell.start
    }
