"""What a run of `yiju` leaves, for the tests of its commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str


Yiju = Callable[..., Ended]
