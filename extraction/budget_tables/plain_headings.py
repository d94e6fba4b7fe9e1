"""Headings of tables in plain text: merged cells have no width there, so it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.budget_tables.headings import Printed, is_amount
from extraction.budget_tables.rules import table_rules

Row = Sequence[Printed]


def place_heading(
    rows: Sequence[Row], body: Sequence[Row], count: int
) -> list[list[Printed]] | None:
    """Return a heading's rows with their cells set over the columns that they must cover.

    ``rows`` are the heading's filled cells row by row, ``body`` those of the rows behind it,
    which have ``count`` columns. Only what leaves no choice is placed: a lowest row with one
    cell a column (the codes' heads 类 款 项 stand below the cell 科目编码), and above it rows of
    one cell, of one cell a group of like columns, or of two cells over codes with names and
    over amounts. ``None`` where anything else is printed.
    """
    held = [list(row) for row in rows if row]
    if not held or not body:
        return None
    placed: list[list[Printed]] = []
    heads = held[-1]
    if len(held) > 1 and all(cell.words in table_rules().code_heads for cell in heads):
        placed.append(_set(heads, [(at, at + 1) for at in range(len(heads))]))
        held.pop()
        lowest = held.pop()
        is_coded = any(word in lowest[0].words for word in table_rules().codes)
        if not is_coded or len(lowest) - 1 != count - len(heads):
            return None
        spans = [(0, len(heads)), *((at, at + 1) for at in range(len(heads), count))]
        placed.insert(0, _set(lowest, spans))
    else:
        lowest = held.pop()
        if len(lowest) != count:
            return None
        placed.append(_set(lowest, [(at, at + 1) for at in range(count)]))
    for row in reversed(held):
        above = _spans_above(row, placed[0], body, count)
        if above is None:
            return None
        placed.insert(0, _set(row, above))
    return placed


def _set(row: Row, spans: Sequence[tuple[int, int]]) -> list[Printed]:
    return [
        replace(cell, first=first, end=end) for cell, (first, end) in zip(row, spans, strict=True)
    ]


def _spans_above(
    row: Row, below: Row, body: Sequence[Row], count: int
) -> list[tuple[int, int]] | None:
    """Return the columns that the cells of a row above the placed ones cover."""
    if len(row) == 1:
        return [(0, count)]
    groups = [cell.first for cell in below if cell.words == below[0].words]
    if len(groups) == len(row):
        return list(zip(groups, [*groups[1:], count], strict=True))
    if len(row) == 2:
        first_amount = first_amount_column(body)
        starts = [cell.first for cell in below]
        if first_amount in starts and first_amount:
            return [(0, first_amount), (first_amount, count)]
    return None


def _is_money(cell: Printed) -> bool:
    """Tell whether a cell holds an amount and no code: codes are short and have no point."""
    return is_amount(cell.words) and (len(cell.words) > 3 and not cell.words.isdigit())


def first_amount_column(body: Sequence[Row]) -> int:
    """Return the first column of amounts, 0 where there is none.

    A line without a code says nothing of it: 合计 may cover the columns of codes and names.
    """
    lines = [line for line in body if line[0].words.isdigit()] or body
    return min((cell.first for line in lines for cell in line if _is_money(cell)), default=0)


def unsqueezed(row: Row, first_amount: int) -> list[Printed]:
    """Return a line without a code whose first cell (合计) covers the columns before the amounts.

    Its amounts stand right behind it in the text where the covered columns are left out.
    """
    first, *rest = row
    shift = first_amount - 1
    if (
        first.first
        or first.words.isdigit()
        or not any(_is_money(cell) and cell.first < first_amount for cell in rest)
    ):
        return list(row)
    moved = [replace(cell, first=cell.first + shift, end=cell.end + shift) for cell in rest]
    return [replace(first, end=first_amount), *moved]
