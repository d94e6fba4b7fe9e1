"""A Chinese token classifier: characters → labelled spans with a raw confidence."""

from __future__ import annotations

from models.tokens.crf import Example, Found, TokenTagger, fit, train
from models.tokens.scoring import Difference, EntityScores, compare, score

__all__ = [
    "Difference",
    "EntityScores",
    "Example",
    "Found",
    "TokenTagger",
    "compare",
    "fit",
    "score",
    "train",
]
