"""Errors put into sound documents: each is found by its rule, and a sound document is silent."""

from __future__ import annotations

import random
from functools import cache

import pytest

from extraction import extract
from extraction.checks import check_rules, run_across
from extraction.registry import Catalogue, Linker, shipped_codes, shipped_works
from training_data.synthesis import synthesise
from training_data.synthesis.blocks import Block, Cell, Paragraph, Table
from training_data.synthesis.errors import (
    ERRORS,
    PAIRED_ERRORS,
    ErrorClass,
    PairedError,
    Spoiled,
    spoil,
)
from training_data.synthesis.errors.kinds import change_text, swapped
from training_data.synthesis.errors.printed import ANNUAL_REQUEST
from training_data.synthesis.layouts import LAYOUTS


def test_every_rule_has_its_error() -> None:
    rules = check_rules().values()
    assert {error.rule for error in ERRORS} == {r.id for r in rules if r.group != "across"}
    assert {error.rule for error in PAIRED_ERRORS} == {r.id for r in rules if r.group == "across"}


@cache
def linker() -> Linker:
    return Linker(Catalogue(shipped_works(), shipped_codes()))


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
            checks = extract(document.pdf, open_linker=linker if error.by_registry else None).checks
            assert error.rule in {check.rule for check in checks}, (seed, held[0].marks)
            return
    raise AssertionError("no document has a place for this error")


def _narrative(project: int) -> Paragraph:
    return Paragraph("20万元", project=project)


def _form(project: int, request: str) -> Table:
    rows = ((Cell("年度资金申请总额："), Cell(request)),)
    return Table((1.0, 1.0), rows, project=project)


@pytest.mark.parametrize(
    ("form", "spoilt"),
    [
        pytest.param((), None, id="no form: nothing would contradict the change"),
        pytest.param((_form(2, "200000"),), None, id="the form is another project's"),
        pytest.param((_form(1, ""),), None, id="the form leaves the amount out"),
        pytest.param((_form(1, "200000"),), "20元", id="the form prints the amount"),
    ],
)
def test_an_amount_is_changed_only_against_a_form(
    form: tuple[Block, ...], spoilt: str | None
) -> None:
    inject = change_text("(?P<x>20万元)", swapped("万", ""), against_form=ANNUAL_REQUEST)
    found = inject((_narrative(1), *form), random.Random(1))
    assert (found.marks[0] if found else None) == spoilt


def _printed(blocks: tuple[Block, ...], seed: int, layout: str) -> bytes:
    return synthesise(seed, layout=layout, sound=True, spoil=lambda _: blocks).pdf


@pytest.mark.parametrize("error", PAIRED_ERRORS, ids=lambda error: error.rule)
def test_an_error_over_two_documents_is_found(error: PairedError) -> None:
    for seed in range(60):
        layout = error.layouts[seed % len(error.layouts)]
        blocks = synthesise(seed, layout=layout, sound=True, painted=False).blocks
        wrong = error.inject(blocks, random.Random(seed))
        right = error.sound(blocks, random.Random(seed))
        if wrong is None or right is None:
            continue
        found = []
        for pair in (wrong, right):
            documents = [
                extract(_printed(printed, seed, layout)) for printed in (pair.first, pair.second)
            ]
            found.append({one.check.rule for one in run_across(documents)})
        assert found == [{error.rule}, set()], (seed, wrong.marks)
        return
    raise AssertionError("no document has a place for this error")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sound_document_is_silent(layout: str) -> None:
    for seed in (3, 77):
        document = synthesise(seed, layout=layout, sound=True)
        checks = extract(document.pdf, open_linker=linker).checks
        assert [(check.rule, check.message) for check in checks] == []


def test_sound_documents_are_not_those_without_the_word() -> None:
    plain = synthesise(8, layout="department_budget")
    sound = synthesise(8, layout="department_budget", sound=True)
    assert plain.text != sound.text
    assert plain.pdf == synthesise(8, layout="department_budget").pdf
