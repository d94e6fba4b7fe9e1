"""Citations of regulations (立项依据): titles, document numbers, issuers, articles."""

from __future__ import annotations

from extraction.citations.doc_numbers import normalise_doc_number
from extraction.citations.find import find_citations
from extraction.citations.titles import normalise_title

__all__ = ["find_citations", "normalise_doc_number", "normalise_title"]
