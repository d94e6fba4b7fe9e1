"""Training: folds by issuer, the same seed the same arrays, nothing half-written."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extraction.errors import UsageError
from models.lines.material import gold_documents, synthetic_documents
from models.lines.measuring import measured_use, role_scores
from models.lines.model import load, save
from models.lines.printed import PrintedDocument, PrintedLine, as_text
from models.lines.rewording import reword
from models.lines.training import (
    FOLDS,
    Trained,
    expected_error,
    fold_of,
    layouts,
    only,
    train,
)


@pytest.fixture(scope="module")
def trained() -> Trained:
    documents = [*list(gold_documents())[:16], *synthetic_documents(range(5))]
    return train(layouts(documents, seed=1, rewordings=1), seed=1)


def test_all_settings_of_an_issuer_stand_in_one_fold(trained: Trained) -> None:
    folds: dict[str, set[int]] = {}
    for one in trained.seen:
        folds.setdefault(one.labelled.document.issuer, set()).add(one.fold)
    assert all(len(found) == 1 for found in folds.values())
    assert {fold for found in folds.values() for fold in found} == set(range(FOLDS))
    assert fold_of("甲局") == fold_of("甲局")


def test_held_out_scores_and_use_are_taken_on_headings_as_written(trained: Trained) -> None:
    written = only(trained, written=True)
    assert all(one.labelled.document.written for one in written.seen)
    scores = role_scores(written)
    lines = sum(one.true_positive + one.false_negative for one in scores.values())
    assert lines == sum(len(one.targets) for one in written.seen)
    use = measured_use(written, least=0.5)
    use = measured_use(written, least=0.5)
    assert (use.both.recall or 0) >= (use.rules.recall or 1)


def test_what_the_model_adds_is_more_than_it_costs_where_the_rules_are_silent() -> None:
    chance = random.Random(1)
    documents = list(gold_documents())[:16]
    # Headings in words that the rules do not know.
    reworded = [replace(reword(one, chance), written=True) for one in documents]
    learned = train(layouts([*documents, *reworded], seed=1, rewordings=1), seed=1)
    use = measured_use(only(learned, written=True), least=0.5)
    assert (use.both.f1 or 0) > (use.rules.f1 or 1)
    assert (use.weighed.f1 or 0) > (use.rules.f1 or 1)


def test_a_saved_classifier_says_what_the_arrays_say(trained: Trained, tmp_path: Path) -> None:
    model = tmp_path / "lines.npz"
    save(trained.arrays, model, name="lines-test", facts={"seed": 1})
    loaded = load(model)
    layout = trained.seen[0].labelled.layout
    assert loaded.version == "lines-test"
    assert np.isfinite(loaded.likelihoods(layout)).all()
    assert len(loaded.roles(layout)) == len(trained.seen[0].targets)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lines.card.json", "lines.npz"]


def test_one_role_alone_is_nothing_to_learn() -> None:
    documents = [
        PrintedDocument(f"d{number}", f"{number}局", (PrintedLine("正文。", "body"),))
        for number in range(20)
    ]
    with pytest.raises(UsageError) as refused:
        train([as_text(document) for document in documents], seed=1)
    assert refused.value.code == "nothing_to_learn"


def test_nothing_at_all_is_nothing_to_learn() -> None:
    with pytest.raises(UsageError):
        train([], seed=1)


def test_expected_error_is_the_gap_between_confidence_and_share() -> None:
    scores = np.array([0.95] * 10, dtype=np.float32)
    right = np.array([True] * 5 + [False] * 5)
    assert expected_error(scores, right) == pytest.approx(0.45, abs=1e-6)
    chance = random.Random(1)
    fair = np.array([chance.random() for _ in range(4000)], dtype=np.float32)
    hit = np.array([chance.random() < value for value in fair])
    assert expected_error(fair, hit) < 0.04
