"""Features: one row a character, words and matches as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.learned import Hit, Passage
from models.tokens.features import rows
from models.tokens.lexicon import Lexicon, Word

LEXICON = Lexicon("河道 90 n\n整治 80 v\n河道整治 50 nz\n的 900 uj\n")


@given(st.text(max_size=30))
def test_one_row_a_character_whatever_it_is(text: str) -> None:
    made = rows(Passage(text, "basis", "二、立项依据", (Hit(0, 1, "t"),)), lexicon=LEXICON)
    assert len(made) == len(text)
    assert all(len(row) == len({feature[0] for feature in row}) for row in made)


@given(st.text(alphabet="河道整治的12 ", max_size=30))
def test_words_leave_no_gap(text: str) -> None:
    words = LEXICON.segment(text)
    assert "".join(text[word.start : word.end] for word in words) == text


def test_the_likelier_path_of_words() -> None:
    assert LEXICON.segment("河道整治的") == [Word(0, 4, "nz"), Word(4, 5, "uj")]
    assert LEXICON.segment("道整治") == [Word(0, 1, "x"), Word(1, 3, "v")]


def test_what_is_seen_of_a_character() -> None:
    row = set(rows(Passage("《河道12"), lexicon=LEXICON)[1])
    assert {
        "D河",
        "C《",
        "E道",
        "I《河",
        "J河道",
        "L《道",
        "M《河道",
        "Nocc",
        "S河道",
        "QBn",
    } <= row


def test_full_width_digits_are_seen_as_half_width() -> None:
    assert rows(Passage("２０年"), lexicon=None) == rows(Passage("20年"), lexicon=None)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ((1, 4), [[], ["WtB"], ["WtM"], ["WtE"]]),
        ((0, 1), [["WtS"], [], [], []]),
        ((2, 9), [[]] * 4),  # outside the text: not counted
    ],
)
def test_hits(place: tuple[int, int], seen: list[list[str]]) -> None:
    made = rows(Passage("甲乙丙丁", hits=(Hit(*place, "t"),)), lexicon=None)
    assert [[one for one in row if one[0] == "W"] for row in made] == seen


@pytest.mark.parametrize(
    ("passage", "seen"),
    [
        (Passage("甲"), set()),
        (Passage("甲", "basis"), {"Xbasis"}),
        (Passage("甲", "implementer", "三、责任单位："), {"Ximplementer", "Y单位", "y责任"}),
        (Passage("甲", None, "概"), set()),  # one character says nothing
    ],
)
def test_where_a_passage_stands(passage: Passage, seen: set[str]) -> None:
    (row,) = rows(passage, lexicon=None)
    assert {one for one in row if one[0] in "XYy"} == seen
