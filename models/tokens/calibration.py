"""Raw confidences → shares that are right, by isotonic regression on what was not trained on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Below this many held-out entities a label is calibrated with all others together.
LEAST = 50
ALL = "*"
# How far labels lie apart, in log odds, as long as nothing else is known.
_SPREAD = 0.3
_LEAST_SHARE = 1e-4
_BINS = 10
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A held-out entity: what the model was sure of, and whether it was right."""

    label: str
    raw: float
    right: bool


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """For each label, or `ALL`: raw confidences in order and the share right at each."""

    steps: Mapping[str, tuple[_Floats, _Floats]]

    def confidence(self, label: str, raw: float) -> float:
        """Return the calibrated confidence, 0 to 1; the raw one where nothing was measured."""
        known = self.steps.get(label) or self.steps.get(ALL)
        return raw if known is None else float(np.interp(raw, *known))

    def to_json(self) -> dict[str, list[list[float]]]:
        """Return plain numbers for a card."""
        return {
            label: [np.round(raw, 6).tolist(), np.round(right, 4).tolist()]
            for label, (raw, right) in self.steps.items()
        }


@dataclass(frozen=True, slots=True)
class Bin:
    """Entities of like confidence: how many, their mean confidence, the share right."""

    count: int
    confidence: float
    right: float


def fit(judged: Iterable[Judged]) -> Calibration:
    """Fit one rising line over all findings, moved for each label with at least `LEAST` of them.

    What a label is more or less often right than all others moves its raw confidences, in log odds
    and no further than its findings carry; over the moved ones isotonic regression gives the share
    right. Labels calibrated each alone were worse on departments left out: few findings of one
    label say little of texts by others.
    """
    everything = list(judged)
    if not everything:
        return Calibration({})
    counts = Counter(one.label for one in everything)
    labels = [ALL, *sorted(name for name, count in counts.items() if count >= LEAST)]
    odds = _log_odds(np.array([one.raw for one in everything]))
    right = np.array([one.right for one in everything], dtype=np.float64)
    slope, shifts = _moved(odds, right, [one.label for one in everything], labels)
    moved = slope * odds + np.array([shifts.get(one.label, 0.0) for one in everything])
    at, shares = _rising(moved, right)
    # Never quite sure: nobody has seen every text.
    shares = np.clip(shares, 0.01, 0.995)
    return Calibration(
        {name: (_share((at - shifts.get(name, 0.0)) / slope), shares) for name in labels}
    )


def _moved(
    odds: _Floats, right: _Floats, names: Sequence[str], labels: Sequence[str]
) -> tuple[float, dict[str, float]]:
    """Return how raw log odds are stretched, and how far each label's are moved."""
    from sklearn.linear_model import LogisticRegression

    if np.all(right == right[0]):
        return 1.0, {}
    places = {name: at for at, name in enumerate(labels)}
    columns = np.zeros((len(odds), len(labels) + 1))
    columns[:, -1] = odds
    for row, name in enumerate(names):
        if name in places:
            columns[row, places[name]] = _SPREAD
    weights = LogisticRegression(max_iter=1000).fit(columns, right > 0.5).coef_[0]
    slope = float(weights[-1])
    if slope <= 0.0:  # the raw confidence says nothing: what is right is right by chance
        return 1.0, {}
    return slope, {name: float(weights[at]) * _SPREAD for name, at in places.items()}


def _rising(at: _Floats, right: _Floats) -> tuple[_Floats, _Floats]:
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(at, right)
    return (
        np.asarray(fitted.X_thresholds_, dtype=np.float64),
        np.asarray(fitted.y_thresholds_, dtype=np.float64),
    )


def _log_odds(share: _Floats) -> _Floats:
    bounded = np.clip(share, _LEAST_SHARE, 1.0 - _LEAST_SHARE)
    return np.asarray(np.log(bounded / (1.0 - bounded)), dtype=np.float64)


def _share(odds: _Floats) -> _Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def from_json(value: object) -> Calibration:
    """Read what `Calibration.to_json` gives.

    Raises ValueError where it is of another form.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a calibration that is no object")
    steps: dict[str, tuple[_Floats, _Floats]] = {}
    for label, pair in value.items():
        try:
            raw, right = (np.asarray(one, dtype=np.float64) for one in pair)
        except (TypeError, ValueError) as error:
            raise ValueError(f"the calibration of {label}: {error}") from error
        ordered = raw.ndim == 1 and len(raw) > 0 and bool(np.all(np.diff(raw) >= 0))
        inside = right.shape == raw.shape and bool(np.all((right >= 0) & (right <= 1)))
        if not ordered or not inside:
            raise ValueError(f"the calibration of {label} is no rising line from 0 to 1")
        steps[str(label)] = (raw, right)
    return Calibration(steps)


def bins_of(judged: Sequence[Judged], *, bins: int = _BINS) -> tuple[Bin, ...]:
    """Put confidences into ``bins`` of equal width; empty ones are left out."""
    found = []
    for at in range(bins):
        ones = [one for one in judged if min(int(one.raw * bins), bins - 1) == at]
        if ones:
            sure = sum(one.raw for one in ones) / len(ones)
            found.append(Bin(len(ones), sure, sum(one.right for one in ones) / len(ones)))
    return tuple(found)


def expected_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap between confidence and share right."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / max(total, 1)


def chance_error(bins: Sequence[Bin], *, different: float = 1.0) -> float:
    """Return the expected calibration error that chance alone gives to perfect confidences.

    ``different`` is the share of the entities that are no copies of others: a copy is no further
    evidence. The mean of |x| is sqrt(2 / pi) deviations; a bin's share right deviates by
    sqrt(p (1 - p) / n).
    """
    total = sum(one.count for one in bins)
    return sum(
        one.count
        * math.sqrt(2 * one.confidence * (1 - one.confidence) / (math.pi * one.count * different))
        for one in bins
    ) / max(total, 1)


def crossed(judged: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Calibrate each fold by the others and return all, their ``raw`` now calibrated."""
    found: list[Judged] = []
    for at, fold in enumerate(judged):
        others = [one for place, other in enumerate(judged) if place != at for one in other]
        by_others = fit(others)
        found += [
            Judged(one.label, by_others.confidence(one.label, one.raw), one.right) for one in fold
        ]
    return found
