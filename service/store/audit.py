"""Who did what in the analysts' pages, besides correcting; for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from service.store.review_tables import audit_log
from service.store.times import now_text


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: ``action`` on ``subject``, with what else is worth keeping."""

    at: str
    user_name: str
    action: str
    subject: str
    detail: Mapping[str, object] | None


def record_audit(
    connection: sa.Connection,
    user_name: str,
    action: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Note an act."""
    connection.execute(
        sa.insert(audit_log).values(
            at=now_text(),
            user_name=user_name,
            action=action,
            subject=subject,
            detail=None if detail is None else dict(detail),
        )
    )


def read_audit(
    connection: sa.Connection, *, subject: str | None = None, limit: int = 200
) -> tuple[AuditEntry, ...]:
    """Return the newest acts first, of one subject or all."""
    columns = audit_log.c
    statement = sa.select(
        columns.at, columns.user_name, columns.action, columns.subject, columns.detail
    ).order_by(columns.id.desc())
    if subject is not None:
        statement = statement.where(columns.subject == subject)
    return tuple(AuditEntry(*row) for row in connection.execute(statement.limit(limit)))
