"""The door of the package."""

from __future__ import annotations

import extraction.citations as package


def test_the_public_names() -> None:
    assert sorted(package.__all__) == [
        "Cited",
        "Companion",
        "find_citations",
        "find_cited",
        "find_instruments",
        "normalise_doc_number",
        "normalise_title",
    ]
    assert all(callable(getattr(package, name)) for name in package.__all__)
