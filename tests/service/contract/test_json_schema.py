"""docs/disclosure.schema.json takes what extract gives, and refuses what it never gives."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extraction import extract, to_json
from extraction.schema import (
    SCHEMA_VERSION,
    Candidate,
    Check,
    Declared,
    Disclosure,
    Evidence,
    Link,
    Source,
)
from service.contract import disclosure_schema
from training_data.synthesis import synthesise

# Narratives and forms with citations, and a budget book without any project.
DOCUMENTS = (("narrative_with_form", 7), ("no_projects", 11))

Plain = dict[str, Any]


@cache
def _read(layout: str, seed: int) -> tuple[Plain, Plain]:
    document = synthesise(seed, layout=layout)
    readings = (extract(document.pdf), extract(document.text.encode(), name="a.txt"))
    pdf, text = (to_json(reading) for reading in readings)
    assert isinstance(pdf, dict)
    assert isinstance(text, dict)
    return pdf, text


def _faults(value: object) -> list[str]:
    return [
        error.json_path for error in Draft202012Validator(disclosure_schema()).iter_errors(value)
    ]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(disclosure_schema())


@pytest.mark.parametrize(("layout", "seed"), DOCUMENTS)
def test_real_outputs_are_valid(layout: str, seed: int) -> None:
    assert [_faults(reading) for reading in _read(layout, seed)] == [[], []]


def test_the_first_document_has_what_the_schema_is_about() -> None:
    project = _read(*DOCUMENTS[0])[0]["projects"][0]
    assert [name for name in ("sections", "fields", "indicators") if not project[name]] == []


def test_what_later_versions_fill_is_valid_too() -> None:
    link = Link("ambiguous", None, None, (Candidate("r1", 0.5), Candidate("r2", 0.4)), "two titles")
    evidence = Evidence(1, (0.0, 1.0, 2.0, 3.0), 0, 2, "10")
    disclosure = Disclosure(
        SCHEMA_VERSION,
        Source("a.txt", "0" * 64, "text/plain", None, "text", 10),
        None,
        None,
        Declared(2, "10.00", 1, "5.00"),
        (),
        (Check("sum", "error", None, "does not add up", (evidence,)),),
        (),
    )
    assert _faults(to_json(disclosure)) == []
    schema = {**disclosure_schema(), "$ref": "#/$defs/Link"}
    for name in ("type", "properties", "required", "additionalProperties"):
        schema.pop(name)
    assert Draft202012Validator(schema).is_valid(to_json(link))


def _money_in_wan(value: Plain) -> None:
    value["projects"][0]["fields"]["annual_request"]["value"] = "788.85万元"


def _printed_date(value: Plain) -> None:
    value["projects"][0]["fields"]["start_date"]["value"] = "2025年1月"


def _number_for_money(value: Plain) -> None:
    value["declared"]["amount"] = 10.0


def _confidence_in_percent(value: Plain) -> None:
    value["projects"][0]["fields"]["name"]["confidence"] = 99


def _page_zero(value: Plain) -> None:
    value["projects"][0]["sections"][0]["page"] = 0


def _negative_offset(value: Plain) -> None:
    value["projects"][0]["sections"][0]["start"] = -1


def _unknown_field(value: Plain) -> None:
    value["projects"][0]["fields"]["colour"] = value["projects"][0]["fields"]["name"]


def _unknown_kind(value: Plain) -> None:
    value["projects"][0]["sections"][0]["kind"] = "preface"


def _name_too_many(value: Plain) -> None:
    value["colour"] = "red"


def _name_missing(value: Plain) -> None:
    del value["checks"]


def _half_a_box(value: Plain) -> None:
    value["projects"][0]["indicators"][0]["box"] = [1.0, 2.0]


def _other_operator(value: Plain) -> None:
    value["projects"][0]["indicators"][0]["operator"] = "≧"


def _other_version(value: Plain) -> None:
    value["schema_version"] = "0"


@pytest.mark.parametrize(
    "spoil",
    [
        _money_in_wan,
        _printed_date,
        _number_for_money,
        _confidence_in_percent,
        _page_zero,
        _negative_offset,
        _unknown_field,
        _unknown_kind,
        _name_too_many,
        _name_missing,
        _half_a_box,
        _other_operator,
        _other_version,
    ],
)
def test_what_is_not_of_the_contract_is_refused(spoil: Callable[[Plain], None]) -> None:
    value = copy.deepcopy(_read(*DOCUMENTS[0])[0])
    spoil(value)
    assert len(_faults(value)) == 1
