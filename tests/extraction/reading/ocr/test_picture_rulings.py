"""Rulings of a picture: what is one and what is print."""

from __future__ import annotations

import numpy as np

from extraction.reading.ocr.picture_rulings import find_rulings
from tests.extraction.reading.ocr.drawing import PAPER, bar, paper

SCALE = 200 / 72


def test_a_grid_is_found_and_taken_off_the_picture() -> None:
    picture = paper(600, 800)
    for y in (100, 200, 300):
        bar(picture, 100, y, 700, y + 2)
    for x in (100, 400, 700):
        bar(picture, x, 100, x + 2, 302)
    bar(picture, 150, 130, 180, 160)  # a character
    found = find_rulings(picture, SCALE)
    wide = found.boxes[:, 2] - found.boxes[:, 0]
    high = found.boxes[:, 3] - found.boxes[:, 1]
    assert (int((wide > high).sum()), len(found.standing)) == (3, 3)
    middles = sorted(((found.standing[:, 0] + found.standing[:, 2]) / 2).tolist())
    assert np.allclose(middles, [101, 401, 701], atol=1.5)
    assert int(found.cleared[200, 300]) > 200
    assert int(found.cleared[145, 165]) < 50


def test_strokes_of_print_are_no_rulings() -> None:
    picture = paper(600, 800)
    bar(picture, 100, 100, 170, 108)  # 一 in a title of 26 points
    bar(picture, 300, 100, 370, 106)  # 十
    bar(picture, 332, 70, 338, 140)
    found = find_rulings(picture, SCALE)
    assert not len(found.boxes)
    assert found.cleared is picture


def test_a_grey_line_on_grey_paper() -> None:
    picture = paper(400, 800)
    picture[:] = 225
    picture[200:202, 50:750] = 150
    assert len(find_rulings(picture, SCALE).boxes) == 1
    assert int(find_rulings(picture, SCALE).cleared.min()) == 225 < PAPER
