"""The place in a document that a citation names: 第四条, 第六条第（二）项."""

from __future__ import annotations

from extraction.citations.rules import pattern


def find_article(text: str, at: int) -> tuple[int, int] | None:
    """Return the flat range of the article printed right at ``at``, a 中 or 的 skipped.

    Several places in a row (第四条、第五条, 第四条至第六条) are one range: it is one mention.
    """
    found = pattern("article").match(text, at)
    return found.span("article") if found else None


def is_article(words: str) -> bool:
    """Tell whether the words name nothing but a place in a document."""
    return pattern("article").fullmatch(words) is not None
