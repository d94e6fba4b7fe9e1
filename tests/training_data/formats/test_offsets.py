from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.training_data.formats.records import texts
from training_data.formats.offsets import Counting


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts, st.data())
def test_utf16_offsets_are_those_of_the_encoded_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    counting = Counting(text, "utf16")
    assert counting.outward(offset) == _units(text[:offset])
    assert counting.inward(counting.outward(offset)) == offset


@given(texts, st.integers(1, 5))
def test_what_is_outside_stays_outside(text: str, beyond: int) -> None:
    counting = Counting(text, "utf16")
    found = counting.inward(_units(text) + beyond)
    assert found == len(text) + beyond
    assert counting.inward(-beyond) == -beyond


def test_an_offset_inside_a_character_is_none() -> None:
    assert Counting("甲𠀀乙", "utf16").inward(2) is None


def test_code_points_are_left_alone() -> None:
    assert Counting("甲𠀀乙", "codepoint").inward(2) == 2
