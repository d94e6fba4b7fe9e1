"""Citations found in real sentences that were labelled by hand, and what they were judged to mean."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from models.citation_scores import CitationScores, LabelledSentence, read_labelled, score_citations
from tests.real.samples import FOLDER

REGISTRY = FOLDER.parent / "registry"
CASES = REGISTRY / "citation_cases.tsv"
HERE = Path(__file__).parent

if not CASES.is_file():
    pytest.skip("needs the labelled sentences in ../shared/registry", allow_module_level=True)


@pytest.fixture(scope="module")
def sentences() -> tuple[LabelledSentence, ...]:
    return read_labelled(CASES)


@pytest.fixture(scope="module")
def scores(sentences: tuple[LabelledSentence, ...]) -> CitationScores:
    return score_citations(sentences)


@pytest.fixture(scope="module")
def known_ids() -> frozenset[str]:
    with (REGISTRY / "regulations.jsonl").open(encoding="utf-8") as rows:
        return frozenset(json.loads(row)["id"] for row in rows)


def test_the_sentences_are_there(sentences: tuple[LabelledSentence, ...]) -> None:
    assert len(sentences) >= 75


def test_title_spans(scores: CitationScores) -> None:
    assert (scores.titles.f1 or 0) >= 0.93, scores.misses


def test_numbers(scores: CitationScores) -> None:
    assert (scores.numbers.f1 or 0) >= 0.97, scores.misses
    assert (scores.canonical.f1 or 0) >= 0.97, scores.misses


def _links(name: str) -> list[dict[str, object]]:
    return list(tomllib.loads((HERE / name).read_text("utf-8"))["citation"])


def test_every_labelled_citation_has_its_link_judged(
    sentences: tuple[LabelledSentence, ...],
) -> None:
    labelled = []
    for row in CASES.read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            sentence, citations, _ = row.split("\t")
            case = hashlib.sha256(sentence.encode()).hexdigest()[:12]
            labelled += [
                (case, citation.get("title_span") or citation["doc_span"])
                for citation in json.loads(citations)
            ]
    assert [(entry["case"], entry["span"]) for entry in _links("citation_links.toml")] == labelled


def test_every_citation_of_the_samples_has_its_link_judged() -> None:
    cited = {
        (path.name.removesuffix(".gold.json"), citation["title"], citation["doc_number"])
        for path in FOLDER.glob("*.gold.json")
        for project in json.loads(path.read_text("utf-8"))["projects"]
        for citation in project["citations"]
    }
    judged = [
        (entry["document"], entry["title"], entry.get("doc_number"))
        for entry in _links("sample_links.toml")
    ]
    assert len(judged) == len(set(judged))
    assert set(judged) == cited


@pytest.mark.parametrize("name", ["citation_links.toml", "sample_links.toml"])
def test_links_name_entries_of_the_registry(name: str, known_ids: frozenset[str]) -> None:
    for entry in _links(name):
        ids, tolerated = entry["ids"], entry.get("tolerated", [])
        assert isinstance(ids, list)
        assert isinstance(tolerated, list)
        assert known_ids.issuperset([*ids, *tolerated]), entry
        assert not set(ids) & set(tolerated), entry
        assert (entry["status"] == "linked") == bool(ids), entry
        assert entry["status"] in ("linked", "unknown"), entry
