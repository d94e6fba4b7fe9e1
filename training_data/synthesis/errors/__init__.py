"""Errors put into sound documents, one at a time: what a reconciliation rule has to find.

An error changes what is printed, before it is set on pages. It says which rule has to find it
and what it printed in the wrong place, so that a finding can be told to be about it.
``PAIRED_ERRORS`` make two documents that disagree with each other.
"""

from __future__ import annotations

import random

from training_data.synthesis.errors.classes import ERRORS, ErrorClass
from training_data.synthesis.errors.pairs import (
    PAIRED_ERRORS,
    PairedError,
    SpoiledPair,
    move_years,
)
from training_data.synthesis.errors.printed import Blocks, Spoiled

__all__ = [
    "ERRORS",
    "PAIRED_ERRORS",
    "ErrorClass",
    "PairedError",
    "Spoiled",
    "SpoiledPair",
    "move_years",
    "spoil",
]


def spoil(blocks: Blocks, error: ErrorClass, *, seed: int) -> Spoiled | None:
    """Put one error into a document's blocks; ``None`` where it has no place for it."""
    return error.inject(blocks, random.Random(f"{error.rule} {seed}"))
