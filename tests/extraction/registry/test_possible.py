"""What a citation can mean at all, and which candidate has more for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Evidence
from extraction.registry.possible import may_be_meant, outdoes

EXACT = Evidence("absent", "unknown", "unknown", "none", None, lasting=False, title="same",
                 likeness=1.0, length=12)  # fmt: skip
NEAR = replace(EXACT, title="near", likeness=0.9, edits=1, lost=True)
PROVED = replace(EXACT, number="same")


@pytest.mark.parametrize(
    ("evidence", "possible", "reason"),
    [
        (EXACT, True, "the title"),
        (NEAR, True, "a lost character"),
        (replace(EXACT, draft=True), False, "a draft is not the final text"),
        (replace(PROVED, draft=True), False, "even with a number"),
        (replace(EXACT, place="differs"), False, "another place"),
        (replace(PROVED, place="differs"), True, "the number proves it"),
        (replace(EXACT, place="elsewhere"), False, "nobody cites another city's rule so"),
        (replace(EXACT, place="elsewhere", issuer="same"), True, "its issuer is printed"),
        (replace(NEAR, numerals=True), False, "another year"),
        (replace(EXACT, trial=True), False, "the text on trial"),
        (replace(EXACT, issuer="differs"), False, "a notice of another body"),
        (replace(EXACT, issuer="differs", lasting=True), True, "a law has one issuer"),
        (replace(EXACT, issuer="differs", lasting=True, title="carried"), False,
         "but nobody else's notice carries it"),
        (replace(EXACT, number="differs"), False, "a notice has one number"),
        (replace(EXACT, number="differs", code="same"), True, "a slip in the body's number"),
        (replace(EXACT, number="differs", lasting=True), True, "a law's new version"),
        (replace(EXACT, number="differs", lasting=True, code="differs"), False, "another body's"),
        (replace(NEAR, reworded=True), False, "another word"),
        (replace(NEAR, likeness=0.6), False, "a third is otherwise"),
        (replace(NEAR, length=4), False, "one of four characters lost"),
        (replace(NEAR, likeness=0.5, kind=True), True, "the kind word alone"),
        (replace(NEAR, likeness=0.5, place_alone=True), True, "the place alone"),
    ],
)  # fmt: skip
def test_possible(evidence: Evidence, possible: bool, reason: str) -> None:
    assert may_be_meant(evidence) is possible, reason


@pytest.mark.parametrize(
    ("one", "other", "better", "reason"),
    [
        (EXACT, replace(EXACT, title="core"), True, "the title as it is"),
        (EXACT, EXACT, False, "equal"),
        (replace(EXACT, issuer="same"), EXACT, True, "an issuer"),
        (replace(EXACT, place="here"), replace(EXACT, place="unplaced"), True, "a place"),
        (replace(EXACT, title="core", issuer="same"), EXACT, False, "one for, one against"),
    ],
)
def test_the_better_supported(one: Evidence, other: Evidence, better: bool, reason: str) -> None:
    assert outdoes(one, other) is better, reason
    assert not (better and outdoes(other, one))
