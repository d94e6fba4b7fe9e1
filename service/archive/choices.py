"""What a run can be asked for, by name."""

from __future__ import annotations

from typing import Literal

Engine = Literal["local", "ray"]
Again = Literal["failed", "all", "older-than-model"]
