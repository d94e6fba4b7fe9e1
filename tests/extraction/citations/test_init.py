"""The door of the package."""

from __future__ import annotations

import extraction.citations as package


def test_the_public_names() -> None:
    assert sorted(package.__all__) == [
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
    assert all(getattr(package, name) is not None for name in package.__all__)
