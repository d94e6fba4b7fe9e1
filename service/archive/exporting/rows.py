"""One document as rows of the export's tables; what does not fit a column's type is left empty.

Nothing is lost by that: ``fields`` and ``indicators`` have every value as text too.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.schema import (
    DATE_FIELDS,
    FORM_FIELDS,
    MONEY_FIELDS,
    NARRATIVE_FIELDS,
    Box,
    Disclosure,
    Project,
)
from service.archive.exporting.tables import TableName

Cell = str | int | float | Decimal | datetime.date | None
Row = tuple[Cell, ...]

_MONEY = re.compile(r"-?\d{1,16}\.\d\d")
_NUMBER = re.compile(r"-?\d{1,32}(\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Exported:
    """A document as the store has it; ``disclosure`` is ``None`` where there is no result."""

    sha256: str
    name: str
    name_count: int
    state: str
    code: str | None
    reason: str | None
    media_type: str | None
    byte_count: int
    page_count: int | None
    department: str | None
    fiscal_year: int | None
    disclosure: Disclosure | None


def rows_of(document: Exported) -> Iterator[tuple[TableName, Row]]:
    """Yield the rows of one document, each with its table, in reading order."""
    key: Row = (document.sha256, document.name, document.fiscal_year, document.department)
    yield "documents", _clean(key + _document(document))
    disclosure = document.disclosure
    if disclosure is None:
        return
    for project in disclosure.projects:
        for table, row in _project(project):
            yield table, _clean(key + row)
    for at, check in enumerate(disclosure.checks):
        first = check.evidence[0] if check.evidence else None
        place: Row = (None,) * 4
        if first is not None:
            place = (first.page, first.start, first.end, first.text)
        said = (at, check.project, check.rule, check.severity, check.message)
        yield "checks", _clean((*key, *said, *place))
    for at, problem in enumerate(disclosure.problems):
        yield "problems", _clean((*key, at, problem.code, problem.message, problem.page))


def money(value: str | None) -> Decimal | None:
    """Return an amount of the contract, ``None`` for what is none.

    >>> money("4440000.00"), money("约5万元")
    (Decimal('4440000.00'), None)
    """
    return Decimal(value) if value is not None and _MONEY.fullmatch(value) else None


def number(value: str | None) -> Decimal | None:
    """Return a number with at most six places, ``None`` for words and finer numbers."""
    return Decimal(value) if value is not None and _NUMBER.fullmatch(value) else None


def day(value: str | None) -> datetime.date | None:
    """Return a date that is known to the day; months and years give ``None``."""
    if value is None or not _DAY.fullmatch(value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _document(document: Exported) -> Row:
    found = document.disclosure
    head: Row = (document.state, document.code, document.reason, document.media_type)
    size: Row = (document.byte_count, document.page_count)
    if found is None:
        return (*head, None, *size, None, document.name_count, *(None,) * 7)
    declared = found.declared
    return (
        *head,
        found.source.reader,
        *size,
        found.source.text_length,
        document.name_count,
        len(found.projects),
        len(found.checks),
        len(found.problems),
        declared.project_count,
        money(declared.amount),
        declared.large_project_count,
        money(declared.large_project_threshold),
    )


def _project(project: Project) -> Iterator[tuple[TableName, Row]]:
    first, last = project.pages or (None, None)
    counts = (len(project.indicators), len(project.citations))
    values = tuple(_field(project, name) for name in FORM_FIELDS + NARRATIVE_FIELDS)
    yield "projects", (project.index, project.name, first, last, *values, *counts)
    for name, value in project.fields.items():
        yield (
            "fields",
            (
                project.index,
                name,
                value.value,
                value.text,
                money(value.value) if name in MONEY_FIELDS else None,
                day(value.value) if name in DATE_FIELDS else None,
                value.page,
                value.start,
                value.end,
                *_box(value.box),
                value.method,
                value.by,
                value.confidence,
            ),
        )
    for at, indicator in enumerate(project.indicators):
        yield (
            "indicators",
            (
                project.index,
                at,
                indicator.level1,
                indicator.level2,
                indicator.level3,
                indicator.operator,
                indicator.value,
                indicator.unit,
                indicator.text,
                number(indicator.value),
                indicator.page,
                *_box(indicator.box),
            ),
        )
    for at, citation in enumerate(project.citations):
        yield (
            "citations",
            (
                project.index,
                at,
                citation.title,
                citation.doc_number,
                citation.issuer,
                citation.article,
                citation.version,
                citation.text,
                citation.section,
                citation.page,
                citation.start,
                citation.end,
                citation.method,
                citation.by,
                citation.confidence,
            ),
        )
        link = citation.link
        if link is not None:
            named = "、".join(each.regulation_id for each in link.candidates) or None
            said = (link.status, link.regulation_id, link.score, link.why, named)
            yield "links", (project.index, at, *said)


def _field(project: Project, name: str) -> Cell:
    value = project.fields.get(name)
    if value is None:
        return None
    if name in MONEY_FIELDS:
        return money(value.value)
    return day(value.value) if name in DATE_FIELDS else value.value


def _box(box: Box | None) -> Row:
    return (None,) * 4 if box is None else box


def _clean(row: Row) -> Row:
    """Return the row without characters that no file format holds, one for one."""
    return tuple(_UNSTORABLE.sub("\ufffd", each) if isinstance(each, str) else each for each in row)
