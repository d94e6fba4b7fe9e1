"""Span groups with exact offsets, and memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from models.spacy_pipeline import find_all, pipeline, read_group
from models.spacy_pipeline.groups import set_group
from models.tokens import Found
from tests.models.spacy_pipeline.conftest import BODIES

NLP = spacy.blank("zh")


@given(
    text=st.text(alphabet="甲乙 \t\n　𠀀《", min_size=1, max_size=30),
    data=st.data(),
)
def test_offsets_are_kept_whatever_the_tokens(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    found = tuple(
        Found(start, end, "X", 0.25) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    doc = NLP.make_doc(text)
    set_group(doc, "yiju", found)
    assert read_group(doc) == found
    for span, one in zip(doc.spans["yiju"], found, strict=True):
        assert span.start_char <= one.start
        assert one.end <= span.start_char + len(span.text_with_ws)
    again = next(iter(DocBin().from_bytes(_bytes(doc)).get_docs(NLP.vocab)))
    assert read_group(again) == found


def _bytes(doc: spacy.tokens.Doc) -> bytes:
    return DocBin(docs=[doc]).to_bytes()


def test_a_doc_without_the_group() -> None:
    assert read_group(NLP.make_doc("甲")) == ()


def test_the_same_as_one_by_one(model: Path) -> None:
    nlp = pipeline(model)
    texts = [f"由{body}负责。" for body in BODIES] * 3 + ["", " "]
    assert list(find_all(nlp, texts, batch_size=5)) == [read_group(nlp(text)) for text in texts]


def test_several_processes(model: Path) -> None:
    nlp = pipeline(model)
    texts = [f"由{body}负责。" for body in BODIES]
    found = [read_group(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert found == [read_group(nlp(text)) for text in texts]


def test_many_texts_leave_no_strings_behind(model: Path) -> None:
    nlp = pipeline(model)
    before = len(nlp.vocab.strings)
    # Each text has a character, and a run of blanks, that no other has.
    texts = [f"由{BODIES[0]}负责{chr(0x4E00 + at)}{' ' * at}。" for at in range(600)]
    for found in find_all(nlp, texts, batch_size=100):
        assert [one.label for one in found] == ["ORG"]
    assert len(nlp.vocab.strings) == before
    for _ in nlp.pipe(texts):  # without a zone they pile up
        pass
    assert len(nlp.vocab.strings) >= before + 600


def test_texts_are_read_as_they_are_asked_for(model: Path) -> None:
    taken: list[int] = []

    def stream() -> Iterator[str]:
        for at in range(10):
            taken.append(at)
            yield f"由{BODIES[0]}负责。"

    results = find_all(pipeline(model), stream(), batch_size=2)
    next(results)
    assert taken == [0, 1]
