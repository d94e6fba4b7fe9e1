"""Edges → intersections → grids of cells with row and column spans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.layout.edges import Edges, cluster
from extraction.layout.settings import LayoutSettings

Doubles = NDArray[np.float64]
_SHORTEST_SIDE = 4.0  # points; a row lower or a column narrower than this holds no print


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its first row and column, and how many of each it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table of one page: ascending ``xs`` and ``ys``, cells, and who covers what.

    ``owner[row, column]`` is the index in ``cells`` of the cell that covers that place.
    """

    xs: Doubles
    ys: Doubles
    cells: tuple[GridCell, ...]
    owner: NDArray[np.int32]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])


def find_grids(horizontal: Edges, vertical: Edges, settings: LayoutSettings) -> list[Grid]:
    """Return the grids that touching edges form, from top to bottom.

    A group of edges that encloses a single area is a frame around text, not a table.
    """
    if len(horizontal) < 2 or not len(vertical):
        return []
    grids = []
    for lying, standing in _touching_groups(horizontal, vertical, settings):
        grid = _grid(lying, standing, settings)
        if grid is not None and len(grid.cells) > 1:
            grids.append(grid)
    grids.sort(key=lambda grid: grid.box[1])
    return grids


def _touching_groups(
    horizontal: Edges, vertical: Edges, settings: LayoutSettings
) -> list[tuple[Edges, Edges]]:
    slack = settings.touch_points
    meets = (
        (vertical.at[None, :] >= horizontal.start[:, None] - slack)
        & (vertical.at[None, :] <= horizontal.stop[:, None] + slack)
        & (horizontal.at[:, None] >= vertical.start[None, :] - slack)
        & (horizontal.at[:, None] <= vertical.stop[None, :] + slack)
    )
    groups = []
    waiting = meets.any(axis=1)
    while waiting.any():
        lying = np.zeros(len(horizontal), bool)
        lying[np.argmax(waiting)] = True
        while True:
            standing: NDArray[np.bool_] = np.any(meets[lying], axis=0)
            grown: NDArray[np.bool_] = np.any(meets[:, standing], axis=1)
            if (grown == lying).all():
                break
            lying = grown
        waiting &= ~lying
        groups.append((_pick(horizontal, lying), _pick(vertical, standing)))
    return groups


def _pick(edges: Edges, mask: NDArray[np.bool_]) -> Edges:
    return Edges(edges.at[mask], edges.start[mask], edges.stop[mask])


def _grid(lying: Edges, standing: Edges, settings: LayoutSettings) -> Grid | None:
    xs = _coordinates(standing.at, lying.start.min(), lying.stop.max(), settings)
    ys = _coordinates(lying.at, standing.start.min(), standing.stop.max(), settings)
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls = _covered(standing, xs, ys, settings)
    floors = _covered(lying, ys, xs, settings).T
    cells, owner = _cells(walls, floors)
    return Grid(xs, ys, cells, owner)


def _coordinates(places: Doubles, low: float, high: float, settings: LayoutSettings) -> Doubles:
    """Return the distinct places, with the far ends added where lines stand out beyond them."""
    found = np.unique(places)
    if low < found[0] - settings.open_side_points:
        found = np.concatenate(([low], found))
    if high > found[-1] + settings.open_side_points:
        found = np.concatenate((found, [high]))
    groups = cluster(found, _SHORTEST_SIDE)
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    return found[firsts]


def _covered(
    edges: Edges, places: Doubles, along: Doubles, settings: LayoutSettings
) -> NDArray[np.bool_]:
    """Tell which boundary carries an edge: [i, j] is the boundary places[i] beside interval j."""
    middles = (along[:-1] + along[1:]) / 2
    at = np.abs(edges.at[:, None] - places[None, :]).argmin(axis=1)
    covered = np.zeros((len(places), len(middles)), bool)
    spans = (middles[None, :] >= edges.start[:, None] - settings.touch_points) & (
        middles[None, :] <= edges.stop[:, None] + settings.touch_points
    )
    np.logical_or.at(covered, at, spans)
    return covered


def _cells(
    walls: NDArray[np.bool_], floors: NDArray[np.bool_]
) -> tuple[tuple[GridCell, ...], NDArray[np.int32]]:
    """Grow each free place to the right and down until an edge stands in the way.

    ``walls[i, row]`` is the edge left of column i, ``floors[column, j]`` the one above row j.
    """
    column_count, row_count = walls.shape[0] - 1, floors.shape[1] - 1
    wall_at = walls.tolist()
    floor_at = floors.tolist()
    owner = [[-1] * column_count for _ in range(row_count)]
    cells: list[GridCell] = []
    for row in range(row_count):
        for column in range(column_count):
            if owner[row][column] >= 0:
                continue
            right = column + 1
            while right < column_count and not wall_at[right][row] and owner[row][right] < 0:
                right += 1
            below = row + 1
            while below < row_count and _open_below(wall_at, floor_at, column, right, below):
                below += 1
            for r in range(row, below):
                for c in range(column, right):
                    owner[r][c] = len(cells)
            cells.append(GridCell(row, column, below - row, right - column))
    return tuple(cells), np.array(owner, np.int32)


def _open_below(
    wall_at: list[list[bool]],
    floor_at: list[list[bool]],
    column: int,
    right: int,
    row: int,
) -> bool:
    """Tell whether the area over columns ``column`` to ``right`` goes on into ``row``."""
    if any(floor_at[c][row] for c in range(column, right)):
        return False
    return not any(wall_at[c][row] for c in range(column + 1, right))
