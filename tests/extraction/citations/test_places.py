"""Ranges by place, held to the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.citations.places import Places

_RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(_RANGES, st.integers(0, 30), st.integers(0, 30))
def test_places_agree_with_the_plain_definition(
    ranges: list[tuple[int, int]], start: int, end: int
) -> None:
    places, kept = Places(), list[tuple[int, int]]()
    for first, last in ranges:
        fits = first < last and not any(a < last and first < b for a, b in kept)
        assert places.take(first, last) is fits
        kept += [(first, last)] * fits
    end = max(start, end)
    assert places.overlaps(start, end) is any(a < end and start < b for a, b in kept)
    assert places.end_before(start) == max((b for _, b in kept if b <= start), default=0)


def test_a_range_may_touch_another() -> None:
    places = Places([(0, 3), (3, 5)])
    assert places.overlaps(2, 3)
    assert not places.overlaps(5, 9)
    assert not places.overlaps(3, 3)
