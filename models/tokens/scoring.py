"""Strict entity scores: a span counts only where start, end and label are all right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.scores import Counts
from training_data.formats import Span

_SAMPLES = 2000
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A bootstrap interval of 95 %."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class EntityScores:
    """The counts over all labels and for each; ``interval`` is of the overall F1.

    ``intervals`` are those of each label, from the same resamples.
    """

    overall: Counts
    by_label: dict[str, Counts]
    interval: Interval
    intervals: dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of the second tagger less F1 of the first, with its interval.

    ``p`` is the two-sided share of resamples in which the sign is not that of ``f1``; real where
    the interval does not hold 0.
    """

    f1: float
    interval: Interval
    p: float


def score(
    gold: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]], *, seed: int = 0
) -> EntityScores:
    """Score the entities found in each sentence; sentences are resampled for the interval.

    Raises ValueError where the two are not of the same number of sentences.
    """
    sets = [(set(right), set(guess)) for right, guess in zip(gold, found, strict=True)]
    labels = sorted({span.label for one in sets for spans in one for span in spans})
    drawn = _resampled(len(sets), seed)
    by_label: dict[str, Counts] = {}
    intervals: dict[str, Interval] = {}
    for label in labels:
        table = _table(
            [[span for span in ours if span.label == label] for ours, _ in sets],
            [[span for span in theirs if span.label == label] for _, theirs in sets],
        )
        right, guessed, asked = (int(total) for total in table.sum(axis=0))
        by_label[label] = Counts(right, guessed - right, asked - right)
        intervals[label] = _interval(_f1(drawn @ table))
    return EntityScores(
        sum(by_label.values(), Counts()),
        by_label,
        _interval(_f1(drawn @ _table(gold, found))),
        intervals,
    )


def compare(
    gold: Sequence[Iterable[Span]],
    first: Sequence[Iterable[Span]],
    second: Sequence[Iterable[Span]],
    *,
    seed: int = 0,
) -> Difference:
    """Hold two taggers against each other on the same resamples of sentences (paired bootstrap)."""
    one, two = _table(gold, first), _table(gold, second)
    drawn = _resampled(len(one), seed)
    values = _f1(drawn @ two) - _f1(drawn @ one)
    total = float((_f1(two.sum(axis=0, keepdims=True)) - _f1(one.sum(axis=0, keepdims=True)))[0])
    lower, upper = float(np.mean(values <= 0)), float(np.mean(values >= 0))
    return Difference(total, _interval(values), min(1.0, 2 * min(lower, upper)))


def _table(
    gold: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]]
) -> npt.NDArray[np.float64]:
    """Return for each sentence: right, found, to be found."""
    sets = [(set(right), set(guess)) for right, guess in zip(gold, found, strict=True)]
    return np.array(
        [(len(one & two), len(two), len(one)) for one, two in sets], dtype=np.float64
    ).reshape(-1, 3)


def _resampled(size: int, seed: int) -> npt.NDArray[np.float64]:
    """Return how often each sentence stands in each resample, (resamples, sentences)."""
    if not size:
        return np.zeros((_SAMPLES, 0))
    generator = np.random.default_rng(seed)
    return generator.multinomial(size, np.full(size, 1 / size), size=_SAMPLES).astype(np.float64)


def _f1(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    below = sums[:, 1] + sums[:, 2]
    return np.where(below > 0, 2 * sums[:, 0] / np.maximum(below, 1), 1.0)


def _interval(values: npt.NDArray[np.float64]) -> Interval:
    low, high = np.quantile(values, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return Interval(float(low), float(high))
