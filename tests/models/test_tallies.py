"""Scores over documents with intervals, and paired comparisons."""

from __future__ import annotations

import pytest

from models.scores import Counts
from models.tallies import compare, labels_of, scores, scores_to_json


def test_scores_sum_over_documents_and_labels() -> None:
    tally = {"a": {"X": Counts(1, 1, 0), "Y": Counts(1, 0, 0)}, "b": {"X": Counts(0, 0, 2)}}
    overall, by_label = scores(tally)
    assert overall.counts == Counts(2, 1, 2)
    assert by_label["X"].counts == Counts(1, 1, 2)
    assert by_label["Y"].f1 == 1.0
    assert overall.low <= (overall.f1 or 0) <= overall.high
    assert labels_of(tally) == ["X", "Y"]


def test_documents_that_are_alike_have_an_interval_without_width() -> None:
    tally = {f"d{number}": {"X": Counts(1, 1, 0)} for number in range(9)}
    overall, _ = scores(tally)
    assert overall.low == pytest.approx(overall.high)


def test_a_difference_in_every_document_is_real_and_one_in_one_document_is_not() -> None:
    good = {f"d{number}": {"X": Counts(2, 0, 0)} for number in range(12)}
    bad = {name: {"X": Counts(1, 0, 1)} for name in good}
    change, _ = compare(bad, good)
    assert change.difference == pytest.approx(1 - 2 / 3)
    assert change.is_real
    once = {**good, "d0": {"X": Counts(1, 0, 1)}}
    change, labels = compare(once, good)
    assert not change.is_real
    assert labels["X"].difference == change.difference


def test_a_label_that_is_nowhere_has_no_difference() -> None:
    change, labels = compare({"a": {"X": Counts()}}, {"a": {}})
    assert (change.difference, labels["X"].difference) == (None, None)


def test_other_documents_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="other documents"):
        compare({"a": {}}, {"b": {}})


def test_a_card_holds_ratios_with_four_places() -> None:
    found = scores_to_json({"a": {"X": Counts(2, 1, 0)}})
    assert found["documents"] == 1
    assert found["overall"] == {
        "precision": 0.6667,
        "recall": 1.0,
        "f1": 0.8,
        "interval": [0.8, 0.8],
        "count": 2,
    }


def test_no_documents_at_all_have_no_score() -> None:
    overall, by_label = scores({})
    assert (overall.f1, by_label) == (None, {})
