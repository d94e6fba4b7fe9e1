"""The workbook as a spreadsheet program opens it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from service.exports.document import Document
from service.exports.workbook import MAX_CELL_CHARACTERS, Workbook
from tests.service.disclosures import as_json, rich_disclosure


def save(path: Path, *documents: Document, max_rows: int = 1000) -> openpyxl.Workbook:
    book = Workbook(path, max_rows=max_rows)
    for document in documents:
        book.add(document)
    book.close()
    return openpyxl.load_workbook(path)


def named(text: str) -> Document:
    disclosure = rich_disclosure()
    project = replace(disclosure.projects[0], name=text)
    return Document("a.pdf", as_json(replace(disclosure, projects=(project,))))


def cell(book: openpyxl.Workbook, sheet: str, heading: str) -> Cell:
    headings = [item.value for item in book[sheet][1]]
    found = book[sheet][2][headings.index(heading)]
    assert isinstance(found, Cell)
    return found


def test_sheets_have_chinese_names_and_headings(tmp_path: Path) -> None:
    book = save(tmp_path / "a.xlsx", named("河道养护"))
    assert book.sheetnames == ["项目", "指标", "引用依据", "文档", "勾稽", "问题"]
    assert [book[name]["A1"].value for name in book.sheetnames] == ["文件"] * 6
    assert book["项目"].freeze_panes == "A2"


def test_numbers_and_dates_are_real_cells(tmp_path: Path) -> None:
    book = save(tmp_path / "a.xlsx", named("河道养护"))
    amount = cell(book, "项目", "项目资金总额(元)")
    assert (amount.value, amount.data_type, amount.number_format) == (1234567.5, "n", "#,##0.00")
    start = cell(book, "项目", "计划开始日期")
    assert start.value == datetime.datetime(2025, 1, 1)
    assert start.is_date
    assert cell(book, "项目", "计划完成日期").value == "2025-12"
    assert cell(book, "指标", "指标值").value == 12.5


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("=1+1", "=1+1"),  # a formula's text
        ("#N/A", "#N/A"),  # an error's text
        ("零\x07件", "零\ufffd件"),  # a control character has no place in XML
        ("超" * 40000, "超" * (MAX_CELL_CHARACTERS - 6) + "…(已截断)"),
    ],
)
def test_text_stays_text(tmp_path: Path, text: str, stored: str) -> None:
    name = cell(save(tmp_path / "a.xlsx", named(text)), "项目", "项目")
    assert name.value == stored
    assert name.data_type == "s"


def test_a_date_before_the_calendar_of_spreadsheets_is_text(tmp_path: Path) -> None:
    disclosure = rich_disclosure()
    old = replace(disclosure.projects[0].fields["start_date"], value="1899-12-31")
    project = replace(disclosure.projects[0], fields={"start_date": old})
    document = Document("a.pdf", as_json(replace(disclosure, projects=(project,))))
    assert cell(save(tmp_path / "a.xlsx", document), "项目", "计划开始日期").value == "1899-12-31"


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    book = save(tmp_path / "a.xlsx", *(named(f"项目{i}") for i in range(3)), max_rows=3)
    assert book.sheetnames[:3] == ["项目", "指标", "引用依据"]
    # heading and two rows, heading and one
    assert (book["项目"].max_row, book["项目 2"].max_row) == (3, 2)
    assert book["项目 2"]["E2"].value == "项目2"
