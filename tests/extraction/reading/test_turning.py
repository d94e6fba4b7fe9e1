"""From user space to the shown page."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.turning import page_turning

_BOX = (10.0, 20.0, 110.0, 220.0)  # 100 wide, 200 high, not at the origin


@pytest.mark.parametrize(
    ("rotation", "size", "corner", "right_of_it", "reason"),
    [
        (0, (100, 200), (10, 220), (11, 220), "the top left corner is up in user space"),
        (90, (200, 100), (10, 20), (10, 21), "turned clockwise, the left side comes up"),
        (180, (100, 200), (110, 20), (109, 20), "upside down"),
        (270, (200, 100), (110, 220), (110, 219), "the right side comes up"),
        (360, (100, 200), (10, 220), (11, 220), "a full turn"),
        (-90, (200, 100), (110, 220), (110, 219), "the other way round"),
    ],
)
def test_where_the_shown_corner_is(
    rotation: int,
    size: tuple[float, float],
    corner: tuple[float, float],
    right_of_it: tuple[float, float],
    reason: str,
) -> None:
    turning = page_turning(_BOX, rotation)
    assert (turning.width, turning.height) == size, reason
    x, y = turning.points(
        np.array([corner[0], right_of_it[0]]), np.array([corner[1], right_of_it[1]])
    )
    assert x.tolist() == [0, 1], reason
    assert y.tolist() == [0, 0], reason


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_upright_text_runs_along_its_angle(rotation: int) -> None:
    turning = page_turning(_BOX, rotation)
    step = turning.upright_angle
    x, y = turning.points(
        np.array([50.0, 50 + math.cos(step)]), np.array([60.0, 60 + math.sin(step)])
    )
    assert x[1] - x[0] == pytest.approx(1)
    assert y[1] - y[0] == pytest.approx(0)


def test_a_box_given_from_another_corner_is_the_same_page() -> None:
    assert page_turning((110, 220, 10, 20), 0) == page_turning(_BOX, 0)


_PLACES = st.floats(-500, 500)


@given(
    st.tuples(_PLACES, _PLACES, _PLACES, _PLACES),
    st.sampled_from([0, 90, 180, 270]),
    st.lists(st.tuples(*[st.floats(0, 1)] * 4), min_size=1, max_size=5),
)
def test_boxes_inside_the_page_stay_inside_and_keep_their_area(
    page_box: tuple[float, float, float, float],
    rotation: int,
    shares: list[tuple[float, float, float, float]],
) -> None:
    turning = page_turning(page_box, rotation)
    wide, high = turning.right - turning.left, turning.top - turning.bottom
    boxes = np.array(
        [
            (
                turning.left + min(a, c) * wide,
                turning.bottom + min(b, d) * high,
                turning.left + max(a, c) * wide,
                turning.bottom + max(b, d) * high,
            )
            for a, b, c, d in shares
        ]
    )
    shown = turning.boxes(boxes)
    assert (shown[:, :2] <= shown[:, 2:]).all()
    assert (shown >= -1e-6).all()
    assert (shown[:, 2] <= turning.width + 1e-6).all()
    assert (shown[:, 3] <= turning.height + 1e-6).all()
    before = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    after = (shown[:, 2] - shown[:, 0]) * (shown[:, 3] - shown[:, 1])
    assert after == pytest.approx(before, abs=1e-6)
