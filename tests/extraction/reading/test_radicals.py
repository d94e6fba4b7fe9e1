"""Plain characters for the code points of radicals."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.radicals import plain_characters, radical_table


@pytest.mark.parametrize(
    ("printed", "plain", "reason"),
    [
        ("项⽬资⾦", "项目资金", "Kangxi radicals have a mapping in Unicode"),
        ("⻔⺠⻅⻓⻛⻘", "门民见长风青", "the radicals supplement has none there"),
        ("⼾⻩⻘", "户黄青", "the simplified shape, where NFKC gives the traditional one"),
        ("\u2329关于\u232a", "〈关于〉", "angle brackets of the technical block"),
        ("\uf901", "\u66f4", "a compatibility ideograph"),
        ("项目（2025）", "项目（2025）", "plain characters and full-width marks stay"),
        ("Ａ１①㎡", "Ａ１①㎡", "other compatibility characters are not touched"),
        ("plain", "plain", "no work for ASCII"),
        ("", "", "nothing"),
    ],
)
def test_plain_characters(printed: str, plain: str, reason: str) -> None:
    assert plain_characters(printed) == plain, reason


def test_nothing_in_the_table_is_left_a_radical() -> None:
    for code, plain in radical_table().items():
        assert len(plain) == 1
        assert ord(plain) not in radical_table()
        assert not unicodedata.name(plain).startswith(("KANGXI RADICAL", "CJK RADICAL")), chr(code)


@given(st.text())
def test_the_length_stays_and_a_second_pass_changes_nothing(text: str) -> None:
    once = plain_characters(text)
    assert len(once) == len(text)
    assert plain_characters(once) == once
