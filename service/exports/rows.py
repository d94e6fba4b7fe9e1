"""One document's answer as the rows of the tables in `columns`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extraction.errors import YijuError
from extraction.schema import Disclosure, Project
from service.contract import load_meanings
from service.exports.columns import SHEETS, Column, Kind, Sheet, SheetName
from service.exports.document import Document

Cell = str | int | float | Decimal | datetime.date | None
Row = tuple[Cell, ...]

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# A spreadsheet holds numbers as IEEE doubles: more digits than this would change.
_MAX_NUMBER_DIGITS = 15
_SHEETS: Mapping[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}


def rows_of(document: Document) -> Iterator[tuple[SheetName, Row]]:
    """Yield the rows of one document, each with the name of its sheet."""
    answer = document.disclosure()
    records: dict[str, object] = {"document": document.name}
    if isinstance(answer, YijuError):
        yield _row("documents", {**records, "error": answer})
        problem = {
            "kind": "error", "code": answer.code, "message": answer.message, "hint": answer.hint
        }  # fmt: skip
        yield _row("problems", {**records, **problem})
        return
    records["disclosure"] = answer
    yield _row(
        "documents",
        {**records, "projects": len(answer.projects), "problems": len(answer.problems)},
    )
    for project in answer.projects:
        yield from _project_rows(project, records)
    yield from _check_rows(answer, records)
    yield from _problem_rows(answer, records)


def _project_rows(
    project: Project, records: Mapping[str, object]
) -> Iterator[tuple[SheetName, Row]]:
    here = {**records, "project": project, "number": project.index + 1}
    yield _row("projects", here)
    for indicator in project.indicators:
        yield _row("indicators", {**here, "indicator": indicator})
    for citation in project.citations:
        candidates = () if citation.link is None else citation.link.candidates
        joined = "、".join(each.regulation_id for each in candidates) or None
        yield _row("citations", {**here, "citation": citation, "candidates": joined})


def _check_rows(
    disclosure: Disclosure, records: Mapping[str, object]
) -> Iterator[tuple[SheetName, Row]]:
    projects = {project.index: project for project in disclosure.projects}
    for check in disclosure.checks:
        number = None if check.project is None else check.project + 1
        project = None if check.project is None else projects.get(check.project)
        text = "\n".join(each.text for each in check.evidence) or None
        said = {"check": check, "number": number, "project": project, "text": text}
        yield _row("checks", {**records, **said})


def _problem_rows(
    disclosure: Disclosure, records: Mapping[str, object]
) -> Iterator[tuple[SheetName, Row]]:
    for problem in disclosure.problems:
        said = {"code": problem.code, "message": problem.message, "page": problem.page}
        yield _row("problems", {**records, "kind": "problem", **said})


def _row(name: SheetName, records: Mapping[str, object]) -> tuple[SheetName, Row]:
    return name, tuple(_cell(_follow(records, c.path), c) for c in _SHEETS[name].columns)


def _cell(value: object, column: Column) -> Cell:
    if column.choice is not None and isinstance(value, str):
        value = load_meanings()["choice", column.choice][value].zh
    return cell_of(value, column.kind)


def _follow(record: object, path: str) -> object:
    """Go from ``record`` along ``path``; None where a step leads nowhere."""
    for step in path.split("."):
        if isinstance(record, Mapping):
            record = record.get(step)
        elif isinstance(record, Sequence):
            at = int(step)
            record = record[at] if at < len(record) else None
        elif record is not None:
            record = getattr(record, step)
    return record


def cell_of(value: object, kind: Kind) -> Cell:
    """Return a cell of ``kind``; what is no number or whole date stays text.

    >>> cell_of("4440000.00", "money"), cell_of("完全稳定", "number"), cell_of("2025-01", "date")
    (Decimal('4440000.00'), '完全稳定', '2025-01')
    """
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    if kind in ("money", "number") and _DECIMAL.fullmatch(text):
        digits = sum(map(str.isdigit, text))
        return Decimal(text) if digits <= _MAX_NUMBER_DIGITS else text
    if kind == "date" and _FULL_DATE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text
    return text
