"""How far a scanned page is turned, and the page turned back."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from extraction.reading.ocr.engine import Grey, Quads

_LONG = 4.0  # a line's length in its heights from which its slope is worth measuring
_STEEPEST = 15.0  # degrees; what is turned further is no crooked scan
_LEAST = 0.04  # degrees; less moves the ends of a page-wide line by under a pixel


def turning_degrees(quads: Quads) -> float:
    """Return by how many degrees the lines fall to the right (negative: rise), 0 if unknown.

    The median over long lines, each counted by its length: a corner is a whole pixel, so
    short lines say little.
    """
    across = (quads[:, 1] + quads[:, 2] - quads[:, 0] - quads[:, 3]) / 2
    down = (quads[:, 3] + quads[:, 2] - quads[:, 0] - quads[:, 1]) / 2
    lengths = np.hypot(across[:, 0], across[:, 1])
    heights = np.hypot(down[:, 0], down[:, 1])
    slopes = np.degrees(np.arctan2(across[:, 1], across[:, 0]))
    counts = (lengths > _LONG * heights) & (np.abs(slopes) < _STEEPEST)
    if not counts.any():
        return 0.0
    slopes, lengths = slopes[counts], lengths[counts]
    order = np.argsort(slopes)
    reached = np.cumsum(lengths[order])
    # The weighted median, smoothed over the middle half: slopes come in steps of a pixel.
    inside = (reached >= 0.25 * reached[-1]) & (reached - lengths[order] <= 0.75 * reached[-1])
    return float(np.average(slopes[order][inside], weights=lengths[order][inside]))


def straightened(
    picture: Grey, quads: Quads, degrees: float
) -> tuple[Grey, Quads, NDArray[np.float64]]:
    """Turn the picture and the lines on it back by ``degrees`` around the picture's middle.

    The third is the (2, 3) map from the given picture to the straight one.
    """
    height, width = picture.shape
    if abs(degrees) < _LEAST:
        return picture, quads, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    import cv2

    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    paper = int(np.median(picture[::16, ::16]))
    straight = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper,)
    )
    corners = quads.reshape(-1, 2).astype(np.float64) @ turn[:, :2].T + turn[:, 2]
    return (
        np.asarray(straight, np.uint8),
        corners.reshape(-1, 4, 2).astype(np.float32),
        np.asarray(turn, np.float64),
    )


def quarter_turns(quads: Quads) -> int:
    """Return 1 where most print stands on its side (a table turned on the page), else 0."""
    if not len(quads):
        return 0
    wide = np.hypot(*(quads[:, 1] - quads[:, 0]).T)
    high = np.hypot(*(quads[:, 3] - quads[:, 0]).T)
    area = wide * high
    standing = float(area[high > 2 * wide].sum())
    lying = float(area[wide > 2 * high].sum())
    return 1 if standing > 2 * lying and not math.isclose(standing, 0.0) else 0
