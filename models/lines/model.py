"""The classifier of lines: loaded from plain arrays where they fit, asked for roles.

A model is two files: ``NAME.npz`` (arrays, no objects) and ``NAME.card.json``, its card.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from extraction.layout import Layout
from extraction.learned import LINE_ROLES, LineRole
from models.cards import read_model, write_model, wrong_model
from models.lines.features import FEATURE_VERSION, looks
from models.lines.passes import CONTEXT, COUNT, Array, Network, context, first_pass

KIND = "lines"
FORM = "yiju.lines.1"
_NEWLINE = "\n"


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """What is learned. ``weights`` is (features, roles), a row for each feature's name.

    ``steps`` and ``levels`` turn the likelihood of the likeliest role into a confidence.
    """

    names: tuple[str, ...]
    weights: Array
    network: Network
    steps: npt.NDArray[np.float64]
    levels: npt.NDArray[np.float64]


class LineClassifier:
    """Says of each line of a layout what it is; implements `LineRoles`."""

    def __init__(self, arrays: Arrays, *, version: str) -> None:
        self._arrays, self._version = arrays, version
        self._vocabulary = {name: at for at, name in enumerate(arrays.names)}

    @property
    def version(self) -> str:
        """The model's name."""
        return self._version

    def likelihoods(self, layout: Layout) -> Array:
        """Return (lines, roles), not calibrated; the columns are those of `LINE_ROLES`."""
        seen = looks(layout)
        likely = first_pass(seen, self._vocabulary, self._arrays.weights)
        return self._arrays.network.likelihoods(context(seen, likely)) if seen else likely

    def roles(self, layout: Layout) -> Sequence[LineRole]:
        """Return a role for each line of the layout's paragraphs, in reading order."""
        likely = self.likelihoods(layout)
        if not len(likely):
            return ()
        best = likely.argmax(axis=1)
        sure = np.interp(likely.max(axis=1), self._arrays.steps, self._arrays.levels)
        return [
            LineRole(LINE_ROLES[role], confidence)
            for role, confidence in zip(best.tolist(), sure.tolist(), strict=True)
        ]


def save(arrays: Arrays, model: Path, *, name: str, facts: Mapping[str, object]) -> None:
    """Write ``model`` and its card beside it, whole or not at all; the card last."""
    held = io.BytesIO()
    np.savez_compressed(
        held,
        names=np.frombuffer(_NEWLINE.join(arrays.names).encode(), dtype=np.uint8),
        weights=arrays.weights.astype(np.float16),
        first=arrays.network.first,
        first_bias=arrays.network.first_bias,
        second=arrays.network.second,
        second_bias=arrays.network.second_bias,
        steps=arrays.steps,
        levels=arrays.levels,
    )
    card = {
        "name": name,
        "form": FORM,
        "features": FEATURE_VERSION,
        "roles": list(LINE_ROLES),
        **facts,
    }
    write_model(held.getvalue(), model, card=card)


def load(model: Path) -> LineClassifier:
    """Load a model after checking it against its card and this code's features and roles.

    Raises `ModelError` (``wrong_model``) where anything does not fit.
    """
    card, data = read_model(
        model,
        kind=KIND,
        fits={"form": FORM, "features": FEATURE_VERSION, "roles": list(LINE_ROLES)},
    )
    try:
        return LineClassifier(_arrays(data), version=str(card["name"]))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise wrong_model(model, str(error), kind=KIND) from error


def _arrays(data: bytes) -> Arrays:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        names = held["names"].tobytes().decode().split(_NEWLINE)
        network = Network(
            *(cast(Array, held[key]) for key in ("first", "first_bias", "second", "second_bias"))
        )
        arrays = Arrays(
            tuple(names),
            held["weights"].astype(np.float32),
            network,
            held["steps"].astype(np.float64),
            held["levels"].astype(np.float64),
        )
    hidden = len(network.first_bias)
    shapes = (
        (arrays.weights, (len(names), COUNT)),
        (network.first, (CONTEXT, hidden)),
        (network.second, (hidden, COUNT)),
        (network.second_bias, (COUNT,)),
    )
    for array, shape in shapes:
        if array.shape != shape:
            raise ValueError(f"an array of {array.shape} instead of {shape}")
        if not np.isfinite(array).all():
            raise ValueError("numbers that are not finite")
    if "bias" not in names:
        raise ValueError("a vocabulary without bias")
    steps, levels = arrays.steps, arrays.levels
    if not len(steps) or steps.shape != levels.shape or np.any(np.diff(steps) < 0):
        raise ValueError("a calibration that is empty or not in order")
    return arrays
