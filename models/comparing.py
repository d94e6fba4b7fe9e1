"""When a predicted value says the same as gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rapidfuzz.distance import Levenshtein

from extraction.schema import DATE_FIELDS, MONEY_FIELDS

Level = Literal["strict", "soft"]

SOFT_LIKENESS = 0.9
# One wrong digit makes an amount, a date or a code wrong, however long it is.
EXACT_FIELDS = (
    MONEY_FIELDS
    | DATE_FIELDS
    | {"fiscal_year", "pages", "section_kind", "operator", "value"}
    | {"doc_number", "article", "version", "section"}
    | {f"declared.{name}" for name in ("project_count", "amount")}
    | {f"declared.{name}" for name in ("large_project_count", "large_project_threshold")}
)
# Likeness of long texts is settled by their beginnings; this bounds the time of a comparison.
_COMPARED_CHARACTERS = 2000


def printed(value: object) -> str | None:
    """Return the text of a JSON value; None for null, for blanks and for an empty list.

    A field's value may stand in an object under "value"; a list (pages) is joined by "-".
    """
    if isinstance(value, Mapping):
        value = value.get("value")
    if value is None:
        return None
    text = "-".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if squeezed(text) else None


def squeezed(text: str) -> str:
    """Return ``text`` without whitespace of any kind."""
    return "".join(text.split())


def agrees(name: str, expected: str | None, found: str | None, level: Level) -> bool:
    """Tell whether ``found`` is right where gold says ``expected``, for the field ``name``."""
    if expected is None or found is None:
        return expected is found
    one, other = squeezed(expected), squeezed(found)
    if one == other:
        return True
    if level == "strict" or name in EXACT_FIELDS:
        return False
    return Levenshtein.normalized_similarity(one, other) >= SOFT_LIKENESS


def likeness(one: str | None, other: str | None) -> float:
    """Return the similarity of two texts, 0 to 1; 0 where one of them is None."""
    if one is None or other is None:
        return 0.0
    return Levenshtein.normalized_similarity(
        squeezed(one)[:_COMPARED_CHARACTERS], squeezed(other)[:_COMPARED_CHARACTERS]
    )
