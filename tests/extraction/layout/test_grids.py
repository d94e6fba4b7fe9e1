"""Edges → grids of cells."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.edges import find_edges
from extraction.layout.grids import Grid, find_grids
from extraction.layout.settings import DEFAULT_SETTINGS
from tests.extraction.layout.printing import Rulings, grid_rulings


def _grids(rulings: Rulings) -> list[Grid]:
    array = np.array(rulings, np.float32).reshape(-1, 4)
    return find_grids(*find_edges(array, DEFAULT_SETTINGS), DEFAULT_SETTINGS)


def _cells(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


_SINGLE = [(row, column, 1, 1) for row in range(2) for column in range(2)]


@pytest.mark.parametrize(
    ("rulings", "cells", "reason"),
    [
        (grid_rulings([0, 50, 100], [0, 20, 40]), _SINGLE, "two by two"),
        (
            [
                (0, 0, 100, 0),
                (0, 20, 100, 20),
                (0, 40, 100, 40),
                (0, 0, 0, 40),
                (100, 0, 100, 40),
                (50, 20, 50, 40),
            ],
            [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
            "a title over both columns",
        ),
        (
            [
                (0, 0, 100, 0),
                (50, 20, 100, 20),
                (0, 40, 100, 40),
                (0, 0, 0, 40),
                (50, 0, 50, 40),
                (100, 0, 100, 40),
            ],
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)],
            "a label beside two rows",
        ),
        (
            [
                (0, 0, 150, 0),
                (0, 60, 150, 60),
                (0, 0, 0, 60),
                (150, 0, 150, 60),
                (100, 0, 100, 60),
                (100, 30, 150, 30),
                (0, 40, 100, 40),
            ],
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 2, 1), (2, 0, 1, 1)],
            "rows that do not go through",
        ),
        (
            grid_rulings([0, 50, 100], [0, 20, 40])
            + grid_rulings([1.5, 51, 98.5], [1.5, 21.5, 38.5]),
            _SINGLE,
            "double lines",
        ),
        (
            [
                (0, 0, 100, 0.4),
                (0.6, 20.5, 100, 20),
                (0, 40, 99, 40.8),
                (0.4, 0, 0, 40),
                (50, 0, 50.7, 40),
                (100, 0, 99.4, 41),
            ],
            _SINGLE,
            "crooked rulings",
        ),
        (
            [(0, 0, 100, 0), (0, 20, 100, 20), (0, 40, 100, 40), (50, 0, 50, 40)],
            _SINGLE,
            "no outer sides: the lines stand out beyond the inner one",
        ),
        (
            [(0, 20, 100, 20), (0, 0, 0, 40), (50, 0, 50, 40), (100, 0, 100, 40), (0, 40, 100, 40)],
            _SINGLE,
            "open above",
        ),
        (
            [
                *((2, y, 98, y) for y in (0, 20, 40)),
                *((x, a + 2, x, a + 18) for x in (0, 50, 100) for a in (0, 20)),
            ],
            _SINGLE,
            "lines that stop a little before they meet",
        ),
        (
            [*grid_rulings([0, 50, 100], [0, 20, 40]), (0, 60, 100, 60)],
            _SINGLE,
            "a rule below the table is no part of it",
        ),
    ],
)
def test_one_table(rulings: Rulings, cells: list[tuple[int, int, int, int]], reason: str) -> None:
    (grid,) = _grids(rulings)
    assert _cells(grid) == cells, reason


@pytest.mark.parametrize(
    ("rulings", "reason"),
    [
        (grid_rulings([0, 100], [0, 40]), "a frame around text"),
        ([(0, 0, 100, 0), (0, 40, 100, 40)], "rules above and below"),
        ([(0, 0, 0, 100), (50, 0, 50, 100)], "bars beside the text"),
        ([(0, 0, 100, 0), (0, 0, 0, 40)], "a corner"),
        ([], "nothing"),
    ],
)
def test_no_table(rulings: Rulings, reason: str) -> None:
    assert _grids(rulings) == [], reason


def test_tables_come_from_top_to_bottom() -> None:
    low = grid_rulings([0, 50, 100], [200, 220, 240])
    high = grid_rulings([300, 350, 400], [0, 20, 40])
    first, second = _grids(low + high)
    assert first.box == (300, 0, 400, 40)
    assert second.box == (0, 200, 100, 240)


def test_a_grid_in_a_frame_is_a_table_of_its_own() -> None:
    frame = grid_rulings([0, 200], [0, 200])
    inner = grid_rulings([50, 100, 150], [50, 70, 90])
    (grid,) = _grids(frame + inner)
    assert grid.box == (50, 50, 150, 90)


_SIDES = st.lists(st.integers(1, 40), min_size=3, max_size=6, unique=True)


@given(_SIDES, _SIDES, st.data())
def test_cells_cover_every_place_once(
    columns: list[int], rows: list[int], data: st.DataObject
) -> None:
    xs, ys = sorted(10.0 * x for x in columns), sorted(10.0 * y for y in rows)
    outer = grid_rulings([xs[0], xs[-1]], [ys[0], ys[-1]])
    inner = [(a, y, b, y) for y in ys[1:-1] for a, b in itertools.pairwise(xs)]
    inner += [(x, a, x, b) for x in xs[1:-1] for a, b in itertools.pairwise(ys)]
    drawn = data.draw(st.lists(st.sampled_from(inner), unique=True))
    for grid in _grids(outer + drawn):
        covered = np.zeros_like(grid.owner)
        for number, cell in enumerate(grid.cells):
            area = np.s_[
                cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span
            ]
            covered[area] += 1
            assert (grid.owner[area] == number).all()
        assert (covered == 1).all()
        assert covered.shape == (len(grid.ys) - 1, len(grid.xs) - 1)
