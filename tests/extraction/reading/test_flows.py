"""Cells of rows → places in a grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.flows import LooseCell, place_cells

_CELLS = st.builds(
    LooseCell, st.just("甲"), st.integers(0, 5), st.integers(0, 5), st.integers(0, 2)
)


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([["a", "b"], ["c"]], [(0, 0), (0, 1), (1, 0)], "a short row"),
        ([[("a", 2, 1), "b"], ["c"]], [(0, 0), (0, 1), (1, 1)], "a cell over two rows"),
        ([[("a", 1, 2)], ["b", "c"]], [(0, 0), (1, 0), (1, 1)], "a cell over two columns"),
        ([[("a", 9, 1), "b"]], [(0, 0), (0, 1)], "spans end with the table"),
    ],
)
def test_places(rows: list[list[object]], expected: list[tuple[int, int]], reason: str) -> None:
    loose = [
        [LooseCell(*one) if isinstance(one, tuple) else LooseCell(str(one)) for one in row]
        for row in rows
    ]
    table = place_cells(loose)
    assert table is not None
    assert [(cell.row, cell.column) for cell in table.cells] == expected, reason


def test_a_table_without_text_is_none() -> None:
    assert place_cells([[LooseCell("")], []]) is None
    assert place_cells([]) is None


@given(st.lists(st.lists(_CELLS, max_size=6), max_size=8))
def test_no_two_cells_cover_one_place(rows: list[list[LooseCell]]) -> None:
    table = place_cells(rows)
    if table is None:
        return
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(covered) == len(set(covered))
    assert all(row < table.row_count and column < table.column_count for row, column in covered)
