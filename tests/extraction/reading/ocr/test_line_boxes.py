"""Boxes of lines, cut at the rulings between cells."""

from __future__ import annotations

import numpy as np

from extraction.reading.ocr.line_boxes import line_boxes

QUAD = np.array([[(100, 50), (500, 52), (500, 82), (100, 80)]], np.float32)
NONE = np.empty((0, 4), np.float32)


def test_a_line_stands_in_the_box_around_its_corners() -> None:
    assert line_boxes(QUAD, NONE, (400, 800)).tolist() == [[100, 50, 501, 83]]


def test_a_line_over_a_ruling_is_two() -> None:
    rulings = np.array([[298, 0, 302, 400]], np.float32)
    assert line_boxes(QUAD, rulings, (400, 800)).tolist() == [
        [100, 50, 298, 83],
        [302, 50, 501, 83],
    ]


def test_rulings_beside_a_line_cut_nothing() -> None:
    rulings = np.array([[298, 200, 302, 400], [96, 0, 101, 400], [499, 0, 503, 400]], np.float32)
    assert len(line_boxes(QUAD, rulings, (400, 800))) == 1


def test_a_line_outside_the_picture_is_none() -> None:
    assert not len(line_boxes(QUAD, NONE, (40, 90)))
