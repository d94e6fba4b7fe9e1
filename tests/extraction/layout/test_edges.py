"""Rulings → straight, snapped, joined edges."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.edges import Edges, cluster, find_edges
from extraction.layout.settings import DEFAULT_SETTINGS


def _edges(rulings: Sequence[tuple[float, ...]]) -> tuple[list[tuple[float, ...]], ...]:
    found = find_edges(np.array(rulings, np.float32).reshape(-1, 4), DEFAULT_SETTINGS)
    return tuple(_rows(edges) for edges in found)


def _rows(edges: Edges) -> list[tuple[float, ...]]:
    table = np.column_stack((edges.at, edges.start, edges.stop)).round(2)
    return [tuple(row) for row in table.tolist()]


@pytest.mark.parametrize(
    ("rulings", "horizontal", "vertical", "reason"),
    [
        ([(10, 50, 90, 50)], [(50, 10, 90)], [], "a line"),
        ([(10, 50, 90, 52)], [(51, 10, 90)], [], "a thick line lies on its middle"),
        ([(10, 20, 11, 90)], [], [(10.5, 20, 90)], "a standing one"),
        (
            [(10, 50, 90, 50), (10, 52, 90, 52)],
            [(51, 10, 90)],
            [],
            "a double line is one",
        ),
        (
            [(10, 50, 90, 50), (10, 50.4, 290, 50.4)],
            [(50.31, 10, 290)],
            [],
            "the longer one says more about where they lie",
        ),
        (
            [(10, 50, 90, 50), (91, 50.5, 200, 50.5)],
            [(50.29, 10, 200)],
            [],
            "drawn cell by cell with a small gap and a little off",
        ),
        (
            [(10, 50, 90, 50), (120, 50, 200, 50)],
            [(50, 10, 90), (50, 120, 200)],
            [],
            "two lines at one height with a gap between",
        ),
        (
            [(10, 50, 200, 50), (40, 50, 90, 50)],
            [(50, 10, 200)],
            [],
            "one inside the other",
        ),
        (
            [(10, 50, 90, 50), (10, 60, 90, 60)],
            [(50, 10, 90), (60, 10, 90)],
            [],
            "ten points apart are two",
        ),
        ([], [], [], "nothing is drawn"),
    ],
)
def test_find_edges(
    rulings: list[tuple[float, ...]],
    horizontal: list[tuple[float, ...]],
    vertical: list[tuple[float, ...]],
    reason: str,
) -> None:
    lying, standing = _edges(rulings)
    assert lying == [pytest.approx(row, abs=0.02) for row in horizontal], reason
    assert standing == [pytest.approx(row, abs=0.02) for row in vertical], reason


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=30), st.floats(0, 50))
def test_groups_are_apart_and_without_gaps(values: list[float], tolerance: float) -> None:
    groups = cluster(np.array(values), tolerance).tolist()
    order = sorted(range(len(values)), key=values.__getitem__)
    for a, b in itertools.pairwise(order):
        assert (groups[a] == groups[b]) == (values[b] - values[a] <= tolerance)
    assert set(groups) == set(range(max(groups) + 1))


_SPANS = st.tuples(st.integers(0, 300), st.integers(0, 20), st.integers(5, 200))


@given(st.lists(_SPANS, max_size=20))
def test_lines_cover_what_the_rulings_covered(spans: list[tuple[int, int, int]]) -> None:
    rulings = [(x, 10.0 * row, x + wide, 10.0 * row) for x, row, wide in spans]
    lying, standing = _edges(rulings)
    assert standing == []
    for x0, y, x1, _ in rulings:
        assert any(at == y and start <= x0 and x1 <= stop for at, start, stop in lying)
    for (at, _, stop), (next_at, start, _) in itertools.pairwise(lying):
        assert at < next_at or stop + DEFAULT_SETTINGS.join_points < start
