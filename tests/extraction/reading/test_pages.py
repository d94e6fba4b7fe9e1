"""The records that readers yield."""

from __future__ import annotations

import numpy as np
import pytest

from extraction.reading.pages import ASCENT, DESCENT, Glyphs, no_glyphs


def _glyphs() -> Glyphs:
    numbers = np.arange(3, dtype=np.float32)
    return Glyphs(
        "项目a", numbers, numbers + 1, numbers + 50, numbers + 10, np.zeros(3, np.int32), ("S",)
    )


def test_top_and_bottom_enclose_one_em() -> None:
    glyphs = _glyphs()
    assert (glyphs.bottom - glyphs.top) == pytest.approx(glyphs.size, rel=1e-5)
    assert glyphs.top[0] == pytest.approx(50 - ASCENT * 10)
    assert glyphs.bottom[0] == pytest.approx(50 + DESCENT * 10)


@pytest.mark.parametrize("keep", [np.array([True, False, True]), np.array([0, 2])])
def test_take_by_mask_or_by_place(keep: np.ndarray[tuple[int], np.dtype[np.intp]]) -> None:
    taken = _glyphs().take(keep)
    assert (len(taken), taken.text) == (2, "项a")
    assert taken.baseline.tolist() == [50, 52]
    assert taken.fonts == ("S",)


def test_take_can_reorder() -> None:
    assert _glyphs().take(np.array([2, 0])).text == "a项"


def test_an_empty_page() -> None:
    empty = no_glyphs()
    assert len(empty) == len(empty.top) == 0
    assert len(empty.take(np.zeros(0, bool))) == 0
