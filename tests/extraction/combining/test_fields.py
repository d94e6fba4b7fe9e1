"""What a rule and the classifier make of one field."""

from __future__ import annotations

import pytest

from extraction.citations import flatten
from extraction.combining.fields import Labelled, combine_fields
from extraction.combining.policy import policy
from extraction.learned import TokenLabel
from extraction.narrative import read_fields
from tests.extraction.narrative.layouts import sections_of


@pytest.mark.parametrize(
    ("body", "seen", "implementer", "reason"),
    [
        (
            "区水务局河道科",
            "区水务局",
            "区水务局河道科",
            "the rule reads the body's own department",
        ),
        ("区水务局", "区水务局", "区水务局", "both see the same"),
        (
            "区水务局、区堤防所",
            "区水务局",
            "区水务局、区堤防所",
            "the classifier sees one of a list",
        ),
        ("区水务局会同街道办", "区水务局", "区水务局", "another body stands behind it"),
    ],
)
def test_the_implementer(body: str, seen: str, implementer: str, reason: str) -> None:
    text, sections = sections_of(f"一、实施主体\n{body}")
    (section,) = sections
    flat = flatten(text, start=section.body_start, end=section.body_end)
    label = TokenLabel(0, len(seen), "ORG", 0.99)
    ruled = read_fields(text, sections, fiscal_year=2025)
    found, _ = combine_fields(
        text,
        ruled,
        [Labelled(section, flat, (label,))],
        model="tokens-test",
        policy=policy(),
    )
    assert found["implementer"].value == implementer, reason
