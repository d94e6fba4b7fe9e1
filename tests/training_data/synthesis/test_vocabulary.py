"""The words are whole, and cover what the forms of real documents need."""

from __future__ import annotations

import re

import pytest

from training_data.synthesis.noise import NOISES
from training_data.synthesis.vocabulary import fill, vocabulary


def test_noise_of_citation_forms_is_known() -> None:
    assert {form.noise for form in vocabulary().forms} - {None} <= set(NOISES)


def test_fill_refuses_unknown_slots() -> None:
    with pytest.raises(KeyError):
        fill("{nothing}", {})


@pytest.mark.parametrize(
    "name",
    [
        "title, number",
        "number before title",
        "number inside the marks",
        "number alone",
        "two numbers for one title",
        "one number for two titles",
        "inner marks half width",
        "inner marks like the outer",
        "opening mark lost",
        "closing mark lost",
        "doubled outer marks",
        "no marks",
        "article",
        "edition inside the marks",
        "order with 令 at the end",
        "carrier notice without outer marks",
        "short name defined",
    ],
)
def test_form_exists(name: str) -> None:
    assert name in {form.name for form in vocabulary().forms}


def test_forms_have_names_of_their_own() -> None:
    names = [form.name for form in vocabulary().forms]
    assert len(names) == len(set(names))
    assert len(names) >= 60


def test_period_dates_are_iso() -> None:
    slot = {"y": "2025", "y0": "2024", "y1": "2026", "mm": "03", "nn": "11", "d": "30"}
    for wording in vocabulary().periods:
        for date in (wording.start, wording.end):
            assert date is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", fill(date, slot))


@pytest.mark.parametrize("kind", ["overview", "implementer", "plan", "goals", "other"])
def test_sections_have_wordings(kind: str) -> None:
    assert len(vocabulary().sections[kind]) >= 2
