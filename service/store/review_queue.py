"""The queue's rows: written whenever a document or its corrections change, read in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from service.store.document_tables import documents
from service.store.review_tables import review_queue, review_views
from service.store.times import now_text

Unit = Literal["document", "project"]
_DOCUMENT = -1


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row as the page lists it, see `service.review.queue.Entry`."""

    document_sha256: str
    project_index: int
    document_name: str
    project_name: str | None
    department: str | None
    fiscal_year: int | None
    state: str
    worth: float
    lowest_confidence: float
    value_count: int
    open_count: int
    uncertain_count: int
    difference_count: int
    check_count: int
    unlinked_count: int
    annual_fen: int | None
    labels: str
    assigned_to: str | None
    skipped_at: str | None
    seconded_by: str | None


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What is asked for; None leaves a condition out.

    label            a field that is uncertain, or ``citation``
    below            the lowest confidence of the row is below it
    assigned_to      a user's name, or "" for nobody
    skipped          True: only what was skipped, False: only what was not
    """

    unit: Unit = "document"
    state: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    label: str | None = None
    below: float | None = None
    assigned_to: str | None = None
    skipped: bool | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place behind a row: its worth, document and project."""

    worth: float
    document_sha256: str
    project_index: int


_COLUMNS = tuple(review_queue.c[name] for name in QueueRow.__slots__)


def write_queue(
    connection: sa.Connection,
    sha256: str,
    *,
    extraction_id: int,
    document_name: str,
    department: str | None,
    fiscal_year: int | None,
    entries: Sequence[Mapping[str, object]],
) -> None:
    """Put the rows of a document in the place of those that stood; who has it stays."""
    queue = review_queue.c
    kept = connection.execute(
        sa.select(queue.assigned_to, queue.skipped_at, queue.seconded_by).where(
            queue.document_sha256 == sha256, queue.project_index == _DOCUMENT
        )
    ).first()
    assigned_to, skipped_at, seconded_by = kept or (None, None, None)
    connection.execute(sa.delete(review_queue).where(queue.document_sha256 == sha256))
    connection.execute(
        sa.insert(review_queue),
        [
            {
                **entry,
                "document_sha256": sha256,
                "extraction_id": extraction_id,
                "document_name": document_name,
                "department": department,
                "fiscal_year": fiscal_year,
                "assigned_to": assigned_to,
                "skipped_at": skipped_at,
                "seconded_by": seconded_by,
            }
            for entry in entries
        ],
    )


def list_queue(
    connection: sa.Connection, wanted: QueueFilter, *, after: Cursor | None = None, limit: int = 50
) -> list[QueueRow]:
    """Return the rows that are worth most first, those behind ``after``."""
    queue = review_queue.c
    statement = sa.select(*_COLUMNS).where(*_conditions(wanted))
    if after is not None:
        statement = statement.where(
            sa.or_(
                queue.worth < after.worth,
                sa.and_(
                    queue.worth == after.worth,
                    sa.or_(
                        queue.document_sha256 > after.document_sha256,
                        sa.and_(
                            queue.document_sha256 == after.document_sha256,
                            queue.project_index > after.project_index,
                        ),
                    ),
                ),
            )
        )
    statement = statement.order_by(
        queue.worth.desc(), queue.document_sha256, queue.project_index
    ).limit(limit)
    return [QueueRow(*row) for row in connection.execute(statement)]


def count_queue(connection: sa.Connection, wanted: QueueFilter) -> int:
    """Return how many rows there are."""
    found: int = connection.execute(
        sa.select(sa.func.count()).select_from(review_queue).where(*_conditions(wanted))
    ).scalar_one()
    return found


def read_queue_row(connection: sa.Connection, sha256: str) -> QueueRow | None:
    """Return a document's own row."""
    queue = review_queue.c
    row = connection.execute(
        sa.select(*_COLUMNS).where(
            queue.document_sha256 == sha256, queue.project_index == _DOCUMENT
        )
    ).first()
    return QueueRow(*row) if row is not None else None


def assign(connection: sa.Connection, sha256: str, user_name: str | None) -> None:
    """Give a document to a user, or to nobody."""
    _update(connection, sha256, assigned_to=user_name)


def second(connection: sa.Connection, sha256: str, user_name: str | None) -> None:
    """Name who reads a document a second time, blind; None for nobody."""
    _update(connection, sha256, seconded_by=user_name)


def skip(connection: sa.Connection, sha256: str, *, skipped: bool = True) -> None:
    """Put a document aside, or back."""
    _update(connection, sha256, skipped_at=now_text() if skipped else None)


def choices(connection: sa.Connection) -> tuple[list[int], list[str]]:
    """Return the years and departments that the filters offer."""
    queue = review_queue.c
    years = connection.execute(
        sa.select(queue.fiscal_year)
        .where(queue.project_index == _DOCUMENT, queue.fiscal_year.is_not(None))
        .distinct()
        .order_by(queue.fiscal_year.desc())
    )
    departments = connection.execute(
        sa.select(queue.department)
        .where(queue.project_index == _DOCUMENT, queue.department.is_not(None))
        .distinct()
        .order_by(queue.department)
        .limit(500)
    )
    return list(years.scalars()), list(departments.scalars())


def unqueued(connection: sa.Connection, *, limit: int = 200) -> list[str]:
    """Return documents whose current extraction is not the one that the queue knows."""
    own = review_queue.alias()
    rows = connection.execute(
        sa.select(documents.c.sha256)
        .outerjoin(
            own,
            sa.and_(own.c.document_sha256 == documents.c.sha256, own.c.project_index == _DOCUMENT),
        )
        .where(
            documents.c.extraction_id.is_not(None),
            sa.or_(
                own.c.document_sha256.is_(None),
                own.c.extraction_id != documents.c.extraction_id,
            ),
        )
        .limit(limit)
    )
    return list(rows.scalars())


def write_view(connection: sa.Connection, sha256: str, *, made_by: str, data: bytes) -> None:
    """Keep what the pages show of a document."""
    connection.execute(sa.delete(review_views).where(review_views.c.document_sha256 == sha256))
    connection.execute(
        sa.insert(review_views).values(document_sha256=sha256, made_by=made_by, data=data)
    )


def read_view(connection: sa.Connection, sha256: str, *, made_by: str) -> bytes | None:
    """Return what the pages show of a document; None where it was made by another program."""
    found: bytes | None = connection.execute(
        sa.select(review_views.c.data).where(
            review_views.c.document_sha256 == sha256, review_views.c.made_by == made_by
        )
    ).scalar()
    return found


def _update(connection: sa.Connection, sha256: str, **values: object) -> None:
    connection.execute(
        sa.update(review_queue).where(review_queue.c.document_sha256 == sha256).values(**values)
    )


def _conditions(wanted: QueueFilter) -> list[sa.ColumnElement[bool]]:
    queue = review_queue.c
    found: list[sa.ColumnElement[bool]] = [
        queue.project_index == _DOCUMENT if wanted.unit == "document" else queue.project_index >= 0
    ]
    if wanted.state is not None:
        found.append(queue.state == wanted.state)
    if wanted.fiscal_year is not None:
        found.append(queue.fiscal_year == wanted.fiscal_year)
    if wanted.department is not None:
        found.append(queue.department == wanted.department)
    if wanted.label is not None:
        found.append(queue.labels.contains(f",{wanted.label},", autoescape=True))
    if wanted.below is not None:
        found.append(queue.lowest_confidence < wanted.below)
    if wanted.assigned_to is not None:
        found.append(
            queue.assigned_to == wanted.assigned_to
            if wanted.assigned_to
            else queue.assigned_to.is_(None)
        )
    if wanted.skipped is not None:
        found.append(
            queue.skipped_at.is_not(None) if wanted.skipped else queue.skipped_at.is_(None)
        )
    return found


def queued_documents(connection: sa.Connection) -> list[str]:
    """Return every document of the queue, in the order of their hashes."""
    queue = review_queue.c
    rows = connection.execute(
        sa.select(queue.document_sha256)
        .where(queue.project_index == _DOCUMENT)
        .order_by(queue.document_sha256)
    )
    return list(rows.scalars())
