"""From one record a glyph to arrays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.glyph_rows import REPLACEMENT, GlyphRow, glyphs_from_rows
from extraction.reading.turning import page_turning

_PAGE = page_turning((0, 0, 200, 100), 0)


def _row(text: str, x0: float = 10, x1: float = 22, font: str = "ABCDEF+SimSun") -> GlyphRow:
    return GlyphRow(text, x0, x1, 80, 12, font)


def test_a_glyph_on_the_shown_page() -> None:
    glyphs, unmapped = glyphs_from_rows([_row("项")], _PAGE)
    assert (glyphs.text, unmapped) == ("项", 0)
    assert (glyphs.x0[0], glyphs.x1[0], glyphs.baseline[0], glyphs.size[0]) == (10, 22, 20, 12)
    assert glyphs.fonts == ("SimSun",), "the subset's tag is no part of the name"


def test_a_ligature_is_as_many_glyphs_of_equal_width() -> None:
    glyphs, _ = glyphs_from_rows([_row("ffi", 10, 22)], _PAGE)
    assert glyphs.text == "ffi"
    assert glyphs.x0.tolist() == [10, 14, 18]
    assert glyphs.x1.tolist() == [14, 18, 22]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\xa0", "\u200b", "\ufeff", "\t", "\x00", "\x7f"])
def test_blanks_are_dropped(blank: str) -> None:
    glyphs, unmapped = glyphs_from_rows([_row(blank), _row("a" + blank)], _PAGE)
    assert (glyphs.text, unmapped) == ("a", 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\ue000", "private use"),
        ("\uf8ff", "its last code point"),
        ("\U000f0001", "private use of a higher plane"),
        (REPLACEMENT, "what readers give where they know nothing"),
        ("\uffff", "no character at all"),
    ],
)
def test_glyphs_without_text_are_counted_and_kept(text: str, reason: str) -> None:
    glyphs, unmapped = glyphs_from_rows([_row("a"), _row(text)], _PAGE)
    assert (glyphs.text, unmapped) == ("a" + REPLACEMENT, 1), reason


def test_the_code_points_beside_the_private_ones_are_text() -> None:
    glyphs, unmapped = glyphs_from_rows([_row("豈"), _row("（"), _row("𠮷")], _PAGE)
    assert (len(glyphs), unmapped) == (3, 0)


def test_fonts_are_numbered_once_and_radicals_made_plain() -> None:
    rows = [_row("⽬", font="A"), _row("b", font="XYZXYZ+B"), _row("c", font="A")]
    glyphs, _ = glyphs_from_rows(rows, _PAGE)
    assert glyphs.text == "目bc"
    assert glyphs.fonts == ("A", "B")
    assert glyphs.font.tolist() == [0, 1, 0]


def test_nothing() -> None:
    glyphs, unmapped = glyphs_from_rows([_row(" ")], _PAGE)
    assert (len(glyphs), unmapped) == (0, 0)


@given(st.lists(st.text(min_size=1, max_size=3), max_size=6))
def test_the_arrays_stay_parallel(texts: list[str]) -> None:
    glyphs, unmapped = glyphs_from_rows([_row(text) for text in texts], _PAGE)
    size = len(glyphs.text)
    for array in (glyphs.x0, glyphs.x1, glyphs.baseline, glyphs.size, glyphs.font):
        assert len(array) == size
    assert 0 <= unmapped <= size <= sum(map(len, texts))
    assert glyphs.text.count(REPLACEMENT) == unmapped
    assert not any(letter.isspace() and letter in " \t\n\u3000\xa0" for letter in glyphs.text)
