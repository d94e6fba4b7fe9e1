"""What a person did to the registry: kept for good, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from service.store.tables import registry_events


@dataclass(frozen=True, slots=True)
class RegistryEvent:
    """One act. ``action`` is its name (merge, split, alias, accept, reject, …), ``subject`` the
    id of the work, proposal or conflict, ``at`` UTC in ISO form.

    ``before`` and ``after`` are JSON objects: what the act found and what it left.
    """

    action: str
    subject: str
    by: str
    at: str
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    id: int | None = None


def utc_now() -> str:
    """Return the time in the form of ``RegistryEvent.at``: ``2026-01-31T08:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_event(connection: sa.Connection, event: RegistryEvent) -> int:
    """Record an act and return its id; the ids grow in the order of recording."""
    result = connection.execute(
        sa.insert(registry_events).values(
            action=event.action,
            subject=event.subject,
            by=event.by,
            at=event.at,
            before=None if event.before is None else dict(event.before),
            after=None if event.after is None else dict(event.after),
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def read_events(
    connection: sa.Connection, *, subject: str | None = None
) -> Iterator[RegistryEvent]:
    """Yield what was done, oldest first; with ``subject`` only what was done to that."""
    columns = registry_events.c
    statement = sa.select(
        columns.action,
        columns.subject,
        columns.by,
        columns.at,
        columns.before,
        columns.after,
        columns.id,
    ).order_by(columns.id)
    if subject is not None:
        statement = statement.where(columns.subject == subject)
    for row in connection.execute(statement):
        yield RegistryEvent(*row)
