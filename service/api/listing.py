"""Rows of the store as rows of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from service.api.records import (
    CheckRow,
    CitationRow,
    DocumentRef,
    DocumentRow,
    EvidenceRow,
    LinkRow,
    ProjectRow,
)
from service.store.documents import first_names, names_of
from service.store.searches import Row, values_of

Values = Mapping[tuple[str, int], Mapping[str, str | None]]


def location_of(sha256: str) -> str:
    """Return where a document is found."""
    return f"/v1/documents/{sha256}"


def yuan(fen: int | None) -> str | None:
    """Return yuan as text with two places.

    >>> yuan(444000005)
    '4440000.05'
    """
    return None if fen is None else str(Decimal(fen).scaleb(-2).quantize(Decimal("0.01")))


def references(connection: sa.Connection, rows: Iterable[Row]) -> dict[str, DocumentRef]:
    """Return the documents that ``rows`` are of, by hash; each is looked up once."""
    by_hash = {row["document_sha256"]: row for row in rows}
    names = first_names(connection, list(by_hash))
    return {
        sha256: DocumentRef(
            sha256=sha256,
            name=names[sha256].name if sha256 in names else None,
            department=row["department"],
            fiscal_year=row["fiscal_year"],
            location=location_of(sha256),
        )
        for sha256, row in by_hash.items()
    }


def document_rows(connection: sa.Connection, rows: Iterable[Row]) -> list[DocumentRow]:
    """Return documents with all of their names."""
    return [document_row(connection, row) for row in rows]


def document_row(connection: sa.Connection, row: Row) -> DocumentRow:
    """Return one document with all of its names."""
    sha256 = row["sha256"]
    return DocumentRow(
        sha256=sha256,
        names=list(dict.fromkeys(each.name for each in names_of(connection, sha256))),
        media_type=row["media_type"],
        byte_count=row["byte_count"],
        page_count=row["page_count"],
        department=row["department"],
        fiscal_year=row["fiscal_year"],
        state=row["state"],
        first_seen_at=row["first_seen_at"],
        location=location_of(sha256),
    )


def project_rows(connection: sa.Connection, rows: list[Row]) -> list[ProjectRow]:
    """Return projects with their values."""
    documents = references(connection, rows)
    keys = [(row["document_sha256"], row["project_index"]) for row in rows]
    values: Values = values_of(connection, keys)
    return [
        ProjectRow(
            document=documents[row["document_sha256"]],
            index=row["project_index"],
            name=row["name"],
            pages=None if row["first_page"] is None else [row["first_page"], row["last_page"]],
            annual_amount=yuan(row["annual_fen"]),
            fields=dict(values[key]),
        )
        for key, row in zip(keys, rows, strict=True)
    ]


def citation_rows(connection: sa.Connection, rows: list[Row]) -> list[CitationRow]:
    """Return citations with what they were linked to."""
    documents = references(connection, rows)
    return [
        CitationRow(
            document=documents[row["document_sha256"]],
            project=row["project_index"],
            annual_amount=yuan(row["annual_amount_fen"]),
            start=row["start_offset"],
            end=row["end_offset"],
            link=LinkRow(
                status=row["link_status"],
                regulation_id=row["work_id"],
                score=row["score"],
                why=row["why"],
            ),
            **{name: row[name] for name in _SAME},
        )
        for row in rows
    ]


_SAME = (
    "project_name",
    "title",
    "doc_number",
    "issuer",
    "article",
    "version",
    "text",
    "section",
    "page",
    "method",
    "by",
    "confidence",
)


def check_rows(connection: sa.Connection, rows: list[Row]) -> list[CheckRow]:
    """Return findings with the places that they rest on."""
    documents = references(connection, rows)
    return [
        CheckRow(
            document=documents[row["document_sha256"]],
            rule=row["rule"],
            severity=row["severity"],
            project=row["project_index"],
            message=row["message"],
            evidence=[_evidence(each) for each in row["evidence"]],
        )
        for row in rows
    ]


def _evidence(row: Mapping[str, Any]) -> EvidenceRow:
    return EvidenceRow(**row)
