"""Which drawn paths are rulings: lines, sides of rectangles, thin filled rectangles."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from extraction.reading.turning import Doubles

THIN = 3.0  # points; the thickest table line in print is 2.25 pt (Word's widest simple border)
STRAIGHT = 0.8  # points by which the two ends of a line may differ across its direction
SHORTEST = 2.0  # points; shorter strokes are dots, dashes and glyph parts


class Path(NamedTuple):
    """A drawn path: its subpaths' points in user space, and how it is painted."""

    subpaths: list[list[tuple[float, float]]]
    filled: bool
    stroked: bool


def path_rulings(paths: Iterable[Path]) -> Doubles:
    """Return the rulings among ``paths`` as rows ``x0, y0, x1, y1`` with x0 <= x1, y0 <= y1."""
    rows: list[tuple[float, float, float, float]] = []
    for path in paths:
        for points in path.subpaths:
            if len(points) < 2:
                continue
            xs, ys = zip(*points, strict=True)
            x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
            wide, high = x1 - x0, y1 - y0
            if wide <= THIN or high <= THIN:
                if max(wide, high) >= SHORTEST:
                    rows.append((x0, y0, x1, y1))
            elif path.stroked:
                rows.extend(_straight_sides(points))
    return np.array(rows, np.float64).reshape(-1, 4)


def straight_rulings(ends: Doubles) -> Doubles:
    """Return the rulings among lines and boxes, each row two ends: ``x, y, x, y``."""
    low = np.minimum(ends[:, :2], ends[:, 2:])
    high = np.maximum(ends[:, :2], ends[:, 2:])
    extent = high - low
    is_ruling = (extent.min(axis=1) <= THIN) & (extent.max(axis=1) >= SHORTEST)
    rows: Doubles = np.hstack((low, high))[is_ruling]
    return rows


def _straight_sides(
    points: list[tuple[float, float]],
) -> Iterable[tuple[float, float, float, float]]:
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        wide, high = abs(xb - xa), abs(yb - ya)
        if min(wide, high) <= STRAIGHT and max(wide, high) >= SHORTEST:
            yield min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
