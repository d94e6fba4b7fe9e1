"""Documents and their citations for the registry's tests, written straight into a store."""

from __future__ import annotations

import sqlalchemy as sa

from extraction.registry import Work
from service.store.mentions import CitedDocument, Mention, record_document

DOCUMENT = CitedDocument("a" * 64, "甲局.pdf", "application/pdf", "云州市甲局", 2025, "云州市")


def linked(
    work: Work,
    *,
    version: int | None = None,
    start: int = 0,
    title: str | None = None,
    number: str | None = None,
) -> Mention:
    """Return a citation that was linked to a work, and to its version counted from 0."""
    return Mention(
        project_index=0,
        start=start,
        end=start + 5,
        text=f"《{title or work.title}》",
        link_status="linked",
        why="标题一致",
        project_name="河道养护",
        page=3,
        title=title or work.title,
        doc_number=number,
        work_id=work.id,
        version_id=None if version is None else work.versions[version].id,
        score=0.97,
        annual_amount="1200000.00",
    )


def record(connection: sa.Connection, *mentions: Mention) -> None:
    """Record the citations as those of `DOCUMENT`."""
    record_document(connection, DOCUMENT, mentions)
