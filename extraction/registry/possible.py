"""What a citation can mean at all, and which of two candidates has more for it.

Rules that no score overrules: where they say no, a likely answer would be a guess.
"""

from __future__ import annotations

from collections.abc import Mapping

from extraction.registry.evidence import Evidence, IssuerRelation
from extraction.registry.places import PlaceRelation
from extraction.registry.title_likeness import TitleRelation

_LEAST_LIKENESS = 0.7
_LEAST_SLIPPED = 6  # characters of a core in which one lost leaves it recognisable


def may_be_meant(evidence: Evidence) -> bool:
    """Tell whether the entry can be what is cited at all, however like the titles are.

    A draft is not the final text. Without the number to prove it, the rule of another place
    is another rule (also where the title names none: nobody cites another city's rule so), so
    is that of another year, batch or ordinal, a notice of another body, the text on trial for
    the final one; and a title with another word in it (节约用水 for 节约能源) is another title,
    unless only the place is left out.
    """
    if evidence.draft:
        return False
    if evidence.number == "same":
        return True
    if evidence.place == "differs" or evidence.numerals or evidence.trial:
        return False
    # A notice has one number; one of another body's is another notice of the same title.
    other_number = evidence.number in ("differs", "same_count")
    if other_number and (
        evidence.code == "differs" or (evidence.code != "same" and not evidence.lasting)
    ):
        return False
    proved = evidence.issuer == "same" or evidence.code == "same"
    if (evidence.place == "elsewhere" and not proved) or (
        evidence.issuer == "differs" and (not evidence.lasting or evidence.title == "carried")
    ):
        return False
    if evidence.place_alone or evidence.kind or evidence.likeness == 1.0:
        return True
    if evidence.reworded or evidence.likeness < _LEAST_LIKENESS:
        return False
    return evidence.length >= _LEAST_SLIPPED


def outdoes(one: Evidence, other: Evidence) -> bool:
    """Tell whether ``one`` is better supported by title, issuer or place, and by none worse."""
    mine, theirs = _support(one), _support(other)
    return mine != theirs and all(a >= b for a, b in zip(mine, theirs, strict=True))


def _support(evidence: Evidence) -> tuple[int, int, int]:
    return (
        _TITLE_RANK[evidence.title] if evidence.likeness == 1.0 else 0,
        _ISSUER_RANK[evidence.issuer] + _ISSUER_RANK[evidence.code],
        _PLACE_RANK[evidence.place],
    )


_TITLE_RANK: Mapping[TitleRelation, int] = {
    "same": 3, "core": 2, "local": 2, "carried": 1, "near": 0, "absent": 0,
}  # fmt: skip
_ISSUER_RANK: Mapping[IssuerRelation, int] = {"same": 2, "unknown": 1, "differs": 0}
_PLACE_RANK: Mapping[PlaceRelation, int] = {
    "same": 2, "here": 2, "none": 2, "unknown": 1, "unplaced": 1, "elsewhere": 0, "differs": 0,
}  # fmt: skip
