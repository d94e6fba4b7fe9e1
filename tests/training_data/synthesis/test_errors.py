"""Errors put into sound documents: each is found by its rule, and a sound document is silent."""

from __future__ import annotations

import pytest

from extraction import extract
from extraction.checks import check_rules
from training_data.synthesis import synthesise
from training_data.synthesis.blocks import Block
from training_data.synthesis.errors import ERRORS, ErrorClass, Spoiled, spoil
from training_data.synthesis.layouts import LAYOUTS

# Found over the registry, or only over several documents: no error is put in for them.
NOT_INJECTED = {"basis_conflict", "basis_not_in_force"}


def test_every_rule_over_one_document_has_its_error() -> None:
    of_one = {rule.id for rule in check_rules().values() if rule.group != "across"}
    assert {error.rule for error in ERRORS} == of_one - NOT_INJECTED


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.rule)
def test_an_error_is_found(error: ErrorClass) -> None:
    for seed in range(60):
        held: list[Spoiled] = []

        def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
            spoiled = spoil(blocks, error, seed=seed)  # noqa: B023
            held.extend([spoiled] if spoiled is not None else [])  # noqa: B023
            return spoiled.blocks if spoiled is not None else blocks

        layout = error.layouts[seed % len(error.layouts)]
        document = synthesise(seed, layout=layout, sound=True, spoil=change)
        if held:
            checks = extract(document.pdf).checks
            assert error.rule in {check.rule for check in checks}, (seed, held[0].marks)
            return
    raise AssertionError("no document has a place for this error")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sound_document_is_silent(layout: str) -> None:
    for seed in (3, 77):
        document = synthesise(seed, layout=layout, sound=True)
        checks = extract(document.pdf).checks
        assert [(check.rule, check.message) for check in checks] == []


def test_sound_documents_are_not_those_without_the_word() -> None:
    plain = synthesise(8, layout="department_budget")
    sound = synthesise(8, layout="department_budget", sound=True)
    assert plain.text != sound.text
    assert plain.pdf == synthesise(8, layout="department_budget").pdf
