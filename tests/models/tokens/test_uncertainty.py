"""Which text to correct next."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.learned import Passage
from models.tokens.classifier import FILE, FOLDER
from models.tokens.crf import TokenTagger
from models.tokens.uncertainty import MIXED_BELOW, ORDERS, Doubt, OrderName, order, queue_order

SURE, SHORT, LONG = Doubt(0.99, 0.98, 20), Doubt(0.5, 0.6, 4), Doubt(0.2, 0.4, 200)
DOUBTS = [SURE, SHORT, LONG]


@pytest.mark.parametrize(
    ("name", "places", "why"),
    [
        ("sequence", [2, 1, 0], "long texts seem doubtful as a whole"),
        ("marginal", [2, 1, 0], "the least sure character"),
        ("normalised", [1, 2, 0], "a character of the short one is more doubtful"),
    ],
)
def test_orders(name: OrderName, places: list[int], why: str) -> None:
    assert order(DOUBTS, name) == places, why


@given(
    doubts=st.lists(
        st.builds(
            Doubt,
            st.floats(0, 1, exclude_min=True),
            st.floats(0, 1),
            st.integers(1, 50),
        ),
        max_size=20,
    ),
    seed=st.integers(0, 3),
)
def test_every_text_stands_once_in_every_order(doubts: list[Doubt], seed: int) -> None:
    for name in ORDERS:
        found = order(doubts, name, seed=seed)
        assert sorted(found) == list(range(len(doubts)))
        assert found == order(doubts, name, seed=seed)


def test_mixed_takes_by_turns() -> None:
    doubts = [Doubt(1 - at / 40, 0.5, 10) for at in range(30)]
    mixed, drawn = order(doubts, "mixed"), order(doubts, "random")
    assert {drawn[0], drawn[1]} <= set(mixed[:4])
    assert {29, 28} <= set(mixed[:4])


def test_the_doubt_of_a_model() -> None:
    tagger = TokenTagger(FOLDER / FILE)
    plain = tagger.doubt(Passage("每季度检查一次。"))
    assert plain.size == 8
    assert 0.0 <= plain.sequence <= plain.lowest <= 1.0
    assert tagger.doubt(Passage("")) == Doubt(1.0, 1.0, 0)
    assert plain.normalised == pytest.approx(-math.log(plain.sequence) / 8)


def test_the_queue_goes_over_to_doubt_alone() -> None:
    doubts = [Doubt(1 - at / 40, 0.5, 10) for at in range(30)]
    early = queue_order(doubts, characters_read=MIXED_BELOW - 1, seed=3)
    late = queue_order(doubts, characters_read=MIXED_BELOW, seed=3)
    assert early == order(doubts, "mixed", seed=3)
    assert late == order(doubts, "normalised", seed=3)
