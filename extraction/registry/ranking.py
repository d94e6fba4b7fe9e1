"""How likely a candidate is the regulation meant: the protocol, and a ranker by rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extraction.registry.evidence import Evidence


class LinkRanker(Protocol):
    """Scores the candidates of one citation.

    name    what stands in reports
    accept  a citation is linked from this score on …
    margin  … where no other candidate comes as near as this
    """

    @property
    def name(self) -> str: ...
    @property
    def accept(self) -> float: ...
    @property
    def margin(self) -> float: ...

    def scores(self, candidates: Sequence[Evidence]) -> list[float]:
        """Return each candidate's probability, 0 to 1, of being the regulation meant."""
        ...


_FITTING = frozenset({"none", "same", "here"})


class RuleRanker:
    """Scores by hand-set steps: what a careful clerk would take for certain, and no more."""

    name = "rules"
    accept = 0.8
    margin = 0.1

    def scores(self, candidates: Sequence[Evidence]) -> list[float]:
        """Return each candidate's score; the steps stand in ``_score``."""
        return [_score(each) for each in candidates]


def _score(e: Evidence) -> float:
    if e.title == "absent":
        base = 0.97 if e.number == "same" else 0.0
    elif e.number == "same":
        base = 0.99 if e.likeness == 1.0 else 0.3 + 0.7 * e.likeness
    elif e.likeness == 1.0:
        base = {"absent": 0.95, "near": 0.7, "same_count": 0.7, "differs": 0.4}.get(e.number, 0.0)
        # A law keeps its title through its versions, each with a number of its own.
        base = max(base, 0.9) if e.lasting and e.title != "carried" else base
        # A notice of four words is everybody's.
        base -= 0.3 if e.length < 4 and not e.lasting else 0.0
    else:
        slips = 0.95 if (e.lost or e.added) and e.edits <= 2 and e.length >= 10 else 0.85
        base = slips * e.likeness**2 if e.number == "absent" else 0.4 * e.likeness**2
        # Nothing but the kind word: a slip of the pen, where no other rule has the matter.
        base = 0.85 if e.kind and e.number == "absent" and e.place in _FITTING else base
        base *= 0.5 if e.numerals else 1.0
    if e.place in ("differs", "elsewhere") and e.number != "same":
        base *= 0.4 if e.place == "differs" or e.title == "near" else 0.85
    if (e.issuer == "differs" or e.code == "differs") and e.number != "same":
        base *= 0.6
    if e.edition:
        base *= 0.75
    return base
