"""A Disclosure as the flat rows that the store keeps of it: pure, and cheap to send on.

The rows are plain values, so that a reading process can make them and send them as JSON.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from extraction.registry import budget_context
from extraction.schema import MONEY_FIELDS, Citation, Disclosure, Project

Plain = str | int | float | None | list[float] | list[object]
Row = list[Plain]

# What a whole number of fen in 64 bits can hold, and no more than two places.
_AMOUNT = re.compile(r"-?\d{1,15}\.\d\d")

# More saves a tenth of the room for twice the time.
_LEVEL = 6

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "projects": ("project_index", "name", "first_page", "last_page", "annual_fen"),
    "project_values": (
        "project_index",
        "field",
        "value",
        "value_fen",
        "text",
        "page",
        "box",
        "start_offset",
        "end_offset",
        "method",
        "by",
        "confidence",
    ),
    "indicators": (
        "project_index",
        "ordinal",
        "level1",
        "level2",
        "level3",
        "operator",
        "value",
        "unit",
        "text",
        "page",
        "box",
    ),
    "checks": (
        "ordinal",
        "project_index",
        "rule",
        "severity",
        "message",
        "page",
        "start_offset",
        "end_offset",
        "text",
        "evidence",
    ),
    "problems": ("ordinal", "code", "message", "page"),
    "mentions": (
        "project_index",
        "project_name",
        "annual_amount_fen",
        "page",
        "start_offset",
        "end_offset",
        "text",
        "title",
        "doc_number",
        "issuer",
        "section",
        "link_status",
        "work_id",
        "score",
        "why",
        "article",
        "version",
        "method",
        "by",
        "confidence",
    ),
}


@dataclass(frozen=True, slots=True)
class FlatRows:
    """What is stored of a document besides its JSON.

    ``rows`` holds, by the name of the table, the rows in the order of `COLUMNS`; ``place`` is
    the district or city that its citations are read in.
    """

    name: str
    media_type: str
    page_count: int | None
    department: str | None
    fiscal_year: int | None
    place: str | None
    rows: Mapping[str, list[Row]]

    def confidences(self) -> Iterator[float]:
        """Return the confidence of each value and citation."""
        for table in ("project_values", "mentions"):
            at = COLUMNS[table].index("confidence")
            yield from (cast(float, row[at]) for row in self.rows[table])


def flat_rows(disclosure: Disclosure) -> FlatRows:
    """Return the rows of a disclosure, each table in reading order."""
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for project in disclosure.projects:
        _add_project(rows, project)
    for at, check in enumerate(disclosure.checks):
        first = check.evidence[0] if check.evidence else None
        evidence: list[object] = [
            {"page": e.page, "box": _box(e.box), "start": e.start, "end": e.end, "text": e.text}
            for e in check.evidence
        ]
        rows["checks"].append(
            [
                at,
                check.project,
                check.rule,
                check.severity,
                check.message,
                None if first is None else first.page,
                None if first is None else first.start,
                None if first is None else first.end,
                None if first is None else first.text,
                evidence,
            ]
        )
    rows["problems"] = [
        [at, problem.code, problem.message, problem.page]
        for at, problem in enumerate(disclosure.problems)
    ]
    # in the order of the text, as `registry grow` records them
    rows["mentions"].sort(key=lambda row: (row[4], row[0], row[5]))
    context = budget_context(disclosure.department, disclosure.fiscal_year)
    return FlatRows(
        disclosure.source.name,
        disclosure.source.media_type,
        disclosure.source.page_count,
        disclosure.department,
        disclosure.fiscal_year,
        context.place or None,
        rows,
    )


def compress(disclosure_json: bytes) -> bytes:
    """Return the stored form of a disclosure's JSON."""
    return zlib.compress(disclosure_json, _LEVEL)


def fen(yuan: str | None) -> int | None:
    """Return whole fen; ``None`` for what is no amount with two places in 64 bits.

    >>> fen("4440000.05"), fen("1.005"), fen(None)
    (444000005, None, None)
    """
    if yuan is None or not _AMOUNT.fullmatch(yuan):
        return None
    return int(yuan.replace(".", ""))


def annual_fen(project: Project) -> int | None:
    """Return what a project asks for its year: by its form, else by its narrative."""
    for field in ("annual_request", "narrative_budget"):
        value = project.fields.get(field)
        amount = fen(value.value) if value is not None else None
        if amount is not None:
            return amount
    return None


def _add_project(rows: dict[str, list[Row]], project: Project) -> None:
    first, last = project.pages or (None, None)
    amount = annual_fen(project)
    rows["projects"].append([project.index, project.name, first, last, amount])
    rows["project_values"] += [
        [
            project.index,
            field,
            value.value,
            fen(value.value) if field in MONEY_FIELDS else None,
            value.text,
            value.page,
            _box(value.box),
            value.start,
            value.end,
            value.method,
            value.by,
            value.confidence,
        ]
        for field, value in project.fields.items()
    ]
    rows["indicators"] += [
        [
            project.index,
            at,
            indicator.level1,
            indicator.level2,
            indicator.level3,
            indicator.operator,
            indicator.value,
            indicator.unit,
            indicator.text,
            indicator.page,
            _box(indicator.box),
        ]
        for at, indicator in enumerate(project.indicators)
    ]
    rows["mentions"] += [_mention(project, citation, amount) for citation in project.citations]


def _mention(project: Project, citation: Citation, amount: int | None) -> Row:
    link = citation.link
    return [
        project.index,
        project.name,
        amount,
        citation.page,
        citation.start,
        citation.end,
        citation.text,
        citation.title,
        citation.doc_number,
        citation.issuer,
        citation.section,
        "unknown" if link is None else link.status,
        None if link is None else link.regulation_id,
        None if link is None else link.score,
        "" if link is None else link.why,
        citation.article,
        citation.version,
        citation.method,
        citation.by,
        citation.confidence,
    ]


def _box(box: tuple[float, float, float, float] | None) -> list[float] | None:
    return None if box is None else list(box)
