"""The trained ranker: its file, what it refuses, its scores."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extraction.errors import ModelError
from extraction.registry import Evidence
from models.links import TrainedRanker, released_ranker
from models.links.features import NAMES
from models.links.ranker import from_json, to_json

EXACT = Evidence("absent", "unknown", "unknown", "none", None, lasting=True, title="same",
                 likeness=1.0, length=12)  # fmt: skip


def _ranker() -> TrainedRanker:
    weights = np.zeros(len(NAMES))
    weights[NAMES.index("number_same")] = 4.0
    weights[NAMES.index("title_same")] = 2.0
    steps, levels = np.array([-1.0, 2.0, 6.0]), np.array([0.1, 0.5, 0.99])
    return TrainedRanker("test-1", 0.8, 0.1, 0.0, weights, steps, levels)


def test_scores_follow_the_evidence_and_the_calibration() -> None:
    proved = replace(EXACT, number="same")
    nothing = replace(EXACT, title="near", likeness=0.5, edits=6)
    assert _ranker().scores([proved, EXACT, nothing]) == pytest.approx(
        [0.99, 0.5, 0.2333], abs=1e-3
    )
    assert _ranker().scores([]) == []


def test_a_file_comes_back_as_it_was() -> None:
    ranker = _ranker()
    again = from_json(to_json(ranker), source=Path("a.json"))
    assert (again.name, again.accept, again.margin, again.bias) == ("test-1", 0.8, 0.1, 0.0)
    for mine, theirs in (
        (ranker.weights, again.weights),
        (ranker.steps, again.steps),
        (ranker.levels, again.levels),
    ):
        assert np.array_equal(mine, theirs)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda data: data.pop("weights"), "weights"),
        (lambda data: data.update(form="yiju.links.0"), "yiju.links.0"),
        (lambda data: data["weights"].pop("trial"), "features"),
        (lambda data: data["weights"].update(trial="much"), "much"),
        (lambda data: data["weights"].update(trial=float("inf")), "not finite"),
        (lambda data: data["calibration"].update(steps=[2.0, 1.0, 3.0]), "not in order"),
        (lambda data: data["calibration"].update(levels=[0.5]), "two lengths"),
    ],
    ids=["cut short", "another form", "other features", "no number", "infinite", "steps", "levels"],
)
def test_a_file_that_does_not_fit_is_refused(change: object, found: str) -> None:
    data = json.loads(to_json(_ranker()))
    change(data)  # type: ignore[operator]
    with pytest.raises(ModelError, match=found) as caught:
        from_json(json.dumps(data), source=Path("links.json"))
    assert caught.value.code == "wrong_model"
    assert "links.json" in caught.value.found


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"form"'])
def test_a_torn_file_is_refused(text: str) -> None:
    with pytest.raises(ModelError):
        from_json(text, source=Path("links.json"))


def test_the_released_one_fits_and_is_careful() -> None:
    ranker = released_ranker()
    assert ranker is not None
    proved, exact = (ranker.scores([each])[0] for each in (replace(EXACT, number="same"), EXACT))
    assert min(proved, exact) > ranker.accept
    # Two works of one title, and nothing to tell them apart.
    assert max(ranker.scores([replace(EXACT, lasting=False)] * 2)) < ranker.accept


def test_its_card_says_what_it_was_made_of() -> None:
    card = json.loads(
        (Path(__file__).parents[3] / "models" / "released" / "links.card.json").read_text("utf-8")
    )
    ranker = released_ranker()
    assert ranker is not None
    assert card["name"] == ranker.name
    assert card["scores"]["checking"]["precision"] >= 0.99
    assert card["scores"]["frozen"]["overall"]["f1"] >= 0.99
    assert len(card["data"]["starter works"]["sha256"]) == 64
