"""Which drawn paths are rulings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.rulings import THIN, Path, path_rulings

_SQUARE = [(10.0, 10.0), (60.0, 10.0), (60.0, 40.0), (10.0, 40.0), (10.0, 10.0)]


@pytest.mark.parametrize(
    ("points", "painted", "expected", "reason"),
    [
        ([(0, 5), (90, 5)], "stroke", [(0, 5, 90, 5)], "a line"),
        ([(90, 5), (0, 5)], "stroke", [(0, 5, 90, 5)], "drawn from the right"),
        ([(3, 0), (3.5, 90)], "stroke", [(3, 0, 3.5, 90)], "a line a little aslant"),
        ([(0, 0), (50, 50)], "stroke", [], "a diagonal"),
        ([(0, 5), (1, 5)], "stroke", [], "a dot"),
        ([(4, 4)], "stroke", [], "a single point"),
        (
            _SQUARE,
            "stroke",
            [(10, 10, 60, 10), (60, 10, 60, 40), (10, 40, 60, 40), (10, 10, 10, 40)],
            "the four sides of a stroked rectangle",
        ),
        (_SQUARE, "fill", [], "a shaded area has no sides"),
        (
            [(0, 0), (80, 0), (80, 1), (0, 1), (0, 0)],
            "fill",
            [(0, 0, 80, 1)],
            "a filled rectangle so thin that it is a line",
        ),
        (
            [(0, 0), (80, 0), (80, THIN + 0.5), (0, THIN + 0.5), (0, 0)],
            "fill",
            [],
            "a little too thick for a line",
        ),
        (
            [(0, 0), (80, 0), (80, 1), (0, 1), (0, 0)],
            "stroke",
            [(0, 0, 80, 1)],
            "a stroked sliver is one line and not four",
        ),
        (
            [(0, 0), (80, 0), (40, 30)],
            "stroke",
            [(0, 0, 80, 0)],
            "of another shape the straight sides only",
        ),
    ],
)
def test_rulings(
    points: list[tuple[float, float]],
    painted: str,
    expected: list[tuple[float, ...]],
    reason: str,
) -> None:
    path = Path([points], painted == "fill", painted == "stroke")
    found = path_rulings([path])
    assert sorted(map(tuple, found.tolist())) == sorted(expected), reason


def test_every_subpath_counts() -> None:
    path = Path([[(0.0, float(y)), (90.0, float(y))] for y in range(0, 100, 20)], False, True)
    assert path_rulings([path, path]).shape == (10, 4)


def test_no_paths() -> None:
    assert path_rulings([]).shape == (0, 4)


_POINTS = st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), max_size=8)


@given(st.lists(_POINTS, max_size=3), st.booleans(), st.booleans())
def test_a_ruling_is_upright_and_stands_in_its_paths_bounds(
    subpaths: list[list[tuple[float, float]]], filled: bool, stroked: bool
) -> None:
    for x0, y0, x1, y1 in path_rulings([Path(subpaths, filled, stroked)]).tolist():
        assert x0 <= x1
        assert y0 <= y1
        assert min(x1 - x0, y1 - y0) <= THIN
        assert any(
            min(x for x, _ in points) <= x0
            and x1 <= max(x for x, _ in points)
            and min(y for _, y in points) <= y0
            and y1 <= max(y for _, y in points)
            for points in subpaths
            if points
        )
