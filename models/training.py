"""Train: a candidate for the shelf, or the token classifier on any public set of entities."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import UsageError
from extraction.schema import SCHEMA_VERSION
from models.reliability import from_card, to_svg
from models.scores import Counts
from models.shelf.kinds import KindName, Progress, kind
from models.shelf.versions import Shelf, Version

if TYPE_CHECKING:
    from training_data.formats import LabelledText

SEED = 1


def train_candidate(
    shelf: Shelf,
    name: KindName,
    *,
    data: Sequence[Path] = (),
    seed: int = SEED,
    learner: str | None = None,
    progress: Progress = lambda _, __: None,
) -> Version:
    """Train a model of a kind and put it on the shelf as a candidate; nothing else changes.

    ``data`` are folders of labels beside the project's own material; ``learner`` is one of the
    tokens' learners; ``progress`` is told what is being done and what share of it is done. A
    process that dies leaves no version.

    Raises `UsageError`: ``no_such_file`` where a folder is not there, and what the kind's own
    training raises for labels that do not fit, with file and row; ``not_written``.
    """
    for place in data:
        if not place.is_dir():
            raise UsageError(
                found=f"{place}, which is no folder",
                expected="a folder with labels",
                hint="Check the path given with --data.",
                code="no_such_file",
            )
    begun = time.perf_counter()
    with shelf.draft(name) as draft:
        kind(name).train(draft, data=data, seed=seed, learner=learner, progress=progress)
        whole = from_card(Version(name, "", draft).card())
        if whole is not None:
            (draft / f"{name}.svg").write_bytes(to_svg(whole, title=f"Confidence of {name}"))
        facts = {
            "seed": seed,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "code": code_version(),
            "schema": SCHEMA_VERSION,
            "seconds": round(time.perf_counter() - begun, 1),
        }
        return shelf.keep(name, draft, facts=facts)


def code_version() -> str:
    """Return the version of Yiju that is running."""
    try:
        return version("yiju")
    except PackageNotFoundError:
        return "not installed"


def train_public(
    train: Sequence[Path],
    test: Sequence[Path],
    *,
    learner: str = "crf",
    progress: Progress = lambda _, __: None,
) -> dict[str, object]:
    """Train a learner on sets of named entities and score it, strictly, on others.

    The files are such as `read_entities` takes. Broken tag sequences, which public sets hold, are
    mended and counted; so are labels that are left out because they overlap longer ones. Nothing is
    kept. Return the report: the learner, hashes, seconds, characters a second, and precision,
    recall and F1 with interval, overall and for each label.

    Raises `UsageError`: ``nothing_to_learn``, ``unknown_learner``, and what reading the files
    raises, with file and line.
    """
    from models.tokens.learners import FILES
    from models.tokens.learners import learner as learner_named
    from models.tokens.scoring import score

    chosen = learner_named(learner)
    progress("reading the labels", 0.0)
    taught = [text for path in train for text in _texts(path)]
    asked = [text for path in test for text in _texts(path)]
    _check_not_empty(taught, train)
    _check_not_empty(asked, test)
    progress("learning", 0.1)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="yiju-train-") as folder:
        model = Path(folder, FILES[learner])
        card = chosen.train(taught, model)
        seconds = time.perf_counter() - begun
        progress("scoring", 0.9)
        tagger = chosen.open(model)
        begun = time.perf_counter()
        found = [[one.span for one in tagger.find(text.text)] for text in asked]
        spent = time.perf_counter() - begun
    scores = score([text.spans for text in asked], found)
    progress("done", 1.0)
    return {
        "learner": learner,
        "settings": card.get("settings"),
        "train": _described(train, taught),
        "test": _described(test, asked),
        "seconds": round(seconds, 1),
        "characters_per_second": round(sum(len(one.text) for one in asked) / max(spent, 1e-9)),
        "overall": {
            **shown(scores.overall),
            "interval": [round(scores.interval.low, 4), round(scores.interval.high, 4)],
        },
        "labels": {label: shown(counts) for label, counts in scores.by_label.items()},
    }


def shown(counts: Counts) -> dict[str, float | int | None]:
    """Return precision, recall and F1, 0 to 1, with the number of entities to be found."""
    ratios = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        **{name: None if one is None else round(one, 4) for name, one in ratios.items()},
        "entities": counts.true_positive + counts.false_negative,
    }


def _texts(path: Path) -> list[LabelledText]:
    from training_data.formats import read_entities

    return list(read_entities(path))


def _check_not_empty(texts: Sequence[LabelledText], paths: Sequence[Path]) -> None:
    if not any(text.spans for text in texts):
        raise UsageError(
            found=f"{', '.join(path.name for path in paths)} without any labelled entity",
            expected="sentences in which some characters are labelled",
            hint="Name the files that hold labels.",
            code="nothing_to_learn",
        )


def _described(paths: Sequence[Path], texts: Sequence[LabelledText]) -> dict[str, object]:
    return {
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        "sentences": len(texts),
        "characters": sum(len(text.text) for text in texts),
        "entities": sum(len(text.spans) for text in texts),
        "mended": sum("repaired" in text.meta for text in texts),
        "left_out": sum(_left_out(text) for text in texts),
    }


def _left_out(text: LabelledText) -> int:
    from training_data.formats.cluener import LEFT_OUT

    left = text.meta.get(LEFT_OUT)
    return len(left) if isinstance(left, list) else 0


def data_by_kind(
    names: Sequence[KindName], data: Sequence[Path]
) -> dict[KindName, tuple[Path, ...]]:
    """Give each kind the folders that hold labels for it; one kind alone is given them all.

    Raises `UsageError` (``no_labels``) where a folder holds labels for none of several kinds.
    """
    if len(names) == 1:
        return {names[0]: tuple(data)}
    found: dict[KindName, tuple[Path, ...]] = {
        name: tuple(place for place in data if kind(name).has_labels(place)) for name in names
    }
    for place in data:
        if place.is_dir() and not any(place in held for held in found.values()):
            raise UsageError(
                found=f"{place} without labels for {', '.join(names)}",
                expected="a folder with labels",
                hint="docs/models.md shows the forms of labels.",
                code="no_labels",
            )
    return found
