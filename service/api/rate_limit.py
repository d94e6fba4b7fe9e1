"""How many requests one caller may make: a bucket that fills as time goes."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

_MOST_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class RateLimit:
    """Allow ``per_minute`` requests of each caller, a minute's worth of them at once."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._per_second = per_minute / 60.0
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def wait_seconds(self, caller: str) -> int:
        """Take one request of ``caller``; 0, or the whole seconds after which to ask again."""
        now = self._clock()
        with self._lock:
            bucket = self._buckets.pop(caller, None) or _Bucket(self._most, now)
            bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._per_second)
            bucket.at = now
            # the one that has been quiet for longest stands first
            self._buckets[caller] = bucket
            if len(self._buckets) > _MOST_BUCKETS:
                del self._buckets[next(iter(self._buckets))]
            if bucket.left >= 1.0:
                bucket.left -= 1.0
                return 0
            return max(1, math.ceil((1.0 - bucket.left) / self._per_second))
