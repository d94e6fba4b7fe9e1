"""Citations of regulations (立项依据): titles, document numbers, issuers, articles."""

from __future__ import annotations

from extraction.citations.companions import Companion
from extraction.citations.doc_numbers import normalise_doc_number
from extraction.citations.find import Cited, find_citations, find_cited
from extraction.citations.instruments import find_instruments
from extraction.citations.titles import normalise_title

__all__ = [
    "Cited",
    "Companion",
    "find_citations",
    "find_cited",
    "find_instruments",
    "normalise_doc_number",
    "normalise_title",
]
