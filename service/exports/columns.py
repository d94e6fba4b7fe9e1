"""The tables for analysts as data: which sheets, which columns, where each value stands.

A path leads from a row's records to the value: names of fields, keys of mappings, indices of
tuples; where one of them is None or absent, the cell is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extraction.schema import DATE_FIELDS, FORM_FIELDS, MONEY_FIELDS, NARRATIVE_FIELDS

Kind = Literal["text", "integer", "number", "money", "date"]
SheetName = Literal["projects", "indicators", "citations", "documents", "checks", "problems"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, path to its value, kind of its cells, width in characters.

    ``choice`` names the choice of the contract whose Chinese words the cells show.
    """

    heading: str
    path: str
    kind: Kind = "text"
    width: int = 16
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: ``name`` is its CSV file, ``title`` its sheet in a workbook."""

    name: SheetName
    title: str
    columns: tuple[Column, ...]


FIELD_HEADINGS = {
    "name": "项目名称(申报表)",
    "nature": "项目性质",
    "category": "项目类别",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "start_date": "计划开始日期",
    "end_date": "计划完成日期",
    "total_funding": "项目资金总额(元)",
    "total_fiscal": "项目资金总额:财政资金(元)",
    "total_other": "项目资金总额:其他资金(元)",
    "annual_request": "年度资金申请总额(元)",
    "annual_appropriation": "年度:当年财政拨款(元)",
    "annual_carryover": "年度:上年结转资金(元)",
    "annual_other": "年度:其他资金(元)",
    "overall_goal": "项目总目标",
    "annual_goal": "年度总体目标",
    "narrative_budget": "年度预算安排(元)",
    "narrative_total": "项目总金额(元)",
    "period_start": "实施周期开始",
    "period_end": "实施周期结束",
    "implementer": "实施主体",
}


def _field_column(name: str) -> Column:
    kind: Kind = "text"
    if name in MONEY_FIELDS:
        kind = "money"
    elif name in DATE_FIELDS:
        kind = "date"
    return Column(FIELD_HEADINGS[name], f"project.fields.{name}.value", kind)


_DOCUMENT = Column("文件", "document", width=32)
_DEPARTMENT = Column("预算主管部门", "disclosure.department", width=28)
_YEAR = Column("预算年度", "disclosure.fiscal_year", "integer", 10)
_NUMBER = Column("项目序号", "number", "integer", 10)
_PROJECT = Column("项目", "project.name", width=32)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "projects",
        "项目",
        (
            _DOCUMENT,
            _DEPARTMENT,
            _YEAR,
            _NUMBER,
            _PROJECT,
            Column("起始页", "project.pages.0", "integer", 8),
            Column("结束页", "project.pages.1", "integer", 8),
            *(_field_column(name) for name in FORM_FIELDS + NARRATIVE_FIELDS),
        ),
    ),
    Sheet(
        "indicators",
        "指标",
        (
            _DOCUMENT,
            _NUMBER,
            _PROJECT,
            Column("一级指标", "indicator.level1"),
            Column("二级指标", "indicator.level2"),
            Column("三级指标", "indicator.level3", width=28),
            Column("运算符", "indicator.operator", width=8),
            Column("指标值", "indicator.value", "number"),
            Column("单位", "indicator.unit", width=8),
            Column("指标原文", "indicator.text", width=24),
            Column("页码", "indicator.page", "integer", 8),
        ),
    ),
    Sheet(
        "citations",
        "引用依据",
        (
            _DOCUMENT,
            _NUMBER,
            _PROJECT,
            Column("文件名称", "citation.title", width=48),
            Column("发文字号", "citation.doc_number", width=24),
            Column("发文机关", "citation.issuer", width=24),
            Column("条款", "citation.article"),
            Column("版本", "citation.version"),
            Column("所在部分", "citation.section"),
            Column("原文", "citation.text", width=48),
            Column("页码", "citation.page", "integer", 8),
            Column("可信度", "citation.confidence", "number", 8),
            Column("链接状态", "citation.link.status", width=10, choice="LinkStatus"),
            Column("法规标识", "citation.link.regulation_id", width=18),
            Column("得分", "citation.link.score", "number", 8),
            Column("理由", "citation.link.why", width=48),
            Column("候选法规", "candidates", width=32),
        ),
    ),
    Sheet(
        "documents",
        "文档",
        (
            _DOCUMENT,
            _DEPARTMENT,
            _YEAR,
            Column("项目数", "projects", "integer", 8),
            Column("申报项目数", "disclosure.declared.project_count", "integer", 12),
            Column("申报金额(元)", "disclosure.declared.amount", "money"),
            Column("重大项目数", "disclosure.declared.large_project_count", "integer", 12),
            Column("重大项目标准(元)", "disclosure.declared.large_project_threshold", "money"),
            Column("问题数", "problems", "integer", 8),
            Column("页数", "disclosure.source.page_count", "integer", 8),
            Column("读取方式", "disclosure.source.reader"),
            Column("SHA-256", "disclosure.source.sha256", width=24),
            Column("错误代码", "error.code"),
        ),
    ),
    Sheet(
        "checks",
        "勾稽",
        (
            _DOCUMENT,
            Column("规则", "check.rule", width=24),
            Column("严重程度", "check.severity", width=10),
            _NUMBER,
            _PROJECT,
            Column("说明", "check.message", width=64),
            Column("页码", "check.evidence.0.page", "integer", 8),
            Column("原文", "text", width=48),
        ),
    ),
    Sheet(
        "problems",
        "问题",
        (
            _DOCUMENT,
            Column("类型", "kind", width=10),
            Column("代码", "code", width=20),
            Column("说明", "message", width=64),
            Column("处理办法", "hint", width=48),
            Column("页码", "page", "integer", 8),
        ),
    ),
)
