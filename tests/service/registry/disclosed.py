"""Disclosures with real citations, made of a sentence, for the registry's tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from extraction.citations import find_citations
from extraction.registry import Catalogue, Linker, Work, link_citations
from extraction.registry.linker import Context
from extraction.schema import SCHEMA_VERSION, Declared, Disclosure, Project, Source
from tests.service.disclosures import value


def linker_over(*works: Work) -> Linker:
    """Return a linker that knows these works alone."""
    return Linker(Catalogue(works))


def disclosed(
    text: str,
    name: str = "甲局.pdf",
    *,
    department: str = "上海市松江区水务局",
    linker: Linker | None = None,
    amount: str = "1200000.00",
) -> Disclosure:
    """Return a disclosure whose only project rests on ``text``; linked where a linker is given."""
    found = find_citations(text, start=0, end=len(text), section="basis")
    if linker is not None:
        links = link_citations(text, found, linker, context=Context())
        found = tuple(replace(each, link=it.link) for each, it in zip(found, links, strict=True))
    project = Project(
        index=0,
        name="河道养护",
        pages=(1, 2),
        fields={"annual_request": value(amount)},
        citations=tuple(replace(each, page=2) for each in found),
    )
    sha256 = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
    return Disclosure(
        schema_version=SCHEMA_VERSION,
        source=Source(name, sha256, "application/pdf", 2, "pdfium", len(text)),
        department=department,
        fiscal_year=2025,
        declared=Declared(),
        projects=(project,),
        checks=(),
        problems=(),
    )
