"""Train the ranker of links as a version for the shelf, and say what its card says."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from extraction.errors import RegistryError, UsageError
from extraction.registry import Work, shipped_codes, shipped_works
from extraction.registry.works_json import read_works
from models.links.frozen import SEED as FROZEN_SEED
from models.links.frozen import for_training, measure, measure_reliability, refuse_frozen
from models.links.model import FILE, load, save
from models.links.training import Example, examples, outcome, parted, train
from models.shelf.kinds import Progress
from models.tallies import Tally, scores_to_json
from training_data.citations.works import synthesise_works

INVENTED = 6000  # works beside the starter registry
PER_WORK = 4  # citations made of each


def train_version(
    folder: Path,
    *,
    data: Sequence[Path],
    seed: int,
    learner: str | None,
    progress: Progress,
    invented: int = INVENTED,
    per_work: int = PER_WORK,
) -> None:
    """Train on the starter registry, on invented works and on ``data``; write ``links.json``.

    A folder of ``data`` holds works as `yiju registry export` writes them (``*.jsonl``). Raises
    `UsageError`: ``no_labels`` where it holds none, ``bad_label_file`` with file and row,
    ``frozen_text``, ``nothing_to_learn``.
    """
    if learner is not None:
        raise UsageError(
            found=f"the learner {learner!r} for links",
            expected="no learner: only tokens have several",
            hint="Leave --learner out.",
            code="unknown_learner",
        )
    if seed == FROZEN_SEED:
        raise UsageError(
            found=f"the seed {seed}, which the frozen test set is made with",
            expected="any other seed",
            hint="Give another seed.",
            code="frozen_text",
        )
    begun = time.perf_counter()
    progress("reading what is learned from", 0.0)
    sources = {
        "starter works": for_training(shipped_works()),
        "invented works": tuple(synthesise_works(invented, seed=seed)),
        **{f"--data {place.name}": _read(place) for place in data},
    }
    fitting: list[Example] = []
    checking: list[Example] = []
    codes = list(shipped_codes())
    for number, works in enumerate(sources.values()):
        progress("making citations of it", 0.1 + 0.6 * number / len(sources))
        fit, check = parted(works, seed=seed)
        fitting += examples(fit, codes, seed=seed, per_work=per_work)
        checking += examples(check, codes, seed=seed + 1, per_work=per_work)
    progress("learning", 0.7)
    try:
        ranker = train(fitting, checking, name=f"links-{seed}")
    except ValueError as error:
        raise UsageError(
            found=f"{len(fitting)} citations to learn from, {len(checking)} to check: {error}",
            expected="right and wrong candidates in both",
            hint="Name more works.",
            code="nothing_to_learn",
        ) from error
    progress("measuring", 0.9)
    checked = outcome(ranker, checking)
    facts = {
        "seed": seed,
        "data": {name: _described(works) for name, works in sources.items()},
        "split": "by work: 60 % are fitted on, 40 % calibrate and set the threshold; "
        "the frozen works stand in neither",
        "settings": {"invented works": invented, "citations per work": per_work},
        "examples": {"fitting": len(fitting), "checking": len(checking)},
        "scores": {
            "frozen": scores_to_json(measure(ranker)),
            "checking": {
                "precision": round(checked.precision, 4),
                "recall": round(checked.recall, 4),
                "linked": checked.linked,
            },
        },
        "reliability": {"all": measure_reliability(ranker).to_json()},
        "made with": {"scikit-learn": version("scikit-learn")},
        "seconds": round(time.perf_counter() - begun, 1),
    }
    save(ranker, folder / FILE, facts=facts)
    progress("done", 1.0)


def _read(place: Path) -> tuple[Work, ...]:
    works: list[Work] = []
    for path in sorted(place.glob("*.jsonl")):
        try:
            found = list(read_works(path.read_bytes().splitlines()))
        except RegistryError as error:
            raise UsageError(
                found=f"{path.name}: {error.found}",
                expected=error.expected,
                hint=error.hint,
                code="bad_label_file",
            ) from error
        refuse_frozen(found, name=path.name)
        works += found
    if not works:
        raise UsageError(
            found=f"{place} without works for links",
            expected="*.jsonl as `yiju registry export` writes it",
            hint="docs/models.md shows the form.",
            code="no_labels",
        )
    return tuple(works)


def _described(works: Sequence[Work]) -> dict[str, object]:
    held = hashlib.sha256()
    for work in works:
        held.update(repr(work).encode())
    return {"works": len(works), "sha256": held.hexdigest()}


def has_labels(place: Path) -> bool:
    """Tell whether a folder holds works for links."""
    return any(place.glob("*.jsonl"))


def measure_model(model: Path) -> Tally:
    """Say what a model file finds in the frozen set. Raises `ModelError` (``wrong_model``)."""
    return measure(load(model))
