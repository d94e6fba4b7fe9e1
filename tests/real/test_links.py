"""Labelled citations of real sentences and documents → the regulations that they mean.

The labels (``citation_links.toml``, ``sample_links.toml``) were decided by reading. An entry's
ids are those of the full registry; one that the registry at hand does not hold, or holds under
another id, is judged accordingly.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extraction import extract
from extraction.citations import normalise_title
from extraction.registry import (
    Catalogue,
    Linker,
    shipped_codes,
    shipped_redirects,
    shipped_works,
)
from extraction.schema import Link
from models.links import released_ranker
from service.registry.importing import import_file
from service.registry.opening import fill_if_new
from service.store import issuer_codes, open_store, works
from tests.real.samples import FOLDER

HERE = Path(__file__).parent
REGISTRY = FOLDER.parent / "registry"


@dataclass(frozen=True)
class Registry:
    """A registry at hand: its linker, the ids it holds, and where other ids lead."""

    linker: Linker
    ids: frozenset[str]
    redirects: Mapping[str, str]

    def held(self, ids: list[str]) -> frozenset[str]:
        return frozenset(self.redirects.get(each, each) for each in ids) & self.ids


def _starter() -> Registry:
    shipped = list(shipped_works())
    linker = Linker(Catalogue(shipped, shipped_codes()), ranker=released_ranker())
    return Registry(linker, frozenset(work.id for work in shipped), shipped_redirects())


def _everything(folder: Path) -> Registry:
    """Return the starter with the whole source imported over it, out of a real store."""
    with open_store(str(folder / "store.db")) as store:
        fill_if_new(store)
        import_file(store, REGISTRY / "regulations.jsonl", strict=False, by="test")
        with store.read() as connection:
            held = list(works.read_works(connection))
            codes = list(issuer_codes.read_issuer_codes(connection))
            redirects = works.read_redirects(connection)
    linker = Linker(Catalogue(held, codes), ranker=released_ranker())
    return Registry(linker, frozenset(work.id for work in held), redirects)


@pytest.fixture(scope="module", params=["starter", "everything"])
def registry(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    if request.param == "starter":
        return _starter()
    return _everything(tmp_path_factory.mktemp("registry"))


def _labelled() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each label of a sentence with the entry that says what it means."""
    entries = tomllib.loads((HERE / "citation_links.toml").read_text("utf-8"))["citation"]
    lines = (REGISTRY / "citation_cases.tsv").read_text("utf-8").splitlines()
    cases = {
        hashlib.sha256(sentence.encode()).hexdigest()[:12]: json.loads(spans)
        for sentence, spans, *_ in (line.split("\t") for line in lines if line[:1] != "#")
    }
    for entry in entries:
        (label,) = (
            each
            for each in cases[entry["case"]]
            if entry["span"] in (each.get("title_span"), each.get("doc_span"))
            and entry["span"] == (each.get("title_span") or each.get("doc_span"))
        )
        yield label, entry


def test_labelled_citations(registry: Registry) -> None:
    right = wrong = wanted = 0
    faults: list[object] = []
    for label, entry in _labelled():
        title = label.get("title")
        link = registry.linker.link(
            title=normalise_title(title) if title else None,
            doc_number=label.get("doc_norm"),
            issuer=label.get("issuer"),
        ).link
        meant = registry.held(entry["ids"])
        tolerated = registry.held(entry.get("tolerated", []))
        wanted += bool(meant)
        if link.status == "linked" and link.regulation_id in meant:
            right += 1
        elif link.status == "linked" and link.regulation_id not in tolerated:
            wrong += 1
            faults.append((title, link))
        elif meant:
            faults.append((title, link))
    assert wanted >= 60
    assert right / (right + wrong) >= 0.99, faults
    assert right / wanted >= 0.93, faults


@cache
def _sample_links(document: str, registry_name: str) -> dict[tuple[str | None, str | None], Link]:
    disclosure = extract(FOLDER / f"{document}.pdf", open_linker=lambda: _LINKERS[registry_name])
    return {
        (citation.title, citation.doc_number): citation.link
        for project in disclosure.projects
        for citation in project.citations
        if citation.link is not None
    }


_LINKERS: dict[str, Linker] = {}


def test_the_citations_of_the_sample_documents(registry: Registry) -> None:
    name = f"{len(registry.ids)} works"
    _LINKERS[name] = registry.linker
    entries = tomllib.loads((HERE / "sample_links.toml").read_text("utf-8"))["citation"]
    asked = wrong = 0
    missed: list[object] = []
    for entry in entries:
        if "scanned" in entry["document"]:
            continue
        link = _sample_links(entry["document"], name)[entry.get("title"), entry.get("doc_number")]
        meant = registry.held(entry["ids"])
        asked += 1
        if link.status == "linked":
            wrong += link.regulation_id not in meant
        elif meant:
            missed.append((entry, link))
    assert asked >= 40
    assert wrong == 0
    assert len(missed) <= 1, missed


def test_two_spellings_of_one_regulation_are_linked_to_it_for_two_reasons() -> None:
    _LINKERS["starter"] = _starter().linker
    links = [
        link
        for (title, number), link in _sample_links("songjiang_zhengfawei_2025", "starter").items()
        if number == "发改高技〔2015〕996号" and title
    ]
    assert {link.regulation_id for link in links} == {"ra37467cf2f38"}
    assert sorted(link.why for link in links) == ["文号一致，标题一致", "文号一致，标题缺“用”字"]
