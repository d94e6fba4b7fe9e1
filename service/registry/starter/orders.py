"""Orders of the State Council (国务院令) are one series: a number tells its year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from statistics import median

_ORDER = re.compile(
    r"(?:中华人民共和国)?(?:国务院)?(?:中央军事委员会)?(?:国务院|国|中央军事委员会)令第(\d+)号"
)
_NEIGHBOURS = 6
_ENOUGH = 5
_FAR = 18
_FARTHEST = 60
_LONGEST_OFF = 400


def order_serial(doc_number: str | None) -> int | None:
    """Return the serial number of an order of the State Council, alone or with 中央军委."""
    found = _ORDER.fullmatch(doc_number) if doc_number else None
    return int(found[1]) if found else None


class OrderSeries:
    """When each order was issued, as far as its neighbours in the series tell."""

    def __init__(self, dated: Iterable[tuple[int, str]]) -> None:
        """Take (serial, first date) of every regulation with an order's number."""
        self._known = sorted((serial, date.fromisoformat(day)) for serial, day in dated)
        self._serials = [serial for serial, _ in self._known]

    def expected(self, serial: int) -> date | None:
        """Return about when an order was issued, ``None`` far from every known one."""
        at = bisect_left(self._serials, serial)
        near = [
            day.toordinal()
            for known, day in self._known[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
            if abs(known - serial) <= _FAR
        ]
        if len(near) >= _ENOUGH:
            return date.fromordinal(int(median(near)))
        # Late numbers are known sparsely: between the last before and the first after.
        around = [
            self._known[place]
            for place in (at - 1, at + (at < len(self._serials) and self._serials[at] == serial))
            if 0 <= place < len(self._known) and abs(self._serials[place] - serial) <= _FARTHEST
        ]
        if len(around) < 2 or around[0][0] == around[1][0]:
            return None
        (low, first), (high, last) = around
        share = (serial - low) / (high - low)
        return first + (last - first) * share

    def nearest(self, serial: int, days: Iterable[str]) -> str | None:
        """Return the day that an order of this serial was issued on, ``None`` for none of them."""
        full = [day for day in days if len(day) == len("2000-01-01")]
        expected = self.expected(serial)
        if expected is None:
            return self._after_the_last(serial, full)
        best = min(full, key=lambda day: _apart(day, expected), default=None)
        return best if best and _apart(best, expected) <= _LONGEST_OFF else None

    def _after_the_last(self, serial: int, days: list[str]) -> str | None:
        """Return the only day after the last known order, for a serial beyond it."""
        at = bisect_left(self._serials, serial)
        if not at or at < len(self._serials) - 1:
            return None
        last = max(day for _, day in self._known[:at])
        later = [day for day in days if date.fromisoformat(day) > last]
        return later[0] if len(later) == 1 else None


def _apart(day: str, other: date) -> int:
    return abs((date.fromisoformat(day) - other).days)
