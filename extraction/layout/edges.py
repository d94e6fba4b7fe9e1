"""Rulings → edges: straight, snapped to common coordinates, joined end to end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.layout.settings import LayoutSettings

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edges:
    """Parallel edges: ``at`` is the coordinate they lie on, ``start`` to ``stop`` their extent."""

    at: Doubles
    start: Doubles
    stop: Doubles

    def __len__(self) -> int:
        return len(self.at)


def find_edges(rulings: NDArray[np.float32], settings: LayoutSettings) -> tuple[Edges, Edges]:
    """Return (horizontal, vertical) edges of an (n, 4) array of rulings.

    A ruling lies along its longer side, on the middle of its shorter one.
    """
    boxes = rulings.astype(np.float64)
    wide = boxes[:, 2] - boxes[:, 0]
    high = boxes[:, 3] - boxes[:, 1]
    lying = boxes[wide >= high]
    standing = boxes[high > wide]
    horizontal = Edges((lying[:, 1] + lying[:, 3]) / 2, lying[:, 0], lying[:, 2])
    vertical = Edges((standing[:, 0] + standing[:, 2]) / 2, standing[:, 1], standing[:, 3])
    return _snap_and_join(horizontal, settings), _snap_and_join(vertical, settings)


def cluster(values: Doubles, tolerance: float) -> NDArray[np.intp]:
    """Number the groups of ``values`` whose sorted neighbours are at most ``tolerance`` apart.

    >>> cluster(np.array([1.0, 9.0, 2.0]), 1.5).tolist()
    [0, 1, 0]
    """
    order = np.argsort(values, kind="stable")
    steps = np.diff(values[order], prepend=values[order[:1]]) > tolerance
    groups = np.empty(len(values), np.intp)
    groups[order] = np.cumsum(steps)
    return groups


def _snap_and_join(edges: Edges, settings: LayoutSettings) -> Edges:
    if not len(edges):
        return edges
    groups = cluster(edges.at, settings.snap_points)
    lengths = np.maximum(edges.stop - edges.start, 1e-6)
    totals = np.bincount(groups, lengths)
    at = (np.bincount(groups, edges.at * lengths) / totals)[groups]
    order = np.lexsort((edges.start, groups))
    groups, at = groups[order], at[order]
    start, stop = edges.start[order], edges.stop[order]
    joined: list[tuple[float, float, float]] = []
    last_group = -1
    for group, place, begin, end in zip(
        groups.tolist(), at.tolist(), start.tolist(), stop.tolist(), strict=True
    ):
        if group == last_group and begin <= joined[-1][2] + settings.join_points:
            if end > joined[-1][2]:
                joined[-1] = (place, joined[-1][1], end)
        else:
            joined.append((place, begin, end))
            last_group = group
    table = np.array(joined, np.float64)
    return Edges(table[:, 0], table[:, 1], table[:, 2])
