"""Findings as the sheet of a workbook, one a line, for an analyst's list of things to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction.checks import check_rules
from extraction.schema import Check
from service.contract import load_meanings
from service.exports.files import finish, prepare
from service.findings.report import Report

_HEADINGS = (
    ("文件", 32), ("预算主管部门", 28), ("预算年度", 10), ("严重程度", 10), ("项目序号", 10),
    ("项目", 28), ("说明", 64), ("规则", 24), ("规则说明", 40), ("页码", 10), ("原文", 48),
)  # fmt: skip

Row = Sequence[str | int | None]


def write_workbook(report: Report, path: Path) -> None:
    """Write one .xlsx file; it stands under its name only when it is whole."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from service.exports.workbook import text_cell

    part = prepare(path)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("勾稽")
    sheet.freeze_panes = "A2"
    heads = []
    for place, (heading, width) in enumerate(_HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        cell = text_cell(sheet, heading)
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    for row in _rows(report):
        sheet.append(
            [text_cell(sheet, value) if isinstance(value, str) else value for value in row]
        )
    book.save(part)
    finish(path)


def _rows(report: Report) -> Iterator[Row]:
    for one in report.documents:
        department = one.disclosure.department if one.disclosure else None
        year = one.disclosure.fiscal_year if one.disclosure else None
        if one.error is not None:
            yield (one.name, None, None, "无法读取", None, None, one.error.message, one.error.code,
                   None, None, None)  # fmt: skip
        for check in one.checks:
            yield _row(one.name, department, year, check, one.project_name(check.project))
    for each in report.across:
        names = dict.fromkeys(report.documents[place].name for place in each.documents)
        yield _row("\n".join(names), None, None, each.check, None)


def _row(
    document: str, department: str | None, year: int | None, check: Check, name: str | None
) -> Row:
    severity = load_meanings()["choice", "Severity"][check.severity].zh
    pages = dict.fromkeys(str(each.page) for each in check.evidence if each.page is not None)
    return (
        document,
        department,
        year,
        severity,
        None if check.project is None else check.project + 1,
        name,
        check.message,
        check.rule,
        check_rules()[check.rule].zh,
        "、".join(pages) or None,
        "\n".join(each.text for each in check.evidence) or None,
    )
