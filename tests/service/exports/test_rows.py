"""One document as rows of the tables."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from extraction.errors import EncryptedDocument, WorkerLost
from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS
from service.exports.columns import SHEETS, Kind
from service.exports.document import Document
from service.exports.rows import Cell, cell_of, rows_of
from tests.service.disclosures import as_json, rich_disclosure


def tables(document: Document) -> dict[str, list[dict[str, Cell]]]:
    headings = {sheet.name: [column.heading for column in sheet.columns] for sheet in SHEETS}
    found: dict[str, list[dict[str, Cell]]] = {sheet.name: [] for sheet in SHEETS}
    for name, row in rows_of(document):
        found[name].append(dict(zip(headings[name], row, strict=True)))
    return found


def test_everything_of_a_disclosure_has_its_row() -> None:
    found = tables(Document("a/b.pdf", as_json(rich_disclosure())))
    assert {name: len(rows) for name, rows in found.items()} == {
        "projects": 1,
        "indicators": 2,
        "citations": 1,
        "documents": 1,
        "problems": 2,
    }
    project = found["projects"][0]
    assert project["文件"] == "a/b.pdf"
    assert project["预算年度"] == 2025
    assert (project["起始页"], project["结束页"]) == (1, 2)
    assert project["计划开始日期"] == datetime.date(2025, 1, 1)
    assert project["计划完成日期"] == "2025-12"
    assert project["项目资金总额(元)"] == Decimal("1234567.50")
    assert project["项目资金总额:其他资金(元)"] is None
    assert [row["指标值"] for row in found["indicators"]] == [Decimal("12.50"), "整洁"]
    assert found["citations"][0]["发文字号"] == "国务院令第3号"
    assert found["citations"][0]["链接状态"] == "ambiguous"
    assert [row["类型"] for row in found["problems"]] == ["problem", "check"]
    assert found["problems"][1]["页码"] == 2


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (
            Document("a.pdf", EncryptedDocument(found="a lock", expected="none", hint="Open it.")),
            "encrypted",
        ),
        # an answer that is not of the contract is an error of that document alone
        (Document("a.pdf", b'{"projects": 3}'), WorkerLost.code),
        (Document("a.pdf", b"\xff"), WorkerLost.code),
    ],
)
def test_a_document_that_was_not_read_is_not_dropped(document: Document, code: str) -> None:
    found = tables(document)
    assert [row["错误代码"] for row in found["documents"]] == [code]
    assert [(row["类型"], row["代码"]) for row in found["problems"]] == [("error", code)]


def test_every_field_of_the_contract_has_a_column() -> None:
    paths = {column.path for sheet in SHEETS for column in sheet.columns}
    wanted = {f"project.fields.{name}.value" for name in FORM_FIELDS + NARRATIVE_FIELDS}
    assert wanted <= paths


def test_headings_of_a_sheet_differ() -> None:
    for sheet in SHEETS:
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.name


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (None, "money", None),
        ("0.00", "money", Decimal("0.00")),
        ("-3.50", "number", Decimal("-3.50")),
        ("完全稳定", "number", "完全稳定"),
        ("1e5", "number", "1e5"),  # not a number the contract knows
        ("123456789012345", "number", Decimal("123456789012345")),
        ("1234567890123456", "number", "1234567890123456"),  # would lose its last digit
        ("2025-02-28", "date", datetime.date(2025, 2, 28)),
        ("2025-02-30", "date", "2025-02-30"),  # no such day: kept as printed
        ("2025", "date", "2025"),
        ("2025", "text", "2025"),  # a name of digits stays text
        (2025, "integer", 2025),
    ],
)
def test_cells(value: object, kind: Kind, cell: Cell) -> None:
    assert cell_of(value, kind) == cell
    assert type(cell_of(value, kind)) is type(cell)
