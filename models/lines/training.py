"""Train the classifier of lines: folds by issuer, likelihoods calibrated on lines not taught.

The second pass learns from first-pass likelihoods of documents that the first has not seen, as
it will meet them. The released arrays are fitted on everything; the scores and the calibration
are those of the folds.
"""

from __future__ import annotations

import hashlib
import random
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from extraction.errors import UsageError
from extraction.learned import LINE_ROLES
from models.lines.features import LineLook, looks
from models.lines.model import Arrays
from models.lines.passes import COUNT, Array, Network, context, first_pass
from models.lines.printed import LabelledLayout, PrintedDocument, as_pages, as_text
from models.lines.rewording import reword

FOLDS = 3
SETTINGS = {"C": 0.3, "iterations": 40, "least": 3, "hidden": 32, "epochs": 14, "masked": 0.25}
_WORDS = frozenset("hHwe^$")  # features that hold the line's own characters
_NUMBER = {role: at for at, role in enumerate(LINE_ROLES)}

Targets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A labelled layout with its features and its fold."""

    labelled: LabelledLayout
    looks: tuple[LineLook, ...]
    targets: Targets
    fold: int


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """The arrays, and for each layout (as given) the likelihoods by the fold that left it out."""

    arrays: Arrays
    seen: tuple[Seen, ...]
    held_out: tuple[Array, ...]


def fold_of(issuer: str, *, salt: str = "") -> int:
    """Return an issuer's fold, 0 to `FOLDS` - 1; another ``salt`` deals them anew."""
    return hashlib.sha256((salt + issuer).encode()).digest()[0] % FOLDS


def layouts(
    documents: Iterable[PrintedDocument], *, seed: int, rewordings: int = 3
) -> list[LabelledLayout]:
    """Set each document as text, on pages, and both with reworded headings."""
    found: list[LabelledLayout] = []
    for document in documents:
        chance = random.Random(f"{seed} {document.name}")
        if document.written:
            found += [as_text(document), as_pages(document, chance)]
        else:
            found.append(as_pages(document, chance) if chance.random() < 0.7 else as_text(document))
        times = rewordings if document.written else 1
        for number in range(times):
            other = reword(document, chance)
            found.append(as_text(other) if number % 2 else as_pages(other, chance))
    return found


def train(
    labelled: Sequence[LabelledLayout],
    *,
    seed: int,
    salt: str = "",
    progress: Callable[[float], None] = lambda _: None,
) -> Trained:
    """Fit the two passes and the calibration.

    ``progress`` is told what share is done; ``salt`` deals the issuers to other folds. One thread
    works: these matrices are so small that several cost 5 to 20 times its CPU time in waiting.

    Raises `UsageError` (``nothing_to_learn``) where the layouts hold fewer than two roles or
    come from issuers of one fold.
    """
    seen = tuple(_see(one, salt) for one in labelled)
    kinds = {int(target) for one in seen for target in one.targets}
    if len(kinds) < 2 or len({one.fold for one in seen}) < FOLDS:
        raise UsageError(
            found=f"{len(seen)} layouts with {len(kinds)} roles",
            expected=f"at least two roles, and issuers in all {FOLDS} folds",
            hint="Name more documents, of several departments.",
            code="nothing_to_learn",
        )
    with threadpool_limits(limits=1):
        return _fit_and_calibrate(seen, seed=seed, progress=progress)


def _fit_and_calibrate(
    seen: tuple[Seen, ...], *, seed: int, progress: Callable[[float], None]
) -> Trained:
    folded: dict[int, Array] = {}
    for fold in range(FOLDS):
        names, weights = _fit_first([one for one in seen if one.fold != fold], seed=seed)
        vocabulary = {name: at for at, name in enumerate(names)}
        for at, one in enumerate(seen):
            if one.fold == fold:
                folded[at] = first_pass(one.looks, vocabulary, weights)
        progress((fold + 1) / (2 * FOLDS + 2))
    contexts = [context(one.looks, folded[at]) for at, one in enumerate(seen)]
    held_out: list[Array] = [np.zeros((0, COUNT), dtype=np.float32)] * len(seen)
    for fold in range(FOLDS):
        network = _fit_second(
            [(contexts[at], one.targets) for at, one in enumerate(seen) if one.fold != fold],
            seed=seed,
        )
        for at, one in enumerate(seen):
            if one.fold == fold and len(contexts[at]):
                held_out[at] = network.likelihoods(contexts[at])
        progress((FOLDS + fold + 1) / (2 * FOLDS + 2))
    names, weights = _fit_first(seen, seed=seed)
    network = _fit_second([(contexts[at], one.targets) for at, one in enumerate(seen)], seed=seed)
    steps, levels = _calibrated(held_out, seen)
    return Trained(Arrays(names, weights, network, steps, levels), seen, tuple(held_out))


def _see(labelled: LabelledLayout, salt: str) -> Seen:
    targets = np.array([_NUMBER[role] for role in labelled.roles], dtype=np.int64)
    found = tuple(looks(labelled.layout))
    if len(found) != len(targets):
        raise ValueError(f"{labelled.document.name}: {len(found)} lines, {len(targets)} roles")
    return Seen(labelled, found, targets, fold_of(labelled.document.issuer, salt=salt))


def _fit_first(seen: Sequence[Seen], *, seed: int) -> tuple[tuple[str, ...], Array]:
    """Fit the regression of the first pass; headings are taught a second time without words."""
    chance = random.Random(seed)
    counts = Counter(name for one in seen for look in one.looks for name in set(look.names))
    least = int(SETTINGS["least"])
    names = tuple(
        sorted(name for name, count in counts.items() if count >= least or name == "bias")
    )
    vocabulary = {name: at for at, name in enumerate(names)}
    rows: list[tuple[str, ...]] = []
    targets: list[int] = []
    for one in seen:
        for look, target in zip(one.looks, one.targets.tolist(), strict=True):
            rows.append(look.names)
            targets.append(target)
            is_heading = LINE_ROLES[target].startswith("heading_")
            if chance.random() < float(SETTINGS["masked"]) * (1 if is_heading else 0.2):
                rows.append(tuple(name for name in look.names if name[0] not in _WORDS))
                targets.append(target)
    matrix = _matrix(rows, vocabulary)
    learner = LogisticRegression(C=SETTINGS["C"], max_iter=int(SETTINGS["iterations"]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        learner.fit(matrix, targets)
    weights = np.full((len(names), COUNT), 0, dtype=np.float32)
    weights[vocabulary["bias"]] = -12.0  # roles that were never taught
    coefficients, intercepts = learner.coef_, learner.intercept_
    if len(learner.classes_) == 2:  # one row stands for both
        coefficients = np.vstack([-coefficients[0] / 2, coefficients[0] / 2])
        intercepts = np.array([-intercepts[0] / 2, intercepts[0] / 2])
    for place, role in enumerate(learner.classes_.tolist()):
        weights[:, role] = coefficients[place]
        weights[vocabulary["bias"], role] += intercepts[place]
    # As they will be read from the file.
    return names, weights.astype(np.float16).astype(np.float32)


def _matrix(rows: Sequence[tuple[str, ...]], vocabulary: dict[str, int]) -> object:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # with scikit-learn

    places: list[int] = []
    ends = [0]
    for row in rows:
        places += [at for name in row if (at := vocabulary.get(name)) is not None]
        ends.append(len(places))
    ones = np.ones(len(places), dtype=np.float32)
    return csr_matrix((ones, places, ends), shape=(len(rows), len(vocabulary)))


def _fit_second(parts: Sequence[tuple[Array, Targets]], *, seed: int) -> Network:
    matrix = np.vstack([part for part, _ in parts])
    targets = np.concatenate([target for _, target in parts])
    learner = MLPClassifier(
        hidden_layer_sizes=(int(SETTINGS["hidden"]),),
        max_iter=int(SETTINGS["epochs"]),
        alpha=1e-3,
        batch_size=256,
        learning_rate_init=2e-3,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        learner.fit(matrix, targets)
    first, second = learner.coefs_
    wide = np.zeros((second.shape[0], COUNT), dtype=np.float32)
    bias = np.full(COUNT, -12.0, dtype=np.float32)
    if len(learner.classes_) == 2:
        second = np.hstack([np.zeros_like(second), second])
        last = np.array([0.0, learner.intercepts_[1][0]])
    else:
        last = learner.intercepts_[1]
    wide[:, learner.classes_] = second
    bias[learner.classes_] = last
    return Network(
        np.asarray(first, dtype=np.float32),
        np.asarray(learner.intercepts_[0], dtype=np.float32),
        wide,
        bias,
    )


def _calibrated(
    likely: Sequence[Array], seen: Sequence[Seen]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Fit isotonic steps on the held-out lines that may be headings or were taken for them.

    Bodies and rows are many and easy: with them a confidence would say little of headings.
    """
    scores, right = [], []
    for one, found in zip(seen, likely, strict=True):
        if not len(found):
            continue
        best = found.argmax(axis=1)
        wanted = _is_heading(best) | _is_heading(one.targets)
        scores.append(found.max(axis=1)[wanted])
        right.append((best == one.targets)[wanted])
    every, good = np.concatenate(scores), np.concatenate(right).astype(float)
    if not len(every):
        return np.array([0.0, 1.0]), np.array([0.0, 1.0])
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(every, good)
    return (
        np.asarray(fitted.X_thresholds_, dtype=np.float64),
        np.asarray(fitted.y_thresholds_, dtype=np.float64),
    )


def _is_heading(roles: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    heads = np.array([role.startswith("heading_") for role in LINE_ROLES])
    return np.asarray(heads[roles], dtype=np.bool_)


def expected_error(scores: Array, right: npt.NDArray[np.bool_], *, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins."""
    place = np.minimum((scores * bins).astype(int), bins - 1)
    parts = (place == at for at in range(bins))
    gaps = [
        abs(scores[part].mean() - right[part].mean()) * part.mean() for part in parts if part.any()
    ]
    return float(sum(gaps))


def only(trained: Trained, *, written: bool) -> Trained:
    """Keep the layouts of documents with headings as written, or the others."""
    kept = [at for at, one in enumerate(trained.seen) if one.labelled.document.written == written]
    return replace(
        trained,
        seen=tuple(trained.seen[at] for at in kept),
        held_out=tuple(trained.held_out[at] for at in kept),
    )
