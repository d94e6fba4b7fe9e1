"""Pictures for tests, drawn by hand: white paper, dark bars."""

from __future__ import annotations

import numpy as np

from extraction.reading.ocr.engine import Grey

PAPER, INK = 250, 20


def paper(height: int, width: int) -> Grey:
    """Return an empty page."""
    return np.full((height, width), PAPER, np.uint8)


def bar(picture: Grey, x0: int, y0: int, x1: int, y1: int) -> None:
    """Fill a box with ink."""
    picture[y0:y1, x0:x1] = INK
