"""The rules' citations in a spaCy pipeline are those of the rules."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import DocBin

import models.spacy_pipeline  # noqa: F401  registers the components
from extraction.citations import find_citations
from models.spacy_pipeline.groups import read_group

TEXT = "依据 市水务局《青溪市河道\n管理办法》（青府规〔2021〕 7号）第三条、《通知》和《海塘条例》办理。"


@pytest.mark.parametrize("section", [None, "basis", "overview"])
def test_the_same_as_the_rules(section: str | None) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_citations", config={"section": section})
    doc = nlp(TEXT)
    cited = find_citations(TEXT, start=0, end=len(TEXT), section=section)  # type: ignore[arg-type]
    group = doc.spans["yiju_citations"]
    found = read_group(doc, key="yiju_citations")
    assert [(one.start, one.end, one.raw_confidence) for one in found] == [
        (one.start, one.end, one.confidence) for one in cited
    ]
    assert [one["title"] for one in group.attrs["citations"]] == [one.title for one in cited]
    assert group.attrs["citations"][0]["doc_number"] == "青府规〔2021〕7号"
    assert {span.label_ for span in group} == {"CITATION"}


def test_the_doc_says_its_section() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_citations")
    doc = nlp.make_doc(TEXT)
    doc._.yiju_section = "basis"
    found = read_group(nlp(doc), key="yiju_citations")
    # In a disclosure 《通知》 is a mention of its own; in other texts a short name is none.
    assert len(found) == len(read_group(nlp(TEXT), key="yiju_citations")) + 1


def test_what_a_docbin_keeps() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_citations")
    doc = nlp(TEXT)
    stored = DocBin(docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again.spans["yiju_citations"].attrs == doc.spans["yiju_citations"].attrs


def test_no_citations() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_citations")
    assert read_group(nlp("没有"), key="yiju_citations") == ()
