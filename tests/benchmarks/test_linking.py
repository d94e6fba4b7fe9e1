"""Precision, recall and the risk–coverage curve, on answers made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from benchmarks.link_curve import Curve, _thinned, draw
from benchmarks.linking import Answers, curve, measure, report, score
from extraction.registry import Work
from extraction.schema import Candidate, Link, LinkStatus
from training_data.citations import LinkCase, PrintedCitation, Truth, synthesise_works
from training_data.citations.truths import Status

_CITATION = PrintedCitation("某区灯塔办法", None, None, "title")


def _case(status: Status, work: str | None = None) -> LinkCase:
    return LinkCase(_CITATION, Truth(status, work), None, 2024, "clean", work or "r0")


def _link(status: LinkStatus, work: str | None = None, likelihood: float | None = None) -> Link:
    listed = () if work is None or likelihood is None else (Candidate(work, likelihood),)
    linked = status == "linked"
    return Link(status, work if linked else None, likelihood if linked else None, listed, "why")


_CASES = (
    _case("linked", "r1"),
    _case("linked", "r2"),
    _case("linked", "r3"),
    _case("unknown"),
    _case("conflict"),
)
_ANSWERS = (
    _link("linked", "r1", 0.9),
    _link("linked", "r9", 0.8),
    _link("unknown", "r3", 0.6),
    _link("unknown", "r4", 0.5),
    _link("conflict"),
)


def test_scores() -> None:
    found = score("clean", _CASES, _ANSWERS)
    assert (found.cases, found.linkable, found.linked, found.right) == (5, 3, 2, 1)
    assert (found.not_linkable, found.held_back, found.named) == (2, 2, 2)
    assert found.precision == 1 / 2
    assert found.recall == 1 / 3


def test_nothing_linked_is_nothing_wrong() -> None:
    found = score("clean", [_case("linked", "r1")], [_link("unknown")])
    assert (found.precision, found.recall) == (1.0, 0.0)


def test_what_means_no_registered_work_and_is_linked_is_wrong() -> None:
    found = score("clean", [_case("unknown")], [_link("linked", "r1", 0.9)])
    assert (found.precision, found.held_back) == (0.0, 0)


def test_one_answer_for_each_case() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score("clean", _CASES, _ANSWERS[:2])


def test_the_curve_takes_the_most_certain_first() -> None:
    found = curve("clean", _CASES, _ANSWERS)
    assert found.points == ((1 / 5, 0.0), (2 / 5, 1 / 2), (3 / 5, 1 / 3), (4 / 5, 2 / 4))
    assert found.chosen == (2 / 5, 1 / 2)


def test_equal_scores_are_taken_together() -> None:
    cases = (_case("linked", "r1"), _case("unknown"))
    answers = (_link("linked", "r1", 0.7), _link("linked", "r2", 0.7))
    assert curve("clean", cases, answers).points == ((1.0, 1 / 2),)


def test_a_tie_is_no_candidate() -> None:
    tie = Link("ambiguous", None, None, (Candidate("r1", 0.7), Candidate("r2", 0.7)), "why")
    assert curve("clean", [_case("ambiguous")], [tie]).points == ()


def test_measure_scores_every_kind_apart_and_tells_by_what_targets_are_met() -> None:
    asked: list[int] = []

    def answers_of(registered: Iterable[Work]) -> Answers:
        known = {work.id for work in registered}

        def answers(cases: Sequence[LinkCase]) -> Sequence[Link]:
            asked.append(len(cases))
            return [
                _link("linked", case.meant, 1.0)
                if case.meant in known and case.truth.status == "linked"
                else _link("unknown")
                for case in cases
            ]

        return answers

    works = tuple(synthesise_works(600, seed=2))
    scores, curves = measure(works, seed=4, answers_of=answers_of)
    assert [each.kind for each in scores] == [each.kind for each in curves]
    assert len(scores) == len(asked) == 7
    assert {(each.precision, each.recall) for each in scores} == {(1.0, 1.0)}
    assert all(each.not_linkable == each.held_back > 0 for each in scores)
    lines = report(scores)
    assert sum("**met**" in line for line in lines) == 2
    assert len([line for line in lines if line.startswith("| ")]) == 9


@pytest.mark.peers
def test_the_picture_is_small_and_the_same_for_the_same_curves(tmp_path: Path) -> None:
    points = tuple((at / 5000, at / 200_000) for at in range(1, 5001))
    curves = (Curve("clean", points, (0.9, 0.004)), Curve("wrong_level_word", points, (0.8, 0.01)))
    draw(curves, tmp_path / "one" / "curve.svg")
    draw(curves, tmp_path / "two.svg")
    picture = (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one" / "curve.svg").read_bytes() == picture
    assert len(picture) < 100_000
    assert b"wrong level word" in picture


def test_thinning_keeps_both_ends() -> None:
    points = [(at / 999, 0.0) for at in range(1000)]
    kept = _thinned(points)
    assert len(kept) == 160
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert _thinned(points[:3]) == points[:3]
