"""The documents of the speed comparison hold as many citations as they claim, on both sides."""

from __future__ import annotations

import pytest

from benchmarks.citation_speed import CitationSpeed, american_documents, chinese_documents, report
from extraction.citations import find_citations
from training_data.citations import make_cases, synthesise_works


@pytest.mark.peers
def test_eyecite_finds_the_citations_of_the_american_documents() -> None:
    import eyecite

    documents = american_documents(seed=5)
    assert documents == american_documents(seed=5)
    found = eyecite.get_citations(documents[0])
    assert len(found) == 50
    assert sum(type(each).__name__ == "FullCaseCitation" for each in found) == 25


def test_chinese_documents_hold_as_many() -> None:
    cases = list(make_cases(tuple(synthesise_works(130, seed=6)), seed=6))
    documents = chinese_documents(cases)
    assert len(documents) == 2
    for text, _ in documents:
        found = find_citations(text, start=0, end=len(text), section="basis")
        assert 45 <= len(found) <= 55


def test_the_verdict_is_of_linking_alone() -> None:
    records = [CitationSpeed("eyecite", 10, 9000.0), CitationSpeed("linking alone", 10, 4000.0)]
    assert report(records)[-1].endswith("(4,000): **missed**.")
