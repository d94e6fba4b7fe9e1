"""Train the links ranker: corrupted copies of registry entries → weights, calibration, threshold.

Works are split, never citations: those that calibrate and set the threshold are not fitted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from extraction.registry import Catalogue, Context, IssuerCode, Linker, Work
from extraction.registry.evidence import Cited, Evidence, prepare
from extraction.registry.possible import may_be_meant
from models.links.features import NAMES, rows
from models.links.ranker import TrainedRanker
from training_data.citations.cases import LinkCase, cited, make_cases, split_works

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

_HELD_OUT = 0.2  # works that no registry holds, so that unknown is learned too
_CHECKING = 0.4
_STRENGTH = 3.0  # inverse of the regularisation
# Precision asked of what is linked; above the goal of 0.99, for other documents differ.
_PRECISION = 0.995
_MARGINS = (0.05, 0.1, 0.2, 0.3, 0.5)
_PLAUSIBLE = 0.3


def parted(works: Sequence[Work], *, seed: int) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    """Split works into those to fit on and those to calibrate, set the threshold and judge by."""
    return split_works(works, seed=seed, held_out_share=_CHECKING)


@dataclass(frozen=True, slots=True)
class Example:
    """One citation with its candidates: a row of features each, and which one is right.

    ``right`` is the candidate's place, ``None`` where none is to be linked.
    """

    rows: npt.NDArray[np.float64]
    right: int | None


def examples(
    works: Sequence[Work], codes: Iterable[IssuerCode], *, seed: int, per_work: int
) -> Iterator[Example]:
    """Yield examples from a registry of ``works``, of which some are held out."""
    registered, _ = split_works(works, seed=seed, held_out_share=_HELD_OUT)
    linker = Linker(Catalogue(registered, codes))
    for case in make_cases(works, seed=seed, held_out_share=_HELD_OUT, per_work=per_work):
        found = [
            (entry.id, evidence)
            for entry, evidence in linker.candidates(asked(case))
            if may_be_meant(evidence)
        ]
        # Of a tie no candidate is wrong; a conflict is told by rule, before any score counts.
        if found and case.truth.status in ("linked", "unknown"):
            yield example(found, case.truth.work_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ranker does on examples: how many it links, how many rightly, how many it could."""

    linked: int
    right: int
    linkable: int

    @property
    def precision(self) -> float:
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.linkable if self.linkable else 1.0


def outcome(ranker: TrainedRanker, found: Sequence[Example]) -> Outcome:
    """Count what ``ranker`` links of ``found`` at its own threshold and margin."""
    linked = right = 0
    for one in found:
        is_linked, is_right, _ = decide(ranker, one)
        linked, right = linked + is_linked, right + (is_linked and is_right)
    return Outcome(linked, right, sum(one.right is not None for one in found))


def decide(ranker: TrainedRanker, one: Example) -> tuple[bool, bool, float]:
    """Return whether the best candidate is linked, whether it is the right one, and its score."""
    score, second, correct = _top(ranker, one)
    return score >= ranker.accept and not _tied(score, second, ranker.margin), correct, score


def asked(case: LinkCase) -> Cited:
    """Return a case's citation as the linker compares it."""
    citation = cited(case)
    return prepare(
        title=citation.title,
        doc_number=citation.doc_number,
        issuer=citation.issuer,
        edition=citation.version,
        place=case.place or "",
    )


def context_of(case: LinkCase) -> Context:
    """Return the context in which a case's citation stands."""
    return Context(case.place or "", f"{case.year}-01-01")


def train(fitting: Sequence[Example], checking: Sequence[Example], *, name: str) -> TrainedRanker:
    """Fit on ``fitting``; calibrate and choose the threshold on ``checking``.

    Raises ValueError where one of the two holds no right or no wrong candidate.
    """
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(*_table(fitting))
    values, right = _values(model, checking)
    levels = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(values, right)
    steps, levels = _middles(
        values, np.clip(levels, 1 / (len(right) + 2), 1 - 1 / (len(right) + 2))
    )
    ranker = TrainedRanker(
        name=name,
        accept=1.0,
        margin=1.0,
        bias=round(float(model.intercept_[0]), 4),
        weights=np.round(model.coef_[0], 4),
        steps=np.round(steps, 4),
        levels=np.round(levels, 5),
    )
    accept, margin = _threshold(ranker, checking)
    return replace(ranker, accept=accept, margin=margin)


def _middles(
    values: npt.NDArray[np.float64], levels: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return each plateau's mean value and level; between them the curve rises evenly.

    The plateaus themselves would give thousands of citations one score.
    """
    found, place, counts = np.unique(levels, return_inverse=True, return_counts=True)
    return np.bincount(place, weights=values) / counts, found


def example(found: Sequence[tuple[str, Evidence]], work_id: str | None) -> Example:
    """Make an example of the candidates (ids and evidence) of one citation."""
    ids = [each for each, _ in found]
    right = ids.index(work_id) if work_id in ids else None
    return Example(np.array(rows([evidence for _, evidence in found])), right)


def _table(
    found: Sequence[Example],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    table = np.concatenate([each.rows for each in found]).reshape(-1, len(NAMES))
    return table, np.concatenate([_labels(each) for each in found])


def _labels(one: Example) -> npt.NDArray[np.int64]:
    labels = np.zeros(len(one.rows), dtype=np.int64)
    if one.right is not None:
        labels[one.right] = 1
    return labels


def _values(
    model: LogisticRegression, found: Sequence[Example]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    table, labels = _table(found)
    values: npt.NDArray[np.float64] = model.decision_function(table)
    return values, labels


def _threshold(ranker: TrainedRanker, checking: Sequence[Example]) -> tuple[float, float]:
    """Return the acceptance and margin that link most at the precision asked."""
    best: tuple[int, float, float] = (-1, 1.0, 1.0)
    scored = [_top(ranker, each) for each in checking]
    for margin in _MARGINS:
        decided = sorted(
            ((score, right) for score, second, right in scored if not _tied(score, second, margin)),
            reverse=True,
        )
        linked = correct = 0
        for at, (score, right) in enumerate(decided):
            linked, correct = linked + 1, correct + right
            whole = at + 1 == len(decided) or decided[at + 1][0] < score
            if whole and score >= 0.5 and correct / linked >= _PRECISION and correct > best[0]:
                best = (correct, score, margin)
    return best[1], best[2]


def _tied(score: float, second: float, margin: float) -> bool:
    return second >= _PLAUSIBLE and score - second < margin


def _top(ranker: TrainedRanker, one: Example) -> tuple[float, float, bool]:
    """Return the best score, the second best (0 for none), and whether the best is right."""
    values = np.interp(one.rows @ ranker.weights + ranker.bias, ranker.steps, ranker.levels)
    order = np.argsort(-values, kind="stable")
    second = float(values[order[1]]) if len(order) > 1 else 0.0
    return float(values[order[0]]), second, one.right == int(order[0])
