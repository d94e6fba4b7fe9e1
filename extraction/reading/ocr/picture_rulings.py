"""The ruled lines of a picture: long straight runs of ink that hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.reading.ocr.engine import Grey

_SHORTEST = 14.0  # points; longer than the strokes of print in tables
_LEAST_EXTENT = 47.0  # points; lines that hang together and span less are a large character
_AROUND = 15.0  # points; the neighbourhood whose mean tells ink from paper
_DARKER = 25  # grey levels by which ink is darker than its neighbourhood
_THICKEST = 4.0  # points; a bent line fills a box thicker than its pen

Boxes = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PictureRulings:
    """Rulings in pixels, one ``x0, y0, x1, y1`` a row, and the picture without them."""

    boxes: Boxes
    cleared: Grey

    @property
    def standing(self) -> Boxes:
        """The vertical rulings."""
        b = self.boxes
        return b[(b[:, 3] - b[:, 1]) > (b[:, 2] - b[:, 0])]


def find_rulings(picture: Grey, scale: float) -> PictureRulings:
    """Return the rulings of a straight picture with ``scale`` pixels per point."""
    import cv2

    around = 2 * round(_AROUND * scale / 2) + 1
    ink = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(3, around), _DARKER
    )
    length = max(3, round(_SHORTEST * scale))
    # Widened across its direction first: a line that is off by a fraction of a degree goes
    # on in the next row of pixels.
    lying = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, length), np.uint8)
    )
    standing = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)
    )
    both = cv2.dilate(cv2.max(lying, standing), np.ones((5, 5), np.uint8))
    _, groups, stats, _ = cv2.connectedComponentsWithStats(both)
    extent = np.maximum(stats[:, 2], stats[:, 3])
    kept = extent >= _LEAST_EXTENT * scale
    kept[0] = False
    if not kept.any():
        return PictureRulings(np.empty((0, 4), np.float32), picture)
    inside = kept[groups]
    boxes = []
    for mask in (lying, standing):
        _, _, found, _ = cv2.connectedComponentsWithStats(mask * inside.astype(np.uint8))
        for x, y, wide, high, _ in found[1:].tolist():
            if min(wide, high) <= _THICKEST * scale + 2:
                boxes.append((x, y, x + wide, y + high))
    cleared = picture.copy()
    erased = cv2.dilate(cv2.max(lying, standing) * inside.astype(np.uint8), np.ones((3, 3)))
    cleared[erased > 0] = np.uint8(np.median(picture[::16, ::16]))
    return PictureRulings(np.array(boxes, np.float32).reshape(-1, 4), cleared)
