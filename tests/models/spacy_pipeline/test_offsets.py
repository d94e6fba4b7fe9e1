"""Characters and tokens of spaCy's Chinese tokenizer, both ways."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from models.spacy_pipeline import TokenMap

NLP = spacy.blank("zh")
# Blanks that fold, blanks that do not, line ends, an astral character, a combining one.
TEXTS = st.text(alphabet="甲乙 \t\n\r\u3000\xa0\u2003a1，《𠀀👍\u0301\u200b", max_size=30)


@given(text=TEXTS)
@example(text="  甲 乙\t丙　丁\n\n𠀀  x 1 ")
@example(text=" ")
@example(text="")
def test_every_character_maps_there_and_back(text: str) -> None:
    doc = NLP.make_doc(text)
    places = TokenMap.of(doc)
    assert doc.text == text
    for at, character in enumerate(text):
        holder, inside = places.token_of(at)
        assert places.character_of(holder, inside) == at
        assert doc[holder].text_with_ws[inside] == character
    for token in doc:
        assert places.token_of(token.idx) == (token.i, 0)
        assert text[token.idx : token.idx + len(token)] == token.text


@given(text=TEXTS.filter(bool), data=st.data())
def test_a_range_lies_in_the_shortest_run_of_tokens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = NLP.make_doc(text)
    first, last = TokenMap.of(doc).tokens(start, end)
    span = doc[first:last]
    assert span.start_char <= start
    assert end <= span.start_char + len(span.text_with_ws)
    # One token less on either side would not do.
    assert start < doc[first].idx + len(doc[first].text_with_ws)
    assert doc[last - 1].idx < end
    exact = doc.char_span(start, end)
    if exact is not None:
        assert (exact.start, exact.end) == (first, last)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4), (3, 4)])
def test_a_range_outside(start: int, end: int) -> None:
    with pytest.raises(IndexError):
        TokenMap.of(NLP.make_doc("甲 乙")).tokens(start, end)


@pytest.mark.parametrize("at", [-1, 3])
def test_a_character_outside(at: int) -> None:
    with pytest.raises(IndexError):
        TokenMap.of(NLP.make_doc("甲 乙")).token_of(at)
