"""The best pairing that keeps both orders."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alignment import Pair, align

WORDS = st.lists(st.sampled_from("abc"), max_size=5)
SCORES = st.lists(st.sampled_from([0.0, 0.3, 0.5, 1.0]), min_size=9, max_size=9)


def same(one: str, other: str) -> float:
    return float(one == other)


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        ("", "", ()),
        ("ab", "ab", ((0, 0), (1, 1))),
        ("abc", "ac", ((0, 0), (1, None), (2, 1))),  # one is missing
        ("ac", "abc", ((0, 0), (None, 1), (1, 2))),  # one too many
        ("ab", "ba", ((0, None), (1, 0), (None, 1))),  # order is kept: only one can pair
        ("a", "b", ((0, None), (None, 0))),  # nothing in common
        ("", "ab", ((None, 0), (None, 1))),
    ],
)
def test_pairs(left: str, right: str, pairs: tuple[Pair, ...]) -> None:
    assert align(left, right, same, least=0.5) == pairs


def test_the_best_sum_wins_over_the_first_match() -> None:
    likeness = {("x", "y"): 0.6, ("x", "z"): 0.9, ("w", "y"): 0.0, ("w", "z"): 0.0}
    pairs = align("x", "yz", lambda a, b: likeness[a, b], least=0.5)
    assert pairs == ((None, 0), (0, 1))


@pytest.mark.parametrize(("likeness", "paired"), [(0.5, True), (0.49, False)])
def test_least_likeness(likeness: float, paired: bool) -> None:
    pairs = align("x", "y", lambda _a, _b: likeness, least=0.5)
    assert pairs == (((0, 0),) if paired else ((0, None), (None, 0)))


@given(WORDS, WORDS)
def test_every_item_stands_once_and_in_order(left: list[str], right: list[str]) -> None:
    pairs = align(left, right, same, least=0.5)
    assert [i for i, _ in pairs if i is not None] == list(range(len(left)))
    assert [j for _, j in pairs if j is not None] == list(range(len(right)))


@given(SCORES)
def test_no_other_pairing_has_a_greater_sum(scores: list[float]) -> None:
    least = 0.4

    def likeness(i: int, j: int) -> float:
        return scores[3 * i + j]

    found = sum(
        likeness(i, j)
        for i, j in align(range(3), range(3), likeness, least=least)
        if i is not None and j is not None
    )
    best = max(
        sum(s for s in (likeness(i, j) for i, j in zip(rows, columns, strict=True)))
        for size in range(4)
        for rows in itertools.combinations(range(3), size)
        for columns in itertools.combinations(range(3), size)
        if all(likeness(i, j) >= least for i, j in zip(rows, columns, strict=True))
    )
    assert found == pytest.approx(best)
