"""The token classifier as a kind of the shelf: trained on our task, judged on the frozen texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from models.scores import Counts
from models.shelf.kinds import Progress
from models.shelf.token_labels import read_labels
from models.tallies import Tally, scores_to_json
from models.tokens.learners import FILES, open_tagger
from models.tokens.material import gold_document, shipped_material
from models.tokens.task import train_task
from training_data.gold import frozen_texts

DEFAULT = "crf"


def train_version(
    folder: Path,
    *,
    data: Sequence[Path],
    seed: int,
    learner: str | None,
    progress: Progress,
) -> None:
    """Train on the shipped material and on ``data``; write the model and its card.

    Raises what `read_labels` and `models.tokens.task.train_task` raise.
    """
    chosen = learner or DEFAULT
    progress("reading what is learned from", 0.0)
    material = [*shipped_material(seed=seed)]
    for place in data:
        material += read_labels(place)
    progress("learning", 0.1)
    model = folder / FILES[chosen]
    train_task(material, model, learner=chosen, seed=seed, facts={"name": f"tokens-{seed}"})
    progress("measuring", 0.9)
    card = model.with_suffix(".card.json")
    facts = json.loads(card.read_text("utf-8"))
    facts["scores"] = {"frozen": scores_to_json(measure_model(model)), **facts["scores"]}
    card.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
    progress("done", 1.0)


def measure_model(model: Path) -> Tally:
    """Count each label's entities in the frozen texts, text by text.

    Raises `ModelError` (``wrong_model``) where the model does not fit.
    """
    tagger = open_tagger(model)
    tally: dict[str, dict[str, Counts]] = {}
    for text in frozen_texts():
        held = tally.setdefault(text.name, {})
        for example in gold_document(text).examples:
            right = set(example.spans)
            found = {one.span for one in tagger.read(example.passage)}
            for span in right | found:
                counts = Counts(
                    int(span in right and span in found),
                    int(span not in right),
                    int(span not in found),
                )
                held[span.label] = held.get(span.label, Counts()) + counts
    return tally
