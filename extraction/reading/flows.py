"""What readers of documents without pages yield: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.schema import Problem


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """A paragraph; its lines are parted by line breaks that the document itself sets."""

    text: str


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell at its first row and column, and how many of each it covers."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table; every cell stands once, from left to right and from top to bottom."""

    row_count: int
    column_count: int
    cells: tuple[FlowCell, ...]


FlowBlock = FlowParagraph | FlowTable


@dataclass(frozen=True, slots=True)
class Flow:
    """A document without pages: its blocks, and what of it could not or should not be read."""

    blocks: tuple[FlowBlock, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseCell:
    """A cell as a row lists it, before it is known which columns it covers."""

    text: str
    row_span: int = 1
    column_span: int = 1
    skipped_columns: int = 0


def place_cells(rows: Iterable[Iterable[LooseCell]]) -> FlowTable | None:
    """Give each cell the first free column of its row, as HTML tables are laid out.

    Returns None where no cell holds text. Spans end with the table; empty columns and rows
    at its ends are kept, they are printed too.
    """
    listed = [list(row) for row in rows]
    cells: list[FlowCell] = []
    # For each column, the row up to which (half-open) a cell above covers it.
    covered: list[int] = []
    for number, row in enumerate(listed):
        column = 0
        for cell in row:
            column += cell.skipped_columns
            while column < len(covered) and covered[column] > number:
                column += 1
            rows_left = len(listed) - number
            row_span = min(max(1, cell.row_span), rows_left)
            column_span = max(1, cell.column_span)
            # a span ends where a cell from above stands in its way
            for over in range(1, column_span):
                if column + over < len(covered) and covered[column + over] > number:
                    column_span = over
                    break
            covered.extend([0] * (column + column_span - len(covered)))
            covered[column : column + column_span] = [number + row_span] * column_span
            cells.append(FlowCell(number, column, row_span, column_span, cell.text))
            column += column_span
    if not any(cell.text for cell in cells):
        return None
    return FlowTable(len(listed), len(covered), tuple(cells))
