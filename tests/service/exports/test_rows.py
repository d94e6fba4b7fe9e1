"""One document as rows of the tables."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from extraction.errors import EncryptedDocument, WorkerLost
from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS, Candidate, Check, Evidence, Link
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
        "checks": 1,
        "problems": 1,
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
    assert [row["类型"] for row in found["problems"]] == ["problem"]
    assert found["problems"][0]["页码"] == 2
    assert found["checks"] == [
        {
            "文件": "a/b.pdf",
            "规则": "declared_amount",
            "严重程度": "warning",
            "项目序号": 1,
            "项目": "河道养护",
            "说明": "amounts differ",
            "页码": 2,
            "原文": "河道",
        }
    ]


LINKS = [
    (Link("linked", "r1", 0.75, (Candidate("r1", 0.75),), "文号一致"), "已链接", "r1"),
    (
        Link("ambiguous", None, None, (Candidate("r1", 0.5), Candidate("r2", 0.5)), "无法区分"),
        "多个候选",
        "r1、r2",
    ),
    (Link("unknown", None, None, (), "法规库中没有"), "未收录", None),
    (Link("conflict", None, None, (), "文号与标题矛盾"), "相互矛盾", None),
    (None, None, None),  # nobody asked a registry
]


@pytest.mark.parametrize(("link", "status", "candidates"), LINKS)
def test_a_link_is_told_in_chinese_with_its_reason(
    link: Link | None, status: str | None, candidates: str | None
) -> None:
    disclosure = rich_disclosure()
    project = disclosure.projects[0]
    citation = replace(project.citations[0], link=link)
    project = replace(project, citations=(citation,))
    disclosure = replace(disclosure, projects=(project,))
    (row,) = tables(Document("a.pdf", as_json(disclosure)))["citations"]
    said = [row[heading] for heading in ("链接状态", "法规标识", "得分", "理由", "候选法规")]
    facts = [link.regulation_id, link.score, link.why] if link else [None] * 3
    assert said == [status, *facts, candidates]


def test_a_check_of_a_whole_document_has_no_project_and_may_have_no_place() -> None:
    evidence = (Evidence(3, None, 0, 2, "甲办"), Evidence(4, None, 5, 7, "乙办"))
    checks = (Check("a", "info", None, "甲", ()), Check("b", "info", None, "乙", evidence))
    disclosure = replace(rich_disclosure(), checks=checks)
    first, second = tables(Document("a.pdf", as_json(disclosure)))["checks"]
    assert [first[heading] for heading in ("项目序号", "项目", "页码", "原文")] == [None] * 4
    assert (second["页码"], second["原文"]) == (3, "甲办\n乙办")


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
