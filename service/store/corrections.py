"""Corrections, as they were recorded: added to, read, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from service.store.review_tables import corrections

_COLUMNS: tuple[sa.Column[Any], ...] = (
    corrections.c.id,
    corrections.c.operation,
    corrections.c.document_sha256,
    corrections.c.track,
    corrections.c.extraction_id,
    corrections.c.action,
    corrections.c.target,
    corrections.c.user_name,
    corrections.c.at,
    corrections.c.anchor,
    corrections.c.before,
    corrections.c.after,
    corrections.c.seconds,
    corrections.c.note,
)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One event as it is stored; `service.review.corrections` knows what it means."""

    id: int
    operation: str
    document_sha256: str
    track: str
    extraction_id: int
    action: str
    target: str
    user_name: str
    at: str
    anchor: Mapping[str, object]
    before: object
    after: object
    seconds: float
    note: str | None


def add_correction(connection: sa.Connection, row: CorrectionRow) -> int:
    """Record an event (its ``id`` does not count) and return its id; ids grow."""
    result = connection.execute(
        sa.insert(corrections).values(
            operation=row.operation,
            document_sha256=row.document_sha256,
            track=row.track,
            extraction_id=row.extraction_id,
            action=row.action,
            target=row.target,
            user_name=row.user_name,
            at=row.at,
            anchor=dict(row.anchor),
            before=row.before,
            after=row.after,
            seconds=row.seconds,
            note=row.note,
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def read_corrections(
    connection: sa.Connection, sha256: str, *, track: str = "main"
) -> tuple[CorrectionRow, ...]:
    """Return the events of one document and track, oldest first."""
    rows = connection.execute(
        sa.select(*_COLUMNS)
        .where(corrections.c.document_sha256 == sha256, corrections.c.track == track)
        .order_by(corrections.c.id)
    )
    return tuple(CorrectionRow(*row) for row in rows)


def correction_of(connection: sa.Connection, operation: str) -> CorrectionRow | None:
    """Return the event that an act of a page became; None where it did not arrive."""
    row = connection.execute(
        sa.select(*_COLUMNS).where(corrections.c.operation == operation)
    ).first()
    return CorrectionRow(*row) if row is not None else None


def read_correction(connection: sa.Connection, event_id: int) -> CorrectionRow | None:
    """Return the event of this id."""
    row = connection.execute(sa.select(*_COLUMNS).where(corrections.c.id == event_id)).first()
    return CorrectionRow(*row) if row is not None else None


def corrected_documents(connection: sa.Connection, *, track: str = "main") -> tuple[str, ...]:
    """Return the documents that have events, in order of their hashes."""
    rows = connection.execute(
        sa.select(corrections.c.document_sha256)
        .where(corrections.c.track == track)
        .distinct()
        .order_by(corrections.c.document_sha256)
    )
    return tuple(rows.scalars())


def iterate_corrections(connection: sa.Connection, *, after: int = 0) -> Iterator[CorrectionRow]:
    """Yield every event after ``after``, oldest first."""
    rows = connection.execute(
        sa.select(*_COLUMNS).where(corrections.c.id > after).order_by(corrections.c.id)
    )
    for row in rows:
        yield CorrectionRow(*row)


def recent_corrections(connection: sa.Connection, *, limit: int) -> tuple[CorrectionRow, ...]:
    """Return the newest events of all documents, the newest first."""
    rows = connection.execute(sa.select(*_COLUMNS).order_by(corrections.c.id.desc()).limit(limit))
    return tuple(CorrectionRow(*row) for row in rows)


def last_correction_id(connection: sa.Connection) -> int:
    """Return the id of the newest event of all, 0 where there is none."""
    found: int | None = connection.execute(sa.select(sa.func.max(corrections.c.id))).scalar()
    return found or 0


def count_corrections(
    connection: sa.Connection, *, since: str, user_name: str | None = None
) -> Mapping[str, int]:
    """Return how many events of each action there were since a time, by one user or all."""
    statement = (
        sa.select(corrections.c.action, sa.func.count())
        .where(corrections.c.at >= since)
        .group_by(corrections.c.action)
    )
    if user_name is not None:
        statement = statement.where(corrections.c.user_name == user_name)
    return {str(action): int(count) for action, count in connection.execute(statement)}


def count_corrections_after(connection: sa.Connection, event_id: int) -> int:
    """Return how many acts there are after an event, of the main track; not undo and redo."""
    found: int = connection.execute(
        sa.select(sa.func.count()).where(
            corrections.c.id > event_id,
            corrections.c.track == "main",
            corrections.c.action.not_in(("undo", "redo")),
        )
    ).scalar_one()
    return found
