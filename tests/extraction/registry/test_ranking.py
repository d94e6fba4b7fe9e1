"""The ranker by rules: what is certain comes before what is likely."""

from __future__ import annotations

from dataclasses import replace

from extraction.registry import Evidence, RuleRanker

EXACT = Evidence("absent", "unknown", "unknown", "none", None, lasting=True, title="same",
                 likeness=1.0, length=12)  # fmt: skip


def _score(evidence: Evidence) -> float:
    return RuleRanker().scores([evidence])[0]


def test_more_evidence_never_scores_less() -> None:
    proved = replace(EXACT, number="same")
    slipped = replace(EXACT, title="near", likeness=0.9, edits=1, lost=True)
    worse = replace(slipped, likeness=0.6, edits=6, lost=False)
    elsewhere = replace(worse, place="elsewhere")
    scores = [_score(each) for each in (proved, EXACT, slipped, worse, elsewhere)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_what_is_not_certain_is_not_accepted() -> None:
    accept = RuleRanker().accept
    assert _score(EXACT) >= accept
    for doubt in (
        replace(EXACT, number="differs", lasting=False),
        replace(EXACT, length=3, lasting=False),
        replace(EXACT, title="near", likeness=0.8, edits=3),
        replace(EXACT, title="near", likeness=0.95, edits=1, numerals=True),
        replace(EXACT, issuer="differs", lasting=False),
    ):
        assert _score(doubt) < accept, doubt


def test_without_candidates_there_are_no_scores() -> None:
    assert RuleRanker().scores([]) == []
