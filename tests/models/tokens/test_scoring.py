"""Strict scores, their interval, and two taggers held against each other."""

from __future__ import annotations

import pytest

from models.scores import Counts
from models.tokens.scoring import Interval, compare, score
from training_data.formats import Span

GOLD = [[Span(0, 2, "X")], [Span(1, 4, "Y"), Span(5, 6, "X")], []] * 20
CUT = [[Span(0, 2, "X")], [Span(1, 3, "Y"), Span(5, 6, "X")], []] * 20


def test_a_boundary_that_is_off_counts_twice() -> None:
    scores = score(GOLD, CUT)
    assert scores.by_label == {"X": Counts(40, 0, 0), "Y": Counts(0, 20, 20)}
    assert scores.overall == Counts(40, 20, 20)
    assert scores.overall.f1 is not None
    assert scores.interval.low < scores.overall.f1 < scores.interval.high


def test_each_label_has_the_interval_that_it_has_alone() -> None:
    def only(spans: list[list[Span]]) -> list[list[Span]]:
        return [[span for span in one if span.label == "X"] for one in spans]

    cut = [[], [Span(1, 3, "Y"), Span(5, 6, "X")], []] * 20
    assert score(GOLD, cut).intervals["X"] == score(only(GOLD), only(cut)).interval


def test_another_label_is_wrong() -> None:
    assert score([[Span(0, 1, "X")]], [[Span(0, 1, "Y")]]).overall == Counts(0, 1, 1)


def test_nothing_to_find_and_nothing_found() -> None:
    assert score([], []).interval == Interval(1.0, 1.0)


def test_two_taggers() -> None:
    better = compare(GOLD, CUT, GOLD)
    assert better.f1 == pytest.approx(1 / 3)
    assert better.interval.low > 0
    assert better.p == 0.0
    assert compare(GOLD, GOLD, CUT).f1 == -better.f1
    same = compare(GOLD, CUT, CUT)
    assert (same.f1, same.interval, same.p) == (0.0, Interval(0.0, 0.0), 1.0)


def test_other_numbers_of_sentences() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score(GOLD, CUT[:-1])
