"""Who has which document open."""

from __future__ import annotations

import sqlalchemy as sa

from service.store.review_tables import presence
from service.store.times import now_text

# A page says every 10 seconds that it is open.
_STALE_SECONDS = 30.0


def note_presence(connection: sa.Connection, sha256: str, *, tab: str, user_name: str) -> None:
    """Say that a tab shows a document."""
    seen_at = now_text()
    connection.execute(
        sa.delete(presence).where(presence.c.seen_at < now_text(later_seconds=-600.0))
    )
    changed = connection.execute(
        sa.update(presence)
        .where(presence.c.document_sha256 == sha256, presence.c.tab == tab)
        .values(user_name=user_name, seen_at=seen_at)
    )
    if not changed.rowcount:
        connection.execute(
            sa.insert(presence).values(
                document_sha256=sha256, tab=tab, user_name=user_name, seen_at=seen_at
            )
        )


def others_present(connection: sa.Connection, sha256: str, *, tab: str) -> tuple[str, ...]:
    """Return the users of the other tabs that show a document, a name for each tab."""
    rows = connection.execute(
        sa.select(presence.c.user_name)
        .where(
            presence.c.document_sha256 == sha256,
            presence.c.tab != tab,
            presence.c.seen_at >= now_text(later_seconds=-_STALE_SECONDS),
        )
        .order_by(presence.c.user_name)
    )
    return tuple(rows.scalars())


def forget_presence(connection: sa.Connection, sha256: str, *, tab: str) -> None:
    """Say that a tab shows the document no more."""
    connection.execute(
        sa.delete(presence).where(presence.c.document_sha256 == sha256, presence.c.tab == tab)
    )
