"""The gate: may this candidate take the place of the live model?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.tallies import Change, Tally, compare

MOST_LOST = 0.02  # of a label's F1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found on the frozen set; ``reasons`` say why it refuses, none if it opens."""

    overall: Change
    labels: Mapping[str, Change]
    reasons: tuple[str, ...]

    @property
    def passes(self) -> bool:
        return not self.reasons

    def to_json(self) -> dict[str, object]:
        """Return the verdict as JSON values."""
        return {
            "passes": self.passes,
            "reasons": list(self.reasons),
            "overall": change_to_json(self.overall),
            "labels": {label: change_to_json(one) for label, one in self.labels.items()},
        }


def judge(live: Tally, candidate: Tally) -> Verdict:
    """Refuse a candidate that is worse than live beyond the interval, or that loses more than
    `MOST_LOST` on any one label."""
    overall, labels = compare(live, candidate)
    reasons: list[str] = []
    if overall.high < 0:
        reasons.append(
            f"F1 {_shown(overall.before)} → {_shown(overall.after)}, worse beyond the interval "
            f"({overall.low:+.4f} to {overall.high:+.4f})"
        )
    for label, change in labels.items():
        # Rounded, for 0.96 less 0.94 is a little more than 0.02 to a computer.
        if change.difference is not None and round(change.difference, 9) < -MOST_LOST:
            reasons.append(
                f"{label}: F1 {_shown(change.before)} → {_shown(change.after)}, "
                f"a loss of more than {MOST_LOST * 100:.0f} points"
            )
    return Verdict(overall, labels, tuple(reasons))


def change_to_json(change: Change) -> dict[str, object]:
    """Return a change as JSON values, with four places."""

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "before": rounded(change.before),
        "after": rounded(change.after),
        "difference": rounded(change.difference),
        "interval": [round(change.low, 4), round(change.high, 4)],
        "real": change.is_real,
    }


def _shown(f1: float | None) -> str:
    return "–" if f1 is None else f"{f1:.4f}"
