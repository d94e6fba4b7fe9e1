"""How rule and classifier combine: the one place that decides, from measured shares.

Both see the same: the value counts, with the confidence measured for agreement. Only the
classifier sees something: it counts from a least confidence on. Only the rule does: it counts
unless it was measured to be wrong more often than right there. They differ at one place: the
classifier counts from the confidence on at which it was measured to be right more often than that
rule, whatever it needs where no rule sees anything. What does not count is kept as a disagreement.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from extraction.learned import TokenLabelName

Side = Literal["rule", "model", "neither"]
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class LabelPolicy:
    """What was measured for one label, see ``policy.toml``."""

    name: TokenLabelName
    accept: float
    agreed: float


@dataclass(frozen=True, slots=True)
class RulePolicy:
    """What was measured for one rule, see ``policy.toml``."""

    name: str
    silent: float
    against: float


@dataclass(frozen=True, slots=True)
class Policy:
    """The table, by label and by rule."""

    labels: Mapping[TokenLabelName, LabelPolicy]
    rules: Mapping[str, RulePolicy]

    def decide(self, label: TokenLabelName, rule: str | None, confidence: float | None) -> Side:
        """Say whose reading of a place counts, where the two are not the same.

        ``rule`` is the rule that found something there, ``confidence`` the classifier's in what
        it found there; ``None`` where one of them found nothing.
        """
        known = self.rules.get(rule) if rule is not None else None
        accepted = (
            confidence is not None
            and label in self.labels
            and confidence >= self.labels[label].accept
        )
        if rule is None:
            return "model" if accepted else "neither"
        if confidence is None:
            return "rule" if known is None or known.silent >= _EVEN else "neither"
        if known is not None and confidence > known.against:
            return "model"
        return "rule"

    def agreed(self, label: TokenLabelName, confidence: float) -> float:
        """Return the confidence of what both see; never below the rule's own."""
        return max(confidence, self.labels[label].agreed) if label in self.labels else confidence


@cache
def policy() -> Policy:
    """Load ``policy.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("policy.toml").read_text("utf-8"))
    return Policy(
        MappingProxyType({row["name"]: LabelPolicy(**row) for row in data["label"]}),
        MappingProxyType({row["name"]: RulePolicy(**row) for row in data.get("rule", ())}),
    )
