"""Facts that were offered and are at odds with what stands; each waits for a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

import sqlalchemy as sa

from extraction.errors import StoreError
from service.store.tables import conflicts, write_json

# kept: what stands was right · taken: what was offered was taken over
ConflictState = Literal["open", "kept", "taken"]
Fact = str | tuple[str, ...] | None

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of a work (or of its version ``version_id``) with two values.

    ``offered_row`` counts the rows of ``offered_file`` from 1. ``id`` is given by the store.
    """

    work_id: str
    field: str
    standing_value: Fact
    standing_source: str
    offered_value: Fact
    offered_source: str
    offered_file: str
    offered_row: int
    version_id: str | None = None
    state: ConflictState = "open"
    id: int | None = None

    @property
    def identity(self) -> str:
        """What makes two reports the same conflict: the fact and its two values.

        Not the file nor the row, nor the source that offers it: several may say the same.
        """
        facts = (
            self.work_id,
            self.version_id,
            self.field,
            _plain(self.standing_value),
            _plain(self.offered_value),
        )
        return hashlib.sha256(write_json(facts).encode("utf-8")).hexdigest()


def report_conflicts(connection: sa.Connection, reported: Iterable[Conflict]) -> int:
    """Store the conflicts that are not known yet and return how many those were.

    One that a person has decided stays decided.
    """
    by_identity = {conflict.identity: conflict for conflict in reported}
    work_ids = list(dict.fromkeys(conflict.work_id for conflict in by_identity.values()))
    known: set[str] = set()
    for start in range(0, len(work_ids), _BATCH):
        among = conflicts.c.work_id.in_(work_ids[start : start + _BATCH])
        # By their facts, not by the kept hash: earlier versions hashed the source as well.
        known.update(conflict.identity for conflict in _read(connection, among))
    rows = [
        {
            "identity": identity,
            "work_id": conflict.work_id,
            "version_id": conflict.version_id,
            "field": conflict.field,
            "standing_value": _plain(conflict.standing_value),
            "standing_source": conflict.standing_source,
            "offered_value": _plain(conflict.offered_value),
            "offered_source": conflict.offered_source,
            "offered_file": conflict.offered_file,
            "offered_row": conflict.offered_row,
            "state": conflict.state,
        }
        for identity, conflict in by_identity.items()
        if identity not in known
    ]
    if rows:
        connection.execute(sa.insert(conflicts), rows)
    return len(rows)


def read_conflicts(
    connection: sa.Connection,
    *,
    state: ConflictState | None = None,
    work_id: str | None = None,
) -> Iterator[Conflict]:
    """Yield conflicts in the order in which they were reported."""
    return _read(
        connection,
        *(() if state is None else (conflicts.c.state == state,)),
        *(() if work_id is None else (conflicts.c.work_id == work_id,)),
    )


def _read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Iterator[Conflict]:
    columns = conflicts.c
    statement = sa.select(
        columns.work_id,
        columns.field,
        columns.standing_value,
        columns.standing_source,
        columns.offered_value,
        columns.offered_source,
        columns.offered_file,
        columns.offered_row,
        columns.version_id,
        columns.state,
        columns.id,
    )
    for row in connection.execute(statement.where(*where).order_by(columns.id)):
        yield Conflict(
            work_id=row[0],
            field=row[1],
            standing_value=_fact(row[2]),
            standing_source=row[3],
            offered_value=_fact(row[4]),
            offered_source=row[5],
            offered_file=row[6],
            offered_row=row[7],
            version_id=row[8],
            state=cast(ConflictState, row[9]),
            id=row[10],
        )


def decide_conflict(connection: sa.Connection, conflict_id: int, state: ConflictState) -> None:
    """Set what a person decided. Raises `StoreError` (``store_unknown_id``)."""
    changed = connection.execute(
        sa.update(conflicts).where(conflicts.c.id == conflict_id).values(state=state)
    )
    if changed.rowcount != 1:
        raise StoreError(
            found=f"the conflict {conflict_id}",
            expected="the number of a conflict that is in the store",
            hint="Look at the open ones first.",
            code="store_unknown_id",
        )


def move_conflicts(connection: sa.Connection, from_work_id: str, to_work_id: str) -> None:
    """Let the conflicts of one work be another's, before a merge deletes the first."""
    moved = [
        replace(conflict, work_id=to_work_id)
        for conflict in read_conflicts(connection, work_id=from_work_id)
    ]
    connection.execute(sa.delete(conflicts).where(conflicts.c.work_id == from_work_id))
    report_conflicts(connection, moved)


def _plain(fact: Fact) -> str | list[str] | None:
    return list(fact) if isinstance(fact, tuple) else fact


def _fact(value: str | list[str] | None) -> Fact:
    return tuple(value) if isinstance(value, list) else value
