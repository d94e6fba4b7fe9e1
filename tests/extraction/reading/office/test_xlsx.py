"""Workbooks: shown values, merged cells, hidden parts, prose beside tables."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from extraction.limits import Limits
from extraction.reading.flows import FlowParagraph, FlowTable
from extraction.reading.office import read_xlsx
from tests.extraction.reading.office.archives import sheet


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_form_with_merged_cells_and_shown_values() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"] = "申报表"
    page.merge_cells("B2:E2")
    page["B3"] = "资金"
    page.merge_cells("B3:B4")
    page["C3"], page["D3"] = "总额", 4440000
    page["D3"].number_format = "#,##0.00"
    page["E3"] = datetime(2025, 1, 31)
    page["E3"].number_format = "yyyy/m/d"
    page["C4"], page["D4"] = "完成率", 0.95
    page["D4"].number_format = "0%"
    flow = read_xlsx(saved(book), Limits())
    (table,) = flow.blocks
    assert isinstance(table, FlowTable)
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (0, 0, 1, 4, "申报表"),
        (1, 0, 2, 1, "资金"),
        (1, 1, 1, 1, "总额"),
        (1, 2, 1, 1, "4,440,000.00"),
        (1, 3, 1, 1, "2025-01-31"),
        (2, 1, 1, 1, "完成率"),
        (2, 2, 1, 1, "95%"),
        (2, 3, 1, 1, ""),
    ]
    assert flow.problems == ()


def test_prose_tables_and_gaps() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row, text in enumerate(("一、项目概述", "正文。", "二、立项依据"), 1):
        page.cell(row, 1, text)
    page["A4"], page["B4"] = "项目名称", "甲"
    page["A5"], page["B5"] = "主管部门", "乙"
    page["A8"], page["B8"] = "项目名称", "丙"
    blocks = read_xlsx(saved(book), Limits()).blocks
    assert [
        block.text if isinstance(block, FlowParagraph) else len(block.cells) for block in blocks
    ] == [
        "一、项目概述",
        "正文。",
        "二、立项依据",
        4,
        2,
    ]


def test_hidden_parts_are_left_out_and_said() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"], page["C1"] = "甲", "乙", "丙"
    page["A2"], page["C2"] = "丁", "戊"
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    other["A1"] = "己"
    other.sheet_state = "hidden"
    flow = read_xlsx(saved(book), Limits())
    (table,) = flow.blocks
    assert isinstance(table, FlowTable)
    assert [c.text for c in table.cells] == ["甲", "丙"]
    assert [problem.code for problem in flow.problems] == ["hidden_content", "hidden_content"]
    assert "底稿" in flow.problems[1].message


def test_formulas_without_a_result_are_said() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"] = "合计", "=SUM(A2:A3)"
    flow = read_xlsx(saved(book), Limits())
    assert [problem.code for problem in flow.problems] == ["not_computed"]


@pytest.mark.parametrize(("most", "codes"), [(4, []), (3, ["too_many_cells"])])
def test_the_limit_on_cells(most: int, codes: list[str]) -> None:
    rows = f'<row r="1">{cell("A1", "甲")}{cell("B1", "乙")}</row><row r="2">{cell("A2", "丙")}{cell("B2", "丁")}</row>'
    flow = read_xlsx(sheet(rows), Limits(max_table_cells=most))
    assert [problem.code for problem in flow.problems] == codes
    assert len(flow.blocks) == (0 if codes else 1)


def test_places_without_references_and_outside_the_sheet() -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t>乙</t></is></c></row>'
        f'<row r="99999999">{cell("A1", "丙")}</row>'
        f'<row r="2">{cell("A2", "丁")}<c r="B2" t="s"><v>7</v></c></row>'
    )
    rest = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2"/></mergeCells>'
    (table,) = read_xlsx(sheet(rows, rest=rest), Limits()).blocks
    assert isinstance(table, FlowTable)
    assert [c.text for c in table.cells] == ["甲"]
