"""Train the token classifier of our task: cross-validate, calibrate, fit on everything, write.

The split is by issuer. What a fold's model finds in the documents left out gives the scores of
the card, the calibration, and nothing else: the model that is written learns from all documents.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from models.scores import Counts
from models.tokens import calibration
from models.tokens.calibration import Judged, bins_of, chance_error, crossed, expected_error
from models.tokens.cards import renew_card
from models.tokens.crf import Example, Found
from models.tokens.documents import Origin, TaskDocument, examples_of
from models.tokens.learners import FILES
from models.tokens.learners import learner as learner_of
from models.tokens.material import checked, folds_of
from models.tokens.scoring import Interval, score

FOLDS = 3
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A document and what a model found in each of its passages that never saw its issuer."""

    document: TaskDocument
    found: tuple[tuple[Found, ...], ...]
    fold: int


def train_task(
    material: Iterable[TaskDocument],
    out: Path,
    *,
    learner: str = "crf",
    seed: int = 0,
    facts: Mapping[str, object] | None = None,
    folds: int = FOLDS,
    processes: int = _PROCESSES,
) -> dict[str, object]:
    """Train on ``material`` and write the model to ``out`` with its card; return the card.

    ``learner`` is one of `models.tokens.learners.LEARNERS`; ``out`` ends as its files do.
    ``seed`` stands on the card (the CRF itself draws nothing); ``facts`` are added to it.
    ``processes`` work side by side. Both files are written whole or not at all.

    Raises `UsageError` as `checked` does, ``unknown_learner``, and ``nothing_to_learn`` where the
    issuers do not fill two folds.
    """
    begun = time.perf_counter()
    documents = checked(material)
    with tempfile.TemporaryDirectory(prefix="yiju-tokens-") as name:
        folder = Path(name)
        held_out, model = _fitted(
            documents, folder, read=documents, learner=learner, folds=folds, processes=processes
        )
        judged = judged_by_fold(held_out, folds)
        card: dict[str, object] = {
            **(facts or {}),
            "task": True,
            "learner": learner,
            "seed": seed,
            **_described(documents),
            "split": f"{folds} folds by issuer; scores and calibration are of issuers left out",
            **measured(held_out),
            **_calibrated(judged, different=_different(held_out)),
            "calibration": calibration.fit(one for fold in judged for one in fold).to_json(),
            "seconds": round(time.perf_counter() - begun, 1),
        }
        return renew_card(model, out, facts=card)


def cross_validate(
    documents: Sequence[TaskDocument],
    *,
    read: Sequence[TaskDocument] | None = None,
    learner: str = "crf",
    folds: int = FOLDS,
    processes: int = _PROCESSES,
) -> tuple[HeldOut, ...]:
    """Read each document with a model that never saw its issuer.

    ``read`` are other documents of the same issuers, to be read in place of those taught.
    Raises KeyError where one is of an issuer that no document taught is of.
    """
    with tempfile.TemporaryDirectory(prefix="yiju-tokens-") as name:
        return _fitted(
            documents,
            Path(name),
            read=documents if read is None else read,
            learner=learner,
            folds=folds,
            processes=processes,
            whole=False,
        )[0]


def _fitted(
    documents: Sequence[TaskDocument],
    folder: Path,
    *,
    read: Sequence[TaskDocument],
    learner: str,
    folds: int,
    processes: int,
    whole: bool = True,
) -> tuple[tuple[HeldOut, ...], Path]:
    """Fit a model without each fold, and one on everything; return what was found, and the last.

    Beside the one on everything, the others are fitted quickly.
    """
    dealt = folds_of(documents, folds)
    filled = sorted(set(dealt.values()))
    if len(filled) < 2:
        raise _too_few(len(documents))
    model = folder / FILES[learner]
    # The long one first, so that no process waits for it at the end.
    jobs: list[_Job] = []
    if whole:
        jobs.append(_Job(learner, False, examples_of(documents), (), model))
    for at in filled:
        taught = [one for one in documents if dealt[one.issuer] != at]
        own = [one for one in read if dealt[one.issuer] == at]
        path = folder / f"{at}-{FILES[learner]}"
        jobs.append(_Job(learner, whole, examples_of(taught), examples_of(own), path))
    results = _run(jobs, processes)[int(whole) :]
    rest = {at: iter(found) for at, found in zip(filled, results, strict=True)}
    held_out = []
    for document in read:
        fold = dealt[document.issuer]
        own_found = tuple(next(rest[fold]) for _ in document.examples)
        held_out.append(HeldOut(document, own_found, fold))
    return tuple(held_out), model


@dataclass(frozen=True, slots=True)
class _Job:
    learner: str
    quick: bool
    taught: Sequence[Example]
    read: Sequence[Example]
    model: Path


def _run(jobs: Sequence[_Job], processes: int) -> list[list[tuple[Found, ...]]]:
    if processes < 2:
        return [_work(job) for job in jobs]
    # Spawned: a forked child would inherit the threads of numeric libraries.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        return list(pool.map(_work, jobs))


def _work(job: _Job) -> list[tuple[Found, ...]]:
    chosen = learner_of(job.learner)
    fit = chosen.fit_quickly if job.quick else chosen.fit
    fit(job.taught, job.model)
    tagger = chosen.open(job.model)
    return [tuple(tagger.read(one.passage)) for one in job.read]


def judged_by_fold(held_out: Sequence[HeldOut], folds: int) -> list[list[Judged]]:
    """Return by fold what was found and whether it is right; roughened copies count as well."""
    found: list[list[Judged]] = [[] for _ in range(folds)]
    for one in held_out:
        for example, entities in zip(one.document.examples, one.found, strict=True):
            right = set(example.spans)
            found[one.fold] += [
                Judged(entity.label, entity.raw_confidence, entity.span in right)
                for entity in entities
            ]
    return found


def _different(held_out: Sequence[HeldOut]) -> float:
    """Return which share of the entities found is no copy: copies say the same once more."""
    counts = dict.fromkeys(get_args(Origin), 0)
    for each in held_out:
        counts[each.document.origin] += sum(map(len, each.found))
    copies = counts["renamed"] + counts["roughened"]
    return 1.0 - copies / max(1, sum(counts.values()))


def _calibrated(judged: Sequence[Sequence[Judged]], *, different: float) -> dict[str, object]:
    """Return how well each fold is calibrated by the others: bins, the expected error, and the
    one that chance alone would give."""
    ready = crossed(judged)
    labels = sorted({one.label for one in ready})
    groups = {"all": ready, **{name: [o for o in ready if o.label == name] for name in labels}}
    return {
        "reliability": {
            name: {
                "found": len(ones),
                "expected calibration error": round(expected_error(bins_of(ones)), 4),
                "by chance": round(chance_error(bins_of(ones), different=different), 4),
                "bins": [
                    [one.count, round(one.confidence, 3), round(one.right, 3)]
                    for one in bins_of(ones)
                ],
            }
            for name, ones in groups.items()
        }
    }


def measured(held_out: Sequence[HeldOut]) -> dict[str, object]:
    """Return the strict scores by label, with intervals, for each origin of documents."""
    scores: dict[str, object] = {}
    for origin in get_args(Origin):
        of_origin = [one for one in held_out if one.document.origin == origin]
        if not of_origin:
            continue
        gold = [e.spans for one in of_origin for e in one.document.examples]
        found = [[entity.span for entity in each] for one in of_origin for each in one.found]
        whole = score(gold, found)
        scores[origin] = {
            "all": _row(whole.overall, whole.interval),
            **{
                label: _row(counts, whole.intervals[label])
                for label, counts in whole.by_label.items()
            },
        }
    return {"scores": scores}


def _row(counts: Counts, interval: Interval) -> dict[str, object]:
    ratios = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        **{name: None if one is None else round(one, 4) for name, one in ratios.items()},
        "interval": _shown(interval),
        "entities": counts.true_positive + counts.false_negative,
    }


def _shown(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def _described(documents: Sequence[TaskDocument]) -> dict[str, object]:
    counts: dict[str, dict[str, int]] = {}
    for one in documents:
        row = counts.setdefault(one.origin, {"documents": 0, "passages": 0, "characters": 0})
        row["documents"] += 1
        row["passages"] += len(one.examples)
        row["characters"] += one.characters
    named = [one for one in documents if one.origin in ("gold", "real")]
    hashes = {f"{one.origin} {one.name}": one.sha256 for one in named}
    for origin in ("renamed", "roughened", "synthesis"):
        held = hashlib.sha256()
        for one in documents:
            held.update(one.sha256.encode() if one.origin == origin else b"")
        if origin in counts:
            hashes[origin] = held.hexdigest()
    return {
        "material": counts,
        "data": hashes,
        # Whoever has the project can train this model again.
        "shipped material only": all(one.origin != "real" for one in documents),
    }


def _too_few(count: int) -> Exception:
    from extraction.errors import UsageError

    return UsageError(
        found=f"{count} documents whose issuers stand in one fold",
        expected="documents of several issuers, so that some can be left out",
        hint="Name more documents, of several departments.",
        code="nothing_to_learn",
    )
