"""The learned ranker: a logistic regression over a candidate's evidence, in plain numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from extraction.registry import Evidence
from models.cards import wrong_model
from models.links.features import NAMES, rows

KIND = "links"
FORM = "yiju.links.1"


@dataclass(frozen=True, slots=True, eq=False)
class TrainedRanker:
    """Scores candidates; implements `LinkRanker`.

    ``weights`` has one number for each feature of `NAMES`; ``steps`` and ``levels`` turn the
    regression's value into a calibrated probability (isotonic regression, linear between).
    """

    name: str
    accept: float
    margin: float
    bias: float
    weights: npt.NDArray[np.float64]
    steps: npt.NDArray[np.float64]
    levels: npt.NDArray[np.float64]

    def scores(self, candidates: Sequence[Evidence]) -> list[float]:
        """Return each candidate's probability of being the regulation meant."""
        if not candidates:
            return []
        values = np.array(rows(candidates)) @ self.weights + self.bias
        calibrated: list[float] = np.interp(values, self.steps, self.levels).tolist()
        return calibrated


def to_json(ranker: TrainedRanker) -> str:
    """Return a ranker as the text of its file."""
    return json.dumps(
        {
            "form": FORM,
            "name": ranker.name,
            "accept": ranker.accept,
            "margin": ranker.margin,
            "bias": ranker.bias,
            "weights": dict(zip(NAMES, ranker.weights.tolist(), strict=True)),
            "calibration": {"steps": ranker.steps.tolist(), "levels": ranker.levels.tolist()},
        },
        ensure_ascii=False,
        indent=1,
    )


def from_json(text: str, *, source: Path) -> TrainedRanker:
    """Read a ranker; ``source`` names it in errors.

    Raises `ModelError` where the file is cut short, of another form, or made for other features.
    """
    try:
        data = cast(Mapping[str, object], json.loads(text))
        if data["form"] != FORM:
            raise ValueError(f"the form {data['form']!r}")
        weights = cast(Mapping[str, float], data["weights"])
        if tuple(weights) != NAMES:
            raise ValueError(f"features {sorted(set(weights) ^ set(NAMES))[:5]}")
        calibration = cast(Mapping[str, Sequence[float]], data["calibration"])
        ranker = TrainedRanker(
            name=str(data["name"]),
            accept=float(cast(float, data["accept"])),
            margin=float(cast(float, data["margin"])),
            bias=float(cast(float, data["bias"])),
            weights=np.array(list(weights.values()), dtype=np.float64),
            steps=np.array(calibration["steps"], dtype=np.float64),
            levels=np.array(calibration["levels"], dtype=np.float64),
        )
        numbers = (ranker.accept, ranker.margin, ranker.bias, *ranker.weights.tolist())
        ordered = bool(np.all(np.diff(ranker.steps) >= 0)) and len(ranker.steps) > 0
        if not all(map(math.isfinite, numbers)) or not ordered:
            raise ValueError("numbers that are not finite or not in order")
        if len(ranker.steps) != len(ranker.levels):
            raise ValueError("a calibration of two lengths")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise wrong_model(source, str(error), kind=KIND) from error
    return ranker
