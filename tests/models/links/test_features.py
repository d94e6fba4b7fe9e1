"""Evidence as numbers: every feature has its place, and what decides is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Evidence
from models.links.features import NAMES, rows

EXACT = Evidence("absent", "unknown", "unknown", "none", None, lasting=False, title="same",
                 likeness=1.0, length=12)  # fmt: skip
NEAR = replace(EXACT, title="near", likeness=0.9, edits=1, lost=True)


def _features(evidence: Evidence, *others: Evidence) -> dict[str, float]:
    return dict(zip(NAMES, rows([evidence, *others])[0], strict=True))


def test_one_row_a_candidate_one_number_a_name() -> None:
    table = rows([EXACT, NEAR])
    assert [len(row) for row in table] == [len(NAMES)] * 2
    assert len(set(NAMES)) == len(NAMES)
    assert rows([]) == []


@pytest.mark.parametrize(
    ("evidence", "on", "off"),
    [
        (EXACT, {"title_same"}, {"title_near", "number_same", "exact_rivals"}),
        (NEAR, {"title_near", "one_lost", "likeness_good"}, {"title_same", "one_added"}),
        (replace(NEAR, lost=False, added=True, edits=2), {"two_added"}, {"one_lost", "two_replaced"}),
        (replace(NEAR, lost=False), {"one_replaced", "replaced_long"}, {"one_lost", "one_added"}),
        (replace(NEAR, lost=False, kind=True), {"kind", "kind_place_fits"}, {"one_replaced"}),
        (replace(NEAR, number="same"), {"number_same", "likeness_number_same"}, {"one_lost"}),
        (replace(EXACT, number="near"), {"number_near", "exact_number_near"}, {"number_differs"}),
        (replace(EXACT, place="here"), {"exact_place_here"}, {"near_place_here"}),
        (replace(EXACT, trial=True), {"trial"}, {"edition"}),
    ],
)  # fmt: skip
def test_what_is_seen(evidence: Evidence, on: set[str], off: set[str]) -> None:
    found = _features(evidence)
    assert {name for name in on if not found[name]} == set()
    assert {name for name in off if found[name]} == set()


def test_a_rival_is_one_that_nothing_outdoes() -> None:
    assert _features(EXACT, EXACT)["exact_rivals"] == 1.0
    assert _features(EXACT, replace(EXACT, title="core"))["exact_rivals"] == 0.0
    assert _features(EXACT, replace(EXACT, place="elsewhere"))["exact_rivals"] == 0.0
    assert _features(EXACT, replace(EXACT, title="core", issuer="same"))["exact_rivals"] == 1.0


def test_the_lead_of_a_look_alike() -> None:
    assert _features(NEAR)["lead"] > 0.0
    assert _features(NEAR, replace(NEAR, likeness=0.88))["lead"] == pytest.approx(0.02)
    assert _features(replace(NEAR, likeness=0.8), NEAR)["nearer_rival"] == 1.0
