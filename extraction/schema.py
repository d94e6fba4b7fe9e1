"""The output contract: what one document becomes.

Every name here is a name of the contract; ``docs/output.md`` and
``docs/disclosure.schema.json`` are generated from this module. Records are frozen,
sequences are tuples. Money is yuan as a decimal string with two places, dates are ISO
strings, offsets are half-open character offsets into the document's one text, boxes are
``(x0, top, x1, bottom)`` in points from the page's top-left corner, pages count from 1.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Literal, cast

SCHEMA_VERSION = "2"

Box = tuple[float, float, float, float]
SectionKind = Literal[
    "overview", "basis", "implementer", "plan", "period", "budget", "goals", "other"
]
Method = Literal["form", "rule", "model", "analyst"]
Operator = Literal["≥", "≤", "=", ">", "<"]
LinkStatus = Literal["linked", "ambiguous", "unknown", "conflict"]
Severity = Literal["error", "warning", "info"]
TableKind = Literal[
    "balance",
    "income",
    "expenditure",
    "appropriation_balance",
    "general_expenditure",
    "fund_expenditure",
    "capital_expenditure",
    "basic_expenditure",
    "official_expenses",
    "other",
]
TableSide = Literal["income", "expenditure"]

FORM_FIELDS: tuple[str, ...] = (
    "name",
    "nature",
    "category",
    "supervising_department",
    "implementing_unit",
    "start_date",
    "end_date",
    "total_funding",
    "total_fiscal",
    "total_other",
    "annual_request",
    "annual_appropriation",
    "annual_carryover",
    "annual_other",
    "overall_goal",
    "annual_goal",
)
NARRATIVE_FIELDS: tuple[str, ...] = (
    "narrative_budget",
    "narrative_total",
    "period_start",
    "period_end",
    "implementer",
)
MONEY_FIELDS = frozenset(
    {
        "total_funding",
        "total_fiscal",
        "total_other",
        "annual_request",
        "annual_appropriation",
        "annual_carryover",
        "annual_other",
        "narrative_budget",
        "narrative_total",
    }
)
DATE_FIELDS = frozenset({"start_date", "end_date", "period_start", "period_end"})


@dataclass(frozen=True, slots=True)
class Source:
    """The document that was read: its name, hash and kind, and the reader that read it."""

    name: str
    sha256: str
    media_type: str
    page_count: int | None
    reader: str
    text_length: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What the department declares of its projects (绩效目标设置情况 / 绩效目标编报)."""

    project_count: int | None = None
    amount: str | None = None
    large_project_count: int | None = None
    large_project_threshold: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a project's narrative (项目经费情况说明).

    ``text`` is the body with the lines of one paragraph joined and one ``"\\n"`` between
    paragraphs; ``start`` and ``end`` enclose heading and body in the document's text.
    ``heading`` is empty where a project is told in paragraphs without headings.
    """

    kind: SectionKind
    heading: str
    text: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """One field's value and where it was found.

    ``value`` is normalised (``None`` where the form prints nothing), ``text`` is the
    document's text between ``start`` and ``end``, character for character.
    """

    value: str | None
    text: str
    page: int | None
    box: Box | None
    start: int
    end: int
    method: Method
    by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator (绩效指标) of a form.

    ``operator`` and ``unit`` are ``None`` where the cell holds words instead of a number.
    """

    level1: str | None
    level2: str | None
    level3: str | None
    operator: Operator | None
    value: str | None
    unit: str | None
    text: str
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A regulation that a citation may mean, with the linker's score, 0 to 1."""

    regulation_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """Which regulation a citation means, or why that is not known."""

    status: LinkStatus
    regulation_id: str | None
    score: float | None
    candidates: tuple[Candidate, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a regulation (立项依据). ``link`` is ``None`` where no registry was asked."""

    title: str | None
    doc_number: str | None
    issuer: str | None
    article: str | None
    version: str | None
    text: str
    section: SectionKind | None
    page: int | None
    start: int
    end: int
    method: Method
    by: str
    confidence: float
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """One project: a narrative, a form, or both, in reading order."""

    index: int
    name: str | None
    pages: tuple[int, int] | None
    sections: tuple[Section, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the document that a check rests on."""

    page: int | None
    box: Box | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """A finding of one reconciliation rule (勾稽)."""

    rule: str
    severity: Severity
    project: int | None
    message: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read; never dropped in silence."""

    code: str
    message: str
    page: int | None


@dataclass(frozen=True, slots=True)
class TableHeader:
    """One cell of a budget table's heading.

    The cells of all levels make a tree: a cell's children are those of the next level that
    stand inside its columns. Columns count from 0 and are those of ``TableAmount.column``.
    """

    text: str
    level: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class TableAmount:
    """One amount of a budget table: ``value`` in yuan, whatever unit the table prints.

    ``value`` is ``None`` where the cell holds something that is no amount, or where the table
    prints no unit. A cell that is printed empty is no amount.
    """

    column: int
    value: str | None
    text: str
    page: int | None
    box: Box | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a budget table; a line of two sides gives one row for each side.

    The codes are those of the budget's classification: 类, 款, 项, each without the outer ones.
    """

    side: TableSide | None
    class_code: str | None
    section_code: str | None
    item_code: str | None
    name: str | None
    amounts: tuple[TableAmount, ...]


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """One budget table (部门预算表): what the department takes in and spends, line by line.

    Rows are those that print anything, repeated headings left out. A table without rows is
    an empty table (空表).
    """

    kind: TableKind
    title: str | None
    unit: str | None
    pages: tuple[int, int] | None
    headers: tuple[TableHeader, ...]
    rows: tuple[TableRow, ...]
    note: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one document becomes. A disclosure without projects is a valid answer."""

    schema_version: str
    source: Source
    department: str | None
    fiscal_year: int | None
    declared: Declared
    projects: tuple[Project, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    tables: tuple[BudgetTable, ...] = ()


def to_json(record: object) -> object:
    """Turn records into plain JSON values, keys in the contract's order."""
    kind = type(record)
    if kind in _PLAIN:
        return record
    names = _field_names(cast(Hashable, kind))
    if names:
        return {name: to_json(getattr(record, name)) for name in names}
    if isinstance(record, Mapping):
        return {str(key): to_json(value) for key, value in record.items()}
    if isinstance(record, tuple | list):
        return [to_json(item) for item in record]
    return record


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    """Return the names of a record's fields; none for what is no record."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
