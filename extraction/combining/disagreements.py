"""Where rule and classifier read one place differently: evidence for whoever looks again."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.combining.policy import Side
from extraction.learned import TokenLabelName


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two readings of one place, half-open offsets into the document's text.

    ``rule`` and ``model`` are what each took, ``None`` where it saw nothing; ``by`` is the rule's
    name, ``confidence`` the classifier's; ``chosen`` says whose reading became the value.
    """

    label: TokenLabelName
    start: int
    end: int
    rule: str | None
    model: str | None
    by: str | None
    confidence: float | None
    chosen: Side
