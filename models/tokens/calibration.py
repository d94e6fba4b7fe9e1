"""Raw confidences → shares that are right, by isotonic regression on what was not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Below this many held-out entities a label is calibrated with all others together.
LEAST = 150
ALL = "*"
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
    """Fit each label with at least `LEAST` entities alone, and all together."""
    from sklearn.isotonic import IsotonicRegression

    everything = list(judged)
    groups = {ALL: everything, **_by_label(everything)}
    steps: dict[str, tuple[_Floats, _Floats]] = {}
    for label, ones in groups.items():
        if not ones or (label != ALL and len(ones) < LEAST):
            continue
        raw = np.array([one.raw for one in ones])
        right = np.array([one.right for one in ones], dtype=np.float64)
        fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(raw, right)
        steps[label] = (
            np.asarray(fitted.X_thresholds_, dtype=np.float64),
            # Never quite sure: nobody has seen every text.
            np.clip(np.asarray(fitted.y_thresholds_, dtype=np.float64), 0.01, 0.995),
        )
    return Calibration(steps)


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


def _by_label(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(one.label, []).append(one)
    return found
