"""Lists over everything that was read: projects, citations, checks; filtered, page by page.

Each page is found by the key of the row before it, never by counting rows, so that the last
page costs what the first does. Money goes in and out as whole fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from service.store.cursors import cursor_of, key_of
from service.store.document_tables import (
    checks,
    document_names,
    documents,
    project_values,
    projects,
)
from service.store.tables import mentions, redirects, works

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows have to fit; ``None`` lets all pass. Text and department may be parts."""

    fiscal_year: int | None = None
    department: str | None = None
    document_sha256: str | None = None
    min_fen: int | None = None
    max_fen: int | None = None
    text: str | None = None
    regulation_id: str | None = None
    link_status: str | None = None
    rule: str | None = None
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of the next ones, ``None`` at the end."""

    rows: Sequence[Row]
    next: str | None


def list_projects(
    connection: sa.Connection, only: Filter, *, cursor: str | None, limit: int
) -> Page:
    """Return projects in the order of their documents' hashes, then as they stand there.

    Raises `RequestRefused` (``bad_cursor``), as all lists do.
    """
    table = projects.c
    statement = sa.select(
        table.document_sha256,
        table.project_index,
        table.name,
        table.first_page,
        table.last_page,
        table.annual_fen,
        documents.c.department,
        documents.c.fiscal_year,
    ).join(documents, documents.c.sha256 == table.document_sha256)
    statement = statement.where(*_of_documents(only))
    if only.min_fen is not None:
        statement = statement.where(table.annual_fen >= only.min_fen)
    if only.max_fen is not None:
        statement = statement.where(table.annual_fen <= only.max_fen)
    if only.text is not None:
        said = sa.exists().where(
            project_values.c.document_sha256 == table.document_sha256,
            project_values.c.project_index == table.project_index,
            project_values.c.value.contains(only.text, autoescape=True),
        )
        statement = statement.where(sa.or_(table.name.contains(only.text, autoescape=True), said))
    if only.regulation_id is not None:
        statement = statement.where(
            sa.exists().where(
                mentions.c.document_sha256 == table.document_sha256,
                mentions.c.project_index == table.project_index,
                mentions.c.work_id.in_(_ids(connection, only.regulation_id)),
            )
        )
    return _page(
        connection,
        statement,
        {"document_sha256": str, "project_index": int},
        (table.document_sha256, table.project_index),
        cursor=cursor,
        limit=limit,
    )


def values_of(
    connection: sa.Connection, keys: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, str | None]]:
    """Return the values of projects by field, for projects by document and index."""
    found: dict[tuple[str, int], dict[str, str | None]] = {key: {} for key in keys}
    table = project_values.c
    rows = connection.execute(
        sa.select(table.document_sha256, table.project_index, table.field, table.value).where(
            table.document_sha256.in_({sha256 for sha256, _ in keys})
        )
    )
    for sha256, index, field, value in rows:
        if (sha256, index) in found:
            found[sha256, index][field] = value
    return found


def list_citations(
    connection: sa.Connection, only: Filter, *, cursor: str | None, limit: int
) -> Page:
    """Return citations in the order in which they were stored."""
    table = mentions.c
    statement = sa.select(
        *(column for column in table),
        documents.c.department,
        documents.c.fiscal_year,
    ).join(documents, documents.c.sha256 == table.document_sha256)
    statement = statement.where(*_of_documents(only))
    if only.link_status is not None:
        statement = statement.where(table.link_status == only.link_status)
    if only.text is not None:
        statement = statement.where(
            sa.or_(
                *(
                    column.contains(only.text, autoescape=True)
                    for column in (table.text, table.title, table.doc_number)
                )
            )
        )
    if only.regulation_id is not None:
        statement = statement.where(table.work_id.in_(_ids(connection, only.regulation_id)))
    return _page(connection, statement, {"id": int}, (table.id,), cursor=cursor, limit=limit)


def list_checks(connection: sa.Connection, only: Filter, *, cursor: str | None, limit: int) -> Page:
    """Return findings of the reconciliation rules, document by document."""
    table = checks.c
    statement = sa.select(
        *(column for column in table),
        documents.c.department,
        documents.c.fiscal_year,
    ).join(documents, documents.c.sha256 == table.document_sha256)
    statement = statement.where(*_of_documents(only))
    if only.rule is not None:
        statement = statement.where(table.rule == only.rule)
    if only.severity is not None:
        statement = statement.where(table.severity == only.severity)
    return _page(
        connection,
        statement,
        {"document_sha256": str, "ordinal": int},
        (table.document_sha256, table.ordinal),
        cursor=cursor,
        limit=limit,
    )


def list_found(connection: sa.Connection, only: Filter, *, cursor: str | None, limit: int) -> Page:
    """Return documents in the order of their hashes; ``text`` is looked for in their names."""
    statement = sa.select(*documents.c).where(*_of_documents(only))
    if only.text is not None:
        statement = statement.where(
            sa.exists().where(
                document_names.c.document_sha256 == documents.c.sha256,
                document_names.c.name.contains(only.text, autoescape=True),
            )
        )
    return _page(
        connection, statement, {"sha256": str}, (documents.c.sha256,), cursor=cursor, limit=limit
    )


def list_works(
    connection: sa.Connection, *, level: str | None, cursor: str | None, limit: int
) -> Page:
    """Return the ids of works in their order."""
    statement = sa.select(works.c.id)
    if level is not None:
        statement = statement.where(works.c.level == level)
    return _page(connection, statement, {"id": str}, (works.c.id,), cursor=cursor, limit=limit)


@dataclass(frozen=True, slots=True)
class Citing:
    """How often a work is cited, by how many projects, and what these ask for their year."""

    citations: int
    projects: int
    annual_fen: int | None


def count_citing(connection: sa.Connection, work_id: str) -> Citing:
    """Count what cites a work; a project that cites it twice counts once, and so its money."""
    table = mentions.c
    linked = table.work_id.in_(_ids(connection, work_id))
    count = connection.execute(
        sa.select(sa.func.count()).select_from(mentions).where(linked)
    ).scalar_one()
    inner = (
        sa.select(
            table.document_sha256,
            table.project_index,
            sa.func.max(table.annual_amount_fen).label("annual_fen"),
        )
        .where(linked)
        .group_by(table.document_sha256, table.project_index)
        .subquery()
    )
    row = connection.execute(
        sa.select(sa.func.count(), sa.func.sum(inner.c.annual_fen)).select_from(inner)
    ).one()
    return Citing(count, row[0], None if row[1] is None else int(row[1]))


def _of_documents(only: Filter) -> list[sa.ColumnElement[bool]]:
    table = documents.c
    wanted: list[sa.ColumnElement[bool]] = []
    if only.fiscal_year is not None:
        wanted.append(table.fiscal_year == only.fiscal_year)
    if only.department is not None:
        wanted.append(table.department.contains(only.department, autoescape=True))
    if only.document_sha256 is not None:
        wanted.append(table.sha256 == only.document_sha256)
    return wanted


def _ids(connection: sa.Connection, work_id: str) -> list[str]:
    """Return every id under which a work may have been linked: its own and former ones."""
    target = connection.execute(
        sa.select(redirects.c.work_id).where(redirects.c.old_id == work_id)
    ).scalar()
    own = work_id if target is None else target
    former = connection.execute(
        sa.select(redirects.c.old_id).where(redirects.c.work_id == own)
    ).scalars()
    return [own, *former]


def _page(
    connection: sa.Connection,
    statement: sa.Select[Any],
    kinds: Mapping[str, type],
    key: tuple[sa.ColumnElement[Any], ...],
    *,
    cursor: str | None,
    limit: int,
) -> Page:
    if cursor is not None:
        after = key_of(cursor, tuple(kinds.values()))
        statement = statement.where(sa.tuple_(*key) > sa.tuple_(*map(sa.literal, after)))
    found = connection.execute(statement.order_by(*key).limit(limit + 1)).mappings()
    rows = [dict(row) for row in found]
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], cursor_of(*(last[name] for name in kinds)))
