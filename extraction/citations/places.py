"""Ranges of flat text that are taken, looked up by place in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Range = tuple[int, int]


class Places:
    """Ranges that do not overlap, in ascending order."""

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in ranges:
            self.take(start, end)

    def take(self, start: int, end: int) -> bool:
        """Add the range unless it overlaps one that is there; tell whether it was added."""
        if start >= end or self.overlaps(start, end):
            return False
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a range that is there shares a character with ``start`` to ``end``.

        An empty range overlaps the one that it stands inside of, not one that it touches.
        """
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def end_before(self, place: int) -> int:
        """Return where the last range that ends at or before ``place`` ends, 0 without one."""
        at = bisect_right(self._ends, place)
        return self._ends[at - 1] if at else 0
