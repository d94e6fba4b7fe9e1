"""Join tables that go on over a page end, and cells whose text the page end cuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extraction.layout.edges import cluster
from extraction.layout.page_print import PagePrint, PrintBlock, PrintCell, PrintTable
from extraction.layout.print_lines import PrintLine
from extraction.layout.row_cuts import Belonging, CellText, cut_cells
from extraction.layout.settings import LayoutSettings

IsLabel = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Flow:
    """All pages' blocks in reading order, tables joined over the pages."""

    blocks: tuple[PrintBlock, ...]


def join_tables(pages: Sequence[PagePrint], settings: LayoutSettings, *, is_label: IsLabel) -> Flow:
    """Chain the pages' blocks, joining a table at a page's end to the one that opens the next.

    ``is_label`` tells whether a cell's text, blanks removed, is a complete printed label:
    a label cut in two is joined, and a row that opens with a whole one is a new row.
    """
    blocks: list[PrintBlock] = []
    last_page = 0
    for page in pages:
        for place, block in enumerate(page.blocks):
            last = blocks[-1] if blocks else None
            if (
                place == 0
                and isinstance(block, PrintTable)
                and isinstance(last, PrintTable)
                and last.pages[1] == last_page
                and _same_extent(last, block, settings)
            ):
                blocks[-1] = _join(last, block, is_label)
            else:
                blocks.append(block)
        if page.blocks:
            last_page = page.number
    return Flow(tuple(blocks))


def _same_extent(upper: PrintTable, lower: PrintTable, settings: LayoutSettings) -> bool:
    limit = settings.table_extent_points
    return abs(upper.box[0] - lower.box[0]) <= limit and abs(upper.box[2] - lower.box[2]) <= limit


def _join(upper: PrintTable, lower: PrintTable, is_label: IsLabel) -> PrintTable:
    xs, upper_places, lower_places = _common_columns(upper.xs, lower.xs)
    above = list(upper.cells)
    if upper_places != list(range(len(upper.xs))):
        # only then: a table over a thousand pages would be moved a thousand times
        above = [_moved(cell, upper_places, 0) for cell in above]
    below = [_moved(cell, lower_places, 0) for cell in lower.cells]
    dropped = 0
    first_row = [cell for cell in below if cell.row == 0]
    cut = _cut_cells(above, upper.row_count, first_row, is_label)
    if "rest" in cut:
        rests = [cell for cell, kind in zip(first_row, cut, strict=True) if kind == "rest"]
        above = _with_rests(above, upper.row_count, rests)
        moved = {
            (cell.row, cell.column)
            for cell, kind in zip(first_row, cut, strict=True)
            if kind != "own"
        }
        below = [
            replace(cell, lines=()) if (cell.row, cell.column) in moved else cell for cell in below
        ]
        if not any(cell.lines for cell in below if cell.row == 0):
            below = [
                replace(cell, row=max(1, cell.row), row_span=cell.row_span - (cell.row == 0))
                for cell in below
                if cell.row > 0 or cell.row_span > 1
            ]
            dropped = 1
    shift = upper.row_count - dropped
    below = [replace(cell, row=cell.row + shift) for cell in below]
    box = (
        min(upper.box[0], lower.box[0]),
        upper.box[1],
        max(upper.box[2], lower.box[2]),
        upper.box[3],
    )
    return PrintTable(
        (upper.pages[0], lower.pages[1]),
        box,
        xs,
        upper.row_count + lower.row_count - dropped,
        tuple(above + below),
    )


def _common_columns(
    upper: tuple[float, ...], lower: tuple[float, ...]
) -> tuple[tuple[float, ...], list[int], list[int]]:
    """Return the column boundaries of both tables, and where each one's own stand among them."""
    values = np.array(upper + lower)
    groups = cluster(values, 4.0)
    xs = tuple(float(values[groups == group].mean()) for group in range(int(groups.max()) + 1))
    places = groups.tolist()
    return xs, places[: len(upper)], places[len(upper) :]


def _moved(cell: PrintCell, places: list[int], rows: int) -> PrintCell:
    first, last = places[cell.column], places[cell.column + cell.column_span]
    return replace(cell, row=cell.row + rows, column=first, column_span=max(1, last - first))


def _cell_above(cells: list[PrintCell], row_count: int, column: int) -> int | None:
    """Return the index of the cell that covers ``column`` in the last row."""
    for index in range(len(cells) - 1, -1, -1):
        cell = cells[index]
        if (
            cell.row + cell.row_span >= row_count
            and cell.column <= column < cell.column + cell.column_span
        ):
            return index
    return None


def _cut_cells(
    above: list[PrintCell], row_count: int, first_row: list[PrintCell], is_label: IsLabel
) -> tuple[Belonging, ...]:
    pairs = []
    for cell in first_row:
        place = _cell_above(above, row_count, cell.column)
        before = above[place].text if place is not None else ""
        pairs.append(CellText(before, cell.text))
    return cut_cells(pairs, is_label)


def _with_rests(above: list[PrintCell], row_count: int, rests: list[PrintCell]) -> list[PrintCell]:
    joined = list(above)
    for rest in rests:
        place = _cell_above(joined, row_count, rest.column)
        if place is not None and rest.lines:
            lines: tuple[PrintLine, ...] = joined[place].lines + rest.lines
            joined[place] = replace(joined[place], lines=lines)
    return joined
