"""Calibration: what is said is how often it is right."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.calibration import (
    ALL,
    LEAST,
    Bin,
    Judged,
    bins_of,
    chance_error,
    crossed,
    expected_error,
    fit,
    from_json,
)


def _judged(count: int, seed: int = 0, label: str = "TITLE") -> list[Judged]:
    """Make findings that are right as often as the square of what the model says."""
    chance = random.Random(seed)
    raws = [chance.random() for _ in range(count)]
    return [Judged(label, raw, chance.random() < raw * raw) for raw in raws]


def test_too_sure_a_model_is_corrected() -> None:
    known = fit(_judged(20_000))
    for raw in (0.3, 0.5, 0.8):
        assert known.confidence("TITLE", raw) == pytest.approx(raw * raw, abs=0.07)
    assert expected_error(bins_of(crossed([_judged(2000, 1), _judged(2000, 2)]))) < 0.03
    assert expected_error(bins_of(_judged(2000))) > 0.1


def test_a_rare_label_is_calibrated_with_all_others() -> None:
    known = fit([*_judged(LEAST), *_judged(LEAST - 1, 3, "ORG")])
    assert set(known.steps) == {ALL, "TITLE"}
    assert known.confidence("ORG", 0.5) == known.confidence("unseen", 0.5)
    assert fit([]).confidence("ORG", 0.4) == 0.4


def test_a_label_that_is_less_often_right_is_moved() -> None:
    """ORG is right half as often as TITLE at every raw confidence."""
    chance = random.Random(4)
    weak = [Judged("ORG", one.raw, one.right and chance.random() < 0.5) for one in _judged(2000, 5)]
    known = fit([*_judged(2000), *weak])
    assert (
        known.confidence("ORG", 0.8) < known.confidence(ALL, 0.8) < known.confidence("TITLE", 0.8)
    )
    parts = crossed([[*_judged(1000, 6), *weak[:1000]], [*_judged(1000, 7), *weak[1000:]]])
    for label in ("TITLE", "ORG"):
        assert expected_error(bins_of([one for one in parts if one.label == label])) < 0.05


@pytest.mark.parametrize("right", [True, False])
def test_findings_that_are_all_right_or_all_wrong(right: bool) -> None:
    known = fit([Judged("TITLE", raw / 100, right) for raw in range(100)])
    assert known.confidence("TITLE", 0.5) == (0.995 if right else 0.01)


def test_raw_confidences_that_say_nothing() -> None:
    known = fit([Judged("TITLE", raw / 200, raw < 100) for raw in range(200)])
    assert known.confidence("TITLE", 0.2) == known.confidence("TITLE", 0.9) == pytest.approx(0.5)


def test_what_chance_alone_gives() -> None:
    many, few = [Bin(1000, 0.8, 0.8)], [Bin(10, 0.8, 0.8)]
    assert chance_error(many) == pytest.approx(0.0101, abs=1e-4)
    assert chance_error(few) == pytest.approx(0.1009, abs=1e-4)
    assert chance_error(many, different=0.25) == pytest.approx(2 * chance_error(many))
    chance = random.Random(8)
    seen = [
        expected_error(bins_of([Judged("X", 0.8, chance.random() < 0.8) for _ in range(100)]))
        for _ in range(300)
    ]
    assert sum(seen) / len(seen) == pytest.approx(chance_error([Bin(100, 0.8, 0.8)]), rel=0.15)


@given(raws=st.lists(st.floats(0, 1), min_size=1, max_size=30), seed=st.integers(0, 5))
def test_more_sure_is_never_less_confident(raws: list[float], seed: int) -> None:
    known = fit(_judged(60, seed))
    found = [known.confidence("TITLE", raw) for raw in sorted(raws)]
    assert found == sorted(found)
    assert all(0.0 <= one <= 1.0 for one in found)


def test_through_a_card() -> None:
    known = fit(_judged(300))
    again = from_json(known.to_json())
    assert again.confidence("TITLE", 0.7) == pytest.approx(known.confidence("TITLE", 0.7), abs=1e-3)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "no object"),
        ({"*": [[0.1]]}, "one list instead of two"),
        ({"*": [[0.5, 0.1], [0.1, 0.5]]}, "steps that fall"),
        ({"*": [[0.1, 0.5], [0.1, 1.5]]}, "a share over one"),
        ({"*": [[], []]}, "no steps"),
        ({"*": [["a"], [0.1]]}, "words"),
    ],
)
def test_a_card_of_another_form_is_refused(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=r"calibration"):
        from_json(value)
    assert why


def test_bins() -> None:
    ones = [Judged("T", 0.95, True), Judged("T", 1.0, False), Judged("T", 0.0, False)]
    assert bins_of(ones) == (Bin(1, 0.0, 0.0), Bin(2, 0.975, 0.5))
    assert expected_error(bins_of(ones)) == pytest.approx(2 / 3 * 0.475)
