"""A Chinese token classifier: characters → labelled spans with a raw confidence."""

from __future__ import annotations

from models.tokens.crf import Found, TokenTagger, train
from models.tokens.features import Matches
from models.tokens.scoring import Difference, EntityScores, compare, score

__all__ = [
    "Difference",
    "EntityScores",
    "Found",
    "Matches",
    "TokenTagger",
    "compare",
    "score",
    "train",
]
