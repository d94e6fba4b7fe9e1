"""The output contract."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields

import pytest

from extraction import schema
from extraction.schema import (
    DATE_FIELDS,
    FORM_FIELDS,
    MONEY_FIELDS,
    NARRATIVE_FIELDS,
    BudgetTable,
    Check,
    Citation,
    Declared,
    Disclosure,
    Evidence,
    Indicator,
    Link,
    Problem,
    Project,
    Section,
    Source,
    TableAmount,
    TableHeader,
    TableRow,
    Value,
    to_json,
)

_KEYS = {
    Disclosure: "schema_version source department fiscal_year declared projects checks problems"
    " tables",
    Source: "name sha256 media_type page_count reader text_length",
    Declared: "project_count amount large_project_count large_project_threshold",
    Project: "index name pages sections fields indicators citations",
    Section: "kind heading text page start end",
    Value: "value text page box start end method by confidence",
    Indicator: "level1 level2 level3 operator value unit text page box",
    Citation: "title doc_number issuer article version text section page start end method by"
    " confidence link",
    Link: "status regulation_id score candidates why",
    Check: "rule severity project message evidence",
    Evidence: "page box start end text",
    Problem: "code message page",
    BudgetTable: "kind title unit pages headers rows note start end",
    TableHeader: "text level first_column last_column",
    TableRow: "side class_code section_code item_code name amounts",
    TableAmount: "column value text page box start end",
}


@pytest.mark.parametrize("record", _KEYS, ids=lambda record: record.__name__)
def test_keys_stand_in_the_contracts_order(record: type) -> None:
    assert [each.name for each in fields(record)] == _KEYS[record].split()


def test_fields_stand_in_the_contracts_order() -> None:
    assert " ".join(FORM_FIELDS) == (
        "name nature category supervising_department implementing_unit start_date end_date"
        " total_funding total_fiscal total_other annual_request annual_appropriation"
        " annual_carryover annual_other overall_goal annual_goal"
    )
    assert " ".join(NARRATIVE_FIELDS) == (
        "narrative_budget narrative_total period_start period_end implementer"
    )


def test_kinds_of_fields_are_fields() -> None:
    every = {*FORM_FIELDS, *NARRATIVE_FIELDS}
    assert every >= MONEY_FIELDS
    assert every >= DATE_FIELDS
    assert not MONEY_FIELDS & DATE_FIELDS


_VALUE = Value("12.00", "12元", 3, (1.0, 2.0, 3.5, 4.0), 7, 10, "form", "form.total_funding", 0.99)
_DISCLOSURE = Disclosure(
    schema.SCHEMA_VERSION,
    Source("a.pdf", "0" * 64, "application/pdf", 3, "pdfium", 12),
    "某区水务局",
    2025,
    Declared(project_count=0),
    (Project(0, None, (2, 3), fields={"total_funding": _VALUE}),),
    (),
    (Problem("needs_ocr", "a picture", 1),),
)


def test_to_json_gives_plain_values_in_order() -> None:
    plain = to_json(_DISCLOSURE)
    assert isinstance(plain, dict)
    assert list(plain) == _KEYS[Disclosure].split()
    assert plain["declared"] == {
        "project_count": 0,
        "amount": None,
        "large_project_count": None,
        "large_project_threshold": None,
    }
    (project,) = plain["projects"]
    assert project["pages"] == [2, 3]
    assert project["fields"]["total_funding"]["box"] == [1.0, 2.0, 3.5, 4.0]
    assert project["sections"] == []
    assert plain["problems"] == [{"code": "needs_ocr", "message": "a picture", "page": 1}]


def test_json_goes_there_and_back() -> None:
    plain = to_json(_DISCLOSURE)
    assert json.loads(json.dumps(plain, ensure_ascii=False)) == plain


@pytest.mark.parametrize("value", [None, True, 7, 0.5, "某局", [], {}])
def test_plain_values_stay(value: object) -> None:
    assert to_json(value) == value


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        _VALUE.value = "13.00"  # type: ignore[misc]
