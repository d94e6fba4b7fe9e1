"""When the gate opens: worse beyond the interval, or more than two points on one label."""

from __future__ import annotations

import pytest

from models.scores import Counts
from models.shelf.gate import judge
from models.tallies import Tally


def _tally(right: dict[str, int], *, documents: int = 20, each: int = 10) -> Tally:
    """Make documents in each of which ``right`` of ``each`` entities of a label are found."""
    return {
        f"d{number}": {label: Counts(found, 0, each - found) for label, found in right.items()}
        for number in range(documents)
    }


@pytest.mark.parametrize(
    ("live", "candidate", "refused"),
    [
        ({"A": 9, "B": 9}, {"A": 9, "B": 9}, []),  # the same
        ({"A": 9, "B": 9}, {"A": 10, "B": 9}, []),  # better
        ({"A": 9, "B": 9}, {"A": 8, "B": 8}, ["worse beyond", "A:", "B:"]),
        ({"A": 5, "B": 9}, {"A": 9, "B": 8}, ["B:"]),  # better as a whole, worse on one label
        ({"A": 9}, {"A": 9, "B": 0}, ["worse beyond"]),  # what it misses of a label of its own
        ({"A": 9, "B": 9}, {"A": 9}, ["worse beyond", "B:"]),  # a label is lost altogether
    ],
)
def test_the_gate(live: dict[str, int], candidate: dict[str, int], refused: list[str]) -> None:
    before, after = _tally(live), dict(_tally(candidate))
    if "B" in live and "B" not in candidate:
        after = {name: {**held, "B": Counts(0, 0, 10)} for name, held in after.items()}
    verdict = judge(before, after)
    assert verdict.passes == (not refused)
    assert [
        part for part, reason in zip(refused, verdict.reasons, strict=True) if part not in reason
    ] == []


def _counts(found: int, of: int) -> Tally:
    return {
        f"d{number}": {"A": Counts(int(number < found), 0, int(number >= found))}
        for number in range(of)
    }


@pytest.mark.parametrize(("lost", "passes"), [(0, True), (3, True), (5, False)])
def test_two_points_are_the_bound(lost: int, passes: bool) -> None:
    # F1 of 2·n / (n + 100): 0.9899 less 0.9744 is below two points, less 0.9637 above.
    verdict = judge(_counts(98, 100), _counts(98 - lost, 100))
    assert any(reason.startswith("A:") for reason in verdict.reasons) is not passes


def test_a_verdict_as_json_has_what_the_journal_and_the_pages_show() -> None:
    found = judge(_tally({"A": 9}), _tally({"A": 5})).to_json()
    assert found["passes"] is False
    assert found["overall"] == {
        "before": 0.9474,
        "after": 0.6667,
        "difference": -0.2807,
        "interval": [-0.2807, -0.2807],
        "real": True,
    }
