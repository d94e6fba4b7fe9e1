"""What a cell holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.forms.cell_text import clean_cell


@pytest.mark.parametrize(
    ("cell", "value", "printed", "inside", "reason"),
    [
        ("河道养护", "河道养护", "河道养护", "河道养护", "plain"),
        (" 河道 养护\n", "河道养护", "河道 养护", "河道 养护", "blanks around are outside"),
        ("河道\n养护", "河道养护", "河道养护", "河道\n养护", "a line end is no blank"),
        ("<p>河道养护</p>", "河道养护", "河道养护", "河道养护", "tags around"),
        ("<p> 河道 </p>", "河道", "河道", "河道", "and blanks inside them"),
        ("甲<br/>乙", "甲乙", "甲乙", "甲<br/>乙", "a tag inside stays in the text"),
        ('<span style="color:red">甲</span>', "甲", "甲", "甲", "a tag with attributes"),
        ("甲&amp;乙", "甲&乙", "甲&乙", "甲&amp;乙", "an entity"),
        ("&nbsp;甲&nbsp;", "甲", "甲", "甲", "blanks as entities"),
        ("&lt;5(天)", "<5(天)", "<5(天)", "&lt;5(天)", "an operator as an entity"),
        ("<5(天)", "<5(天)", "<5(天)", "<5(天)", "an operator is no tag"),
        ("A<B公司>", "A<B公司>", "A<B公司>", "A<B公司>", "words in brackets are no tag"),
        ("≥1 (次)", "≥1(次)", "≥1 (次)", "≥1 (次)", "a blank in a line is printed"),
        ("R&D平台", "R&D平台", "R&D平台", "R&D平台", "an ampersand of its own"),
        ("", "", "", "", "an empty cell"),
        (" \n ", "", "", "", "blanks alone"),
        ("<p></p>", "", "", "", "tags alone"),
        ("&nbsp;", "", "", "", "an entity alone"),
    ],
)
def test_clean_cell(cell: str, value: str, printed: str, inside: str, reason: str) -> None:
    text = "前\t" + cell + "\t后"
    found = clean_cell(text, [(2, 2 + len(cell))])
    assert (found.value, found.printed) == (value, printed), reason
    assert text[found.start : found.end] == inside, reason


def test_pieces_are_put_together() -> None:
    text = "建设河道\t甲\n\n管理 平台\t\n丙"
    found = clean_cell(text, [(0, 4), (8, 13)])
    assert found.value == "建设河道管理平台"
    assert found.printed == "建设河道管理 平台"
    assert text[found.start : found.end] == text[:13]


_CELLS = st.lists(
    st.one_of(
        st.sampled_from(["<p>", "</p>", "<br>", "&nbsp;", "&lt;", "\n", " ", "<", ">", "≥5"]),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@given(_CELLS, st.text(max_size=3), st.text(max_size=3))
def test_the_offsets_are_inside_the_cell(cell: str, before: str, after: str) -> None:
    text = before + cell + after
    found = clean_cell(text, [(len(before), len(before) + len(cell))])
    assert len(before) <= found.start <= found.end <= len(before) + len(cell)
    assert not any(letter.isspace() for letter in found.value)
    assert "".join(found.printed.split()) == found.value
    if "<" not in cell and "&" not in cell:
        assert found.value == "".join(text[found.start : found.end].split())


@given(st.lists(_CELLS, min_size=1, max_size=3))
def test_pieces_enclose_what_was_found(pieces: list[str]) -> None:
    text = "\t|".join(pieces)
    spans, at = [], 0
    for piece in pieces:
        spans.append((at, at + len(piece)))
        at += len(piece) + 2
    found = clean_cell(text, spans)
    assert 0 <= found.start <= found.end <= len(text)
    if not any(letter in "<&" for letter in text):
        assert found.value == "".join("".join(pieces).split())
