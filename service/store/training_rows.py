"""What a model version was taught by analysts: rows, and the corrections that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from service.store.review_tables import training_rows


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """One passage with its labels, ``(start, end, label)``, as a version was taught it.

    ``start`` and ``end`` are of the passage in the document's text. ``id`` is given by the store.
    """

    kind: str
    version: str
    document_sha256: str
    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int, str], ...]
    correction_ids: tuple[int, ...]
    id: int | None = None


def record_rows(connection: sa.Connection, rows: Sequence[TaughtRow]) -> None:
    """Keep what a version was taught."""
    if rows:
        connection.execute(
            sa.insert(training_rows),
            [
                {
                    "kind": row.kind,
                    "version": row.version,
                    "document_sha256": row.document_sha256,
                    "start_offset": row.start,
                    "end_offset": row.end,
                    "text": row.text,
                    "spans": [list(span) for span in row.spans],
                    "correction_ids": list(row.correction_ids),
                }
                for row in rows
            ],
        )


def rows_of_version(connection: sa.Connection, version: str) -> tuple[TaughtRow, ...]:
    """Return what a version was taught."""
    return _read(connection, training_rows.c.version == version)


def rows_of_corrections(
    connection: sa.Connection, sha256: str, events: Sequence[int]
) -> tuple[TaughtRow, ...]:
    """Return the rows of a document that rest on one of these corrections."""
    wanted = set(events)
    rows = _read(connection, training_rows.c.document_sha256 == sha256)
    return tuple(row for row in rows if wanted & set(row.correction_ids))


def last_taught(connection: sa.Connection, version: str) -> int:
    """Return the newest correction that a version was taught, 0 for none."""
    rows = rows_of_version(connection, version)
    return max((event for row in rows for event in row.correction_ids), default=0)


def _read(connection: sa.Connection, where: sa.ColumnElement[bool]) -> tuple[TaughtRow, ...]:
    columns = training_rows.c
    rows = connection.execute(
        sa.select(
            columns.kind,
            columns.version,
            columns.document_sha256,
            columns.start_offset,
            columns.end_offset,
            columns.text,
            columns.spans,
            columns.correction_ids,
            columns.id,
        )
        .where(where)
        .order_by(columns.id)
    )
    return tuple(
        TaughtRow(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            tuple((int(s), int(e), str(label)) for s, e, label in row[6]),
            tuple(int(event) for event in row[7]),
            row[8],
        )
        for row in rows
    )
