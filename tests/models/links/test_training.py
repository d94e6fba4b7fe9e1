"""Training the links ranker: it learns, it is calibrated, it is the same for one seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.links.__main__ import main
from models.links.ranker import from_json, to_json
from models.links.training import Example, examples, outcome, train
from training_data.citations import synthesise_works


@pytest.fixture(scope="module")
def found() -> tuple[list[Example], list[Example]]:
    works = list(synthesise_works(900, seed=3))
    return (
        list(examples(works[:500], (), seed=4, per_work=2)),
        list(examples(works[500:], (), seed=5, per_work=2)),
    )


def test_it_links_what_it_should_and_little_else(
    found: tuple[list[Example], list[Example]],
) -> None:
    result = outcome(train(*found, name="test"), found[1])
    assert result.precision >= 0.98
    assert result.recall >= 0.8


def test_scores_are_probabilities_that_never_fall(
    found: tuple[list[Example], list[Example]],
) -> None:
    ranker = train(*found, name="test")
    assert np.all(np.diff(ranker.steps) > 0)
    assert np.all(np.diff(ranker.levels) > 0)
    assert 0.0 < ranker.levels[0] < ranker.levels[-1] < 1.0
    assert 0.5 <= ranker.accept < 1.0


def test_one_seed_makes_one_model(found: tuple[list[Example], list[Example]]) -> None:
    assert to_json(train(*found, name="test")) == to_json(train(*found, name="test"))


def test_some_examples_have_no_right_candidate(
    found: tuple[list[Example], list[Example]],
) -> None:
    held_out = [each for each in found[0] if each.right is None]
    assert 0 < len(held_out) < len(found[0]) / 2


def test_one_class_alone_cannot_be_learned(found: tuple[list[Example], list[Example]]) -> None:
    wrong = [each for each in found[0] if each.right is None]
    with pytest.raises(ValueError, match="class"):
        train(wrong, found[1], name="test")


def test_the_command_writes_a_model_and_its_card(tmp_path: Path) -> None:
    main(["--synthetic", "300", "--per-work", "1", "--seed", "7", "-o", str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["links.card.json", "links.json"]
    ranker = from_json((tmp_path / "links.json").read_text("utf-8"), source=Path("links.json"))
    assert ranker.name == "links-7"
