"""Which regulation a citation means: the registry's records, its index and the linker.

In memory, and nobody's business who fills it.
"""

from __future__ import annotations

from extraction.registry.catalogue import Catalogue
from extraction.registry.doc_number_keys import number_key
from extraction.registry.document_links import link_citations
from extraction.registry.evidence import Evidence
from extraction.registry.in_force import Edition
from extraction.registry.linker import Context, Linker, Resolution, budget_context
from extraction.registry.ranking import LinkRanker, RuleRanker
from extraction.registry.regulations import (
    Alias,
    Carrier,
    CodeIssuer,
    IssuerCode,
    Version,
    Work,
)
from extraction.registry.shipped import shipped_codes, shipped_redirects, shipped_works
from extraction.registry.title_keys import normal_title
from extraction.registry.works_json import read_codes, read_works, work_from_json, work_to_json

__all__ = [
    "Alias",
    "Carrier",
    "Catalogue",
    "CodeIssuer",
    "Context",
    "Edition",
    "Evidence",
    "IssuerCode",
    "LinkRanker",
    "Linker",
    "Resolution",
    "RuleRanker",
    "Version",
    "Work",
    "budget_context",
    "link_citations",
    "normal_title",
    "number_key",
    "read_codes",
    "read_works",
    "shipped_codes",
    "shipped_redirects",
    "shipped_works",
    "work_from_json",
    "work_to_json",
]
