"""Rules and trained classifiers over one narrative: each reads, one policy weighs."""

from __future__ import annotations

from extraction.combining.disagreements import Disagreement
from extraction.combining.legibility import weigh_legibility
from extraction.combining.narratives import NarrativeReading, read_narrative
from extraction.combining.passages import passage_of
from extraction.combining.policy import Policy, policy

__all__ = [
    "Disagreement",
    "NarrativeReading",
    "Policy",
    "passage_of",
    "policy",
    "read_narrative",
    "weigh_legibility",
]
