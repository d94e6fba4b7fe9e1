"""Features: one row a character, words and matches as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.features import rows
from models.tokens.lexicon import Word, read_lexicon

LEXICON = read_lexicon("河道 90 n\n整治 80 v\n河道整治 50 nz\n的 900 uj\n")


@dataclass(frozen=True)
class _Known:
    name: str
    places: tuple[tuple[int, int], ...]

    def find(self, text: str) -> Iterable[tuple[int, int]]:  # noqa: ARG002
        return self.places


@given(st.text(max_size=30))
def test_one_row_a_character_whatever_it_is(text: str) -> None:
    made = rows(text, lexicon=LEXICON, dictionaries=[_Known("t", ((0, 1),))])
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
    row = set(rows("《河道12", lexicon=LEXICON)[1])
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
    assert rows("２０年", lexicon=None) == rows("20年", lexicon=None)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ((1, 4), ["Wt", "WtB", "WtM", "WtE"]),
        ((0, 1), ["WtS", "Wt", "Wt", "Wt"]),
        ((2, 9), ["Wt"] * 4),  # outside the text: not counted
    ],
)
def test_matches(place: tuple[int, int], seen: list[str]) -> None:
    made = rows("甲乙丙丁", lexicon=None, dictionaries=[_Known("t", (place,))])
    assert [row[-1] for row in made] == seen
