"""Ranking and acceptance of registry candidates, learned (scikit-learn) and calibrated."""

from __future__ import annotations

from models.links.ranker import TrainedRanker
from models.links.released import released_ranker

__all__ = ["TrainedRanker", "released_ranker"]
