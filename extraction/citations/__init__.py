"""Citations of regulations (立项依据): titles, document numbers, issuers, articles."""

from __future__ import annotations

from extraction.citations.companions import Companion
from extraction.citations.doc_numbers import Number, normalise_doc_number
from extraction.citations.find import Cited, Revise, find_citations, find_cited
from extraction.citations.flatten import Flat, flatten
from extraction.citations.instruments import find_instruments
from extraction.citations.labelled import number_at, title_at
from extraction.citations.parts import BY_MODEL, Parts, read_parts
from extraction.citations.titles import Title, normalise_title
from extraction.citations.versions import split_edition

__all__ = [
    "BY_MODEL",
    "Cited",
    "Companion",
    "Flat",
    "Number",
    "Parts",
    "Revise",
    "Title",
    "find_citations",
    "find_cited",
    "find_instruments",
    "flatten",
    "normalise_doc_number",
    "normalise_title",
    "number_at",
    "read_parts",
    "split_edition",
    "title_at",
]
