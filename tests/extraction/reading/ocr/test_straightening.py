"""How far a page is turned, and the way back."""

from __future__ import annotations

import numpy as np
import pytest

from extraction.reading.ocr.engine import Quads
from extraction.reading.ocr.straightening import quarter_turns, straightened, turning_degrees
from tests.extraction.reading.ocr.drawing import bar, paper


def lines(
    degrees: float, *, count: int = 20, length: float = 1000.0, height: float = 30.0
) -> Quads:
    """Return quads of text lines that fall by ``degrees``, corners on whole pixels."""
    fall = np.tan(np.radians(degrees)) * length
    quads = [
        [
            (100, 100 + 50 * row),
            (100 + length, 100 + 50 * row + fall),
            (100 + length, 100 + 50 * row + fall + height),
            (100, 100 + 50 * row + height),
        ]
        for row in range(count)
    ]
    return np.array(quads, np.float32).round().astype(np.float32)


@pytest.mark.parametrize("degrees", [0.0, 0.5, -0.5, 1.2, -3.0])
def test_the_turn_of_a_page(degrees: float) -> None:
    assert turning_degrees(lines(degrees)) == pytest.approx(degrees, abs=0.05)


@pytest.mark.parametrize(
    ("quads", "reason"),
    [
        (np.empty((0, 4, 2), np.float32), "an empty page"),
        (lines(2.0, length=60.0), "short lines say nothing"),
        (lines(40.0), "print across a stamp"),
    ],
)
def test_an_unknown_turn_is_none(quads: Quads, reason: str) -> None:
    assert turning_degrees(quads) == 0.0, reason


def test_a_turned_line_lies_straight_again() -> None:
    picture = paper(400, 800)
    for x in range(100, 700):
        y = 200 + round(np.tan(np.radians(1.0)) * (x - 400))
        bar(picture, x, y, x + 1, y + 3)
    quads = lines(1.0, count=1, length=600.0, height=3.0)
    straight, moved, turn = straightened(picture, quads, 1.0)
    rows = np.flatnonzero((straight < 128).any(axis=1))
    assert rows.max() - rows.min() < 6
    assert abs(float(moved[0, 0, 1] - moved[0, 1, 1])) < 1.0
    assert turn.shape == (2, 3)


def test_a_straight_page_is_left_alone() -> None:
    picture = paper(40, 80)
    assert straightened(picture, lines(0.0), 0.01)[0] is picture


def test_print_that_stands_on_its_side() -> None:
    assert quarter_turns(lines(0.0)) == 0
    # corners are named as they are shown: a standing line's top left is its first line's end
    assert quarter_turns(lines(0.0)[:, [0, 3, 2, 1], ::-1]) == 1
    assert quarter_turns(np.empty((0, 4, 2), np.float32)) == 0
