"""What was found of each label, document by document: scores with intervals, paired comparisons.

Documents are resampled, never their lines or entities: those of one document are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.scores import Counts, sum_counts

_SAMPLES = 2000
_LEVEL = 0.95

Tally = Mapping[str, Mapping[str, Counts]]  # document → label → counts
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts with the bootstrap interval (95 %) of their F1; ``f1`` is None where undefined."""

    counts: Counts
    low: float
    high: float

    @property
    def f1(self) -> float | None:
        return self.counts.f1


@dataclass(frozen=True, slots=True)
class Change:
    """F1 of ``after`` less F1 of ``before`` with its paired bootstrap interval (95 %).

    ``difference`` is None where one of the two has no F1: nothing to find and nothing found.
    """

    before: float | None
    after: float | None
    difference: float | None
    low: float
    high: float

    @property
    def is_real(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def scores(tally: Tally, *, seed: int = 0) -> tuple[Score, dict[str, Score]]:
    """Return the score over all labels and that of each label, in order of name."""
    drawn = _drawn(len(tally), seed)
    by_label = {
        label: _score([held.get(label, Counts()) for held in tally.values()], drawn)
        for label in labels_of(tally)
    }
    return _score([sum_counts(held.values()) for held in tally.values()], drawn), by_label


def compare(before: Tally, after: Tally, *, seed: int = 0) -> tuple[Change, dict[str, Change]]:
    """Hold two tallies of the same documents against each other, overall and for each label.

    Raises ValueError where the documents are not the same.
    """
    if set(before) != set(after):
        raise ValueError(f"tallies of other documents: {sorted(set(before) ^ set(after))[:3]}")
    documents = sorted(before)
    drawn = _drawn(len(documents), seed)

    def change(label: str | None) -> Change:
        one, two = (
            [
                sum_counts(tally[name].values())
                if label is None
                else tally[name].get(label, Counts())
                for name in documents
            ]
            for tally in (before, after)
        )
        first, second = sum_counts(one).f1, sum_counts(two).f1
        if first is None or second is None:
            return Change(first, second, None, 0.0, 0.0)
        low, high = _interval(_f1(drawn @ _table(two)) - _f1(drawn @ _table(one)))
        return Change(first, second, second - first, low, high)

    labels = sorted({*labels_of(before), *labels_of(after)})
    return change(None), {label: change(label) for label in labels}


def labels_of(tally: Tally) -> list[str]:
    """Return the labels of which something was found or was to be found, in order of name."""
    return sorted({label for held in tally.values() for label in held})


def score_to_json(score: Score) -> dict[str, object]:
    """Return a score as JSON values, ratios with four places."""
    values = {"precision": score.counts.precision, "recall": score.counts.recall, "f1": score.f1}
    return {
        **{name: None if one is None else round(one, 4) for name, one in values.items()},
        "interval": [round(score.low, 4), round(score.high, 4)],
        "count": score.counts.true_positive + score.counts.false_negative,
    }


def scores_to_json(tally: Tally) -> dict[str, object]:
    """Return the scores of a tally as a card holds them."""
    overall, by_label = scores(tally)
    return {
        "documents": len(tally),
        "overall": score_to_json(overall),
        "labels": {label: score_to_json(score) for label, score in by_label.items()},
    }


def _score(counts: list[Counts], drawn: _Floats) -> Score:
    low, high = _interval(_f1(drawn @ _table(counts)))
    return Score(sum_counts(counts), low, high)


def _table(counts: list[Counts]) -> _Floats:
    """Return for each document: right, found, to be found."""
    return np.array(
        [
            (
                one.true_positive,
                one.true_positive + one.false_positive,
                one.true_positive + one.false_negative,
            )
            for one in counts
        ],
        dtype=np.float64,
    ).reshape(-1, 3)


def _drawn(size: int, seed: int) -> _Floats:
    """Return how often each document stands in each resample, (resamples, documents)."""
    if not size:
        return np.zeros((_SAMPLES, 0))
    generator = np.random.default_rng(seed)
    return generator.multinomial(size, np.full(size, 1 / size), size=_SAMPLES).astype(np.float64)


def _f1(sums: _Floats) -> _Floats:
    below = sums[:, 1] + sums[:, 2]
    return np.where(below > 0, 2 * sums[:, 0] / np.maximum(below, 1), 1.0)


def _interval(values: _Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return float(low), float(high)
