"""The tables of an export: their columns with type, Chinese heading and meaning, as data.

The names are those of the output contract. Every table begins with the same four columns, so
that tables join on ``document`` (and on ``project_index``), and each can be read by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extraction.schema import (
    DATE_FIELDS,
    FORM_FIELDS,
    MONEY_FIELDS,
    NARRATIVE_FIELDS,
    Citation,
    Indicator,
    Value,
)
from service.contract import load_meanings
from service.exports.columns import FIELD_HEADINGS

# text: Unicode. integer: 64 bits. money: decimal, 18 digits, 2 places, yuan. amount: decimal,
# 38 digits, 6 places. date: a day. share: a float from 0 to 1 and others.
Type = Literal["text", "integer", "money", "amount", "date", "share"]
TableName = Literal[
    "documents", "projects", "fields", "indicators", "citations", "links", "checks", "problems"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, Chinese heading and meaning."""

    name: str
    type: Type
    zh: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, and its columns."""

    name: TableName
    zh: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


# The two columns that Parquet files stand in folders by.
PARTITIONS = ("fiscal_year", "department")

_KEY = (
    Column("document", "text", "文档", "The SHA-256 of the document's bytes: what tables join on."),
    Column("file", "text", "文件", "The document's name: its path below the archive's folder."),
    Column("fiscal_year", "integer", "预算年度", "The year that the budget is for."),
    Column("department", "text", "预算主管部门", "The body that publishes the disclosure."),
)
_PROJECT = Column("project_index", "integer", "项目序号", "The project's place, from 0.")
_PLACE = (
    Column("page", "integer", "页码", "The page, from 1; empty for plain text."),
    Column("start", "integer", "起始位置", "Where the text begins, in characters."),
    Column("end", "integer", "结束位置", "Where the text ends; half-open."),
)
_BOX = tuple(
    Column(name, "share", f"版面位置 {name}", "A side of the box, in points from the top left.")
    for name in ("x0", "top", "x1", "bottom")
)


def _of(record: type, names: str, **types: Type) -> tuple[Column, ...]:
    """Return columns that mean what the contract says of a record's names."""
    meanings = load_meanings()["record", record.__name__]
    return tuple(
        Column(name, types.get(name, "text"), meanings[name].zh, meanings[name].meaning)
        for name in names.split()
    )


def _field(name: str) -> Column:
    type_: Type = "text"
    meaning = "As in `fields`, the value alone."
    if name in MONEY_FIELDS:
        type_, meaning = "money", "In yuan."
    elif name in DATE_FIELDS:
        type_ = "date"
        meaning = "Where the print gives a day; `fields` has months and years too."
    return Column(
        "form_name" if name == "name" else name,
        type_,
        FIELD_HEADINGS[name].removesuffix("(元)"),
        meaning,
    )


def _count(name: str, zh: str, meaning: str) -> Column:
    return Column(name, "integer", zh, meaning)


_FOUND = _of(Value, "method by confidence", confidence="share")

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "文档",
        "a document, whatever became of it",
        (
            *_KEY,
            Column("state", "text", "状态", "`done`, `failed`, `quarantined` or `waiting`."),
            Column("code", "text", "原因代码", "Why there is no result; docs/errors.md."),
            Column("reason", "text", "原因", "The same in words."),
            Column("media_type", "text", "媒体类型", "What the bytes are."),
            Column("reader", "text", "读取方式", "Which reader gave the text."),
            _count("byte_count", "字节数", "The size of the file."),
            _count("page_count", "页数", "How many pages it has."),
            _count("text_length", "文本长度", "The characters of its one text."),
            _count("name_count", "文件名数", "Under how many names the same bytes stand."),
            _count("project_count", "项目数", "How many projects were read."),
            _count("check_count", "勾稽数", "How many findings of checks there are."),
            _count("problem_count", "问题数", "How many parts could not be read."),
            _count("declared_project_count", "申报项目数", "What the department declares."),
            Column("declared_amount", "money", "申报金额", "What the department declares."),
            _count("declared_large_project_count", "重大项目数", "What it declares as large."),
            Column("declared_large_project_threshold", "money", "重大项目标准", "From when on."),
        ),
    ),
    Table(
        "projects",
        "项目",
        "a project, its fields side by side",
        (
            *_KEY,
            _PROJECT,
            Column("name", "text", "项目", "The project's name."),
            _count("first_page", "起始页", "The first page of narrative and form."),
            _count("last_page", "结束页", "The last page of them."),
            *(_field(name) for name in FORM_FIELDS + NARRATIVE_FIELDS),
            _count("indicator_count", "指标数", "How many indicators it has."),
            _count("citation_count", "引用数", "How many citations it has."),
        ),
    ),
    Table(
        "fields",
        "字段",
        "a field of a project, with where it stands and who found it",
        (
            *_KEY,
            _PROJECT,
            Column("field", "text", "字段", "The field's name in the contract."),
            *_of(Value, "value text"),
            Column("money", "money", "金额", "The value of a field of money, in yuan."),
            Column("date", "date", "日期", "The value of a date that is known to the day."),
            *_PLACE,
            *_BOX,
            *_FOUND,
        ),
    ),
    Table(
        "indicators",
        "指标",
        "an indicator of a project's form",
        (
            *_KEY,
            _PROJECT,
            _count("indicator_index", "指标序号", "Its place in the form, from 0."),
            *_of(Indicator, "level1 level2 level3 operator value unit text"),
            Column("number", "amount", "数值", "The value where it is a number."),
            _PLACE[0],
            *_BOX,
        ),
    ),
    Table(
        "citations",
        "引用依据",
        "one mention of a regulation",
        (
            *_KEY,
            _PROJECT,
            _count("citation_index", "引用序号", "Its place in the project, from 0."),
            *_of(Citation, "title doc_number issuer article version text section"),
            *_PLACE,
            *_of(Citation, "method by confidence", confidence="share"),
        ),
    ),
    Table(
        "links",
        "链接",
        "what a citation was linked to; joins citations on document, project and citation_index",
        (
            *_KEY,
            _PROJECT,
            _count("citation_index", "引用序号", "The citation's place in the project, from 0."),
            Column("status", "text", "链接状态", "`linked`, `ambiguous`, `unknown`, `conflict`."),
            Column("regulation_id", "text", "法规标识", "The regulation, where one is meant."),
            Column("score", "share", "得分", "How sure the linker is, 0 to 1."),
            Column("why", "text", "理由", "Why it says so, in Chinese words."),
            Column("candidates", "text", "候选法规", "The regulations it may mean, best first."),
        ),
    ),
    Table(
        "checks",
        "勾稽",
        "a finding of a reconciliation rule",
        (
            *_KEY,
            _count("check_index", "勾稽序号", "Its place in the document, from 0."),
            _PROJECT,
            Column("rule", "text", "规则", "The rule; docs/checks.md."),
            Column("severity", "text", "严重程度", "How bad it is."),
            Column("message", "text", "说明", "What does not agree."),
            *_PLACE,
            Column("text", "text", "原文", "What is printed there."),
        ),
    ),
    Table(
        "problems",
        "问题",
        "a part of a document that could not be read",
        (
            *_KEY,
            _count("problem_index", "问题序号", "Its place in the document, from 0."),
            Column("code", "text", "代码", "What it is; docs/errors.md."),
            Column("message", "text", "说明", "The same in words."),
            _PLACE[0],
        ),
    ),
)
