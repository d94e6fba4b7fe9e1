"""Train the classifier of lines as a version for the shelf, and say what its card says."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from extraction.errors import UsageError
from extraction.learned import LINE_ROLES
from models.lines.documents import gold_layouts
from models.lines.frozen import count, measure, measure_reliability, refuse_frozen
from models.lines.material import data_documents, gold_documents, synthetic_documents
from models.lines.measuring import measured_use
from models.lines.model import load, save
from models.lines.printed import LabelledLayout, PrintedDocument, joined
from models.lines.released import FILE
from models.lines.training import SETTINGS, Trained, layouts, only, train
from models.scores import Counts
from models.shelf.kinds import Progress
from models.tallies import Tally, scores_to_json

INVENTED = 60  # disclosures of synthesis beside the gold texts


def train_version(
    folder: Path,
    *,
    data: Sequence[Path],
    seed: int,
    learner: str | None,
    progress: Progress,
) -> None:
    """Train on the gold texts, on synthesis and on ``data``; write ``lines.npz`` and its card.

    A folder of ``data`` holds gold texts (``*.txt`` that begin with ``%``), documents with
    ``NAME.gold.json`` beside them, or both. Raises `UsageError`: ``no_labels`` where it holds
    neither, ``frozen_text`` where it holds what is frozen, ``nothing_to_learn``, and what reading
    the files raises.
    """
    if learner is not None:
        raise UsageError(
            found=f"the learner {learner!r} for lines",
            expected="no learner: only tokens have several",
            hint="Leave --learner out.",
            code="unknown_learner",
        )
    begun = time.perf_counter()
    progress("reading what is learned from", 0.0)
    gold = list(gold_documents())
    added = {place: _read(place) for place in data}
    real = [one for _, layouts_ in added.values() for one in layouts_]
    invented = list(synthetic_documents(range(INVENTED)))
    progress("setting it as text and on pages", 0.1)
    own = [one for documents, _ in added.values() for one in documents]
    documents = [*gold, *own, *(one.document for one in real), *invented]
    labelled = [*layouts(documents, seed=seed), *real]
    trained = train(
        labelled, seed=seed, progress=lambda part: progress("learning", 0.2 + 0.6 * part)
    )
    written = only(trained, written=True)
    progress("measuring", 0.85)
    facts = {
        "seed": seed,
        "data": {
            "gold texts": _described(gold),
            "synthesis": _described(invented),
            **{
                f"--data {place.name}": _described([*texts, *(one.document for one in read)])
                for place, (texts, read) in added.items()
            },
        },
        "split": "3 folds by issuer; the frozen texts' issuers stand in none",
        "settings": SETTINGS,
        "lines": sum(len(one.targets) for one in trained.seen),
        "features held": len(trained.arrays.names),
        "section headings of issuers left out": headings_found(written),
        "made with": {"scikit-learn": version("scikit-learn"), "numpy": version("numpy")},
    }
    model = folder / FILE
    save(trained.arrays, model, name=f"lines-{seed}", facts=facts)
    classifier = load(model)
    facts |= {
        "scores": {
            "frozen": scores_to_json(measure(classifier)),
            "left out": scores_to_json(left_out(written)),
        },
        "reliability": {
            name: one.to_json() for name, one in measure_reliability(classifier).items()
        },
        "seconds": round(time.perf_counter() - begun, 1),
    }
    save(trained.arrays, model, name=f"lines-{seed}", facts=facts)
    progress("done", 1.0)


def left_out(trained: Trained) -> Tally:
    """Count each role's lines by the folds that left their issuers out."""
    tally: dict[str, dict[str, Counts]] = {}
    for one, likely in zip(trained.seen, trained.held_out, strict=True):
        held = tally.setdefault(one.labelled.document.name, {})
        if len(likely):
            for found, right in zip(
                likely.argmax(axis=1).tolist(), one.targets.tolist(), strict=True
            ):
                count(held, LINE_ROLES[found], LINE_ROLES[right])
    return tally


def headings_found(written: Trained) -> dict[str, object]:
    """Say what rules, model and both find of the section headings as they were printed."""
    use = measured_use(written, least=0.5)
    ways = {
        "rules": use.rules,
        "model": use.model,
        "rules, then model where silent": use.both,
        "rules unless the model is sure": use.weighed,
    }
    return {
        name: {
            "precision": round(counts.precision or 0.0, 4),
            "recall": round(counts.recall or 0.0, 4),
            "f1": round(counts.f1 or 0.0, 4),
        }
        for name, counts in ways.items()
    }


def _described(documents: Iterable[PrintedDocument]) -> dict[str, object]:
    held = hashlib.sha256()
    number = 0
    for number, document in enumerate(documents, 1):  # noqa: B007
        held.update(joined(document.lines).encode() + b"\n\n")
    return {"documents": number, "sha256": held.hexdigest()}


def _read(place: Path) -> tuple[list[PrintedDocument], list[LabelledLayout]]:
    """Read a folder of labels: gold texts, and documents with their gold."""
    texts, read = list(data_documents(place)), list(gold_layouts(place))
    if not texts and not read:
        raise UsageError(
            found=f"{place} without labels for lines",
            expected="gold texts (*.txt that begin with %), or NAME.gold.json beside documents",
            hint="docs/models.md shows both forms.",
            code="no_labels",
        )
    refuse_frozen([*texts, *(one.document for one in read)])
    return texts, read


def has_labels(place: Path) -> bool:
    """Tell whether a folder holds labels for lines."""
    texts = (path.read_bytes()[:1] for path in place.glob("*.txt"))
    return any(place.glob("*.gold.json")) or b"%" in texts


def measure_model(model: Path) -> Tally:
    """Say what a model file finds in the frozen set. Raises `ModelError` (``wrong_model``)."""
    return measure(load(model))
