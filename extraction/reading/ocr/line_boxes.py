"""Upright boxes of lines on a straight page, cut where rulings part them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extraction.reading.ocr.engine import Quads

Boxes = NDArray[np.float32]

_NARROWEST = 0.35  # of a line's height; a narrower rest holds no character


def line_boxes(quads: Quads, standing: Boxes, shape: tuple[int, int]) -> Boxes:
    """Return ``x0, y0, x1, y1`` of each line in pixels, inside a picture of ``shape``.

    ``standing`` are the vertical rulings: a line that one of them crosses is two lines of
    neighbouring cells.
    """
    boxes: list[tuple[float, float, float, float]] = []
    height, width = shape
    for quad in quads:
        x0, y0 = (float(one) for one in quad.min(axis=0))
        x1, y1 = (float(one) for one in quad.max(axis=0))
        x0, x1 = max(0.0, x0), min(float(width), x1 + 1)
        y0, y1 = max(0.0, y0), min(float(height), y1 + 1)
        middle, least = (y0 + y1) / 2, _NARROWEST * (y1 - y0)
        cuts = sorted(
            (float(left), float(right))
            for left, top, right, bottom in standing.tolist()
            if top <= middle <= bottom and left < x1 - least and right > x0 + least
        )
        start = x0
        for left, right in (*cuts, (x1, x1)):
            if left - start > least and y1 - y0 >= 2:
                boxes.append((start, y0, left, y1))
            start = max(start, right)
    return np.array(boxes, np.float32).reshape(-1, 4)
