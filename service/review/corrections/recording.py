"""Events to and from the rows of the store, and the one way to record one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import sqlalchemy as sa

from extraction.schema import to_json
from service.review.corrections.event import Action, Anchor, Correction, Track
from service.store.corrections import CorrectionRow, add_correction, read_corrections


def read_events(
    connection: sa.Connection, sha256: str, *, track: Track = "main"
) -> tuple[Correction, ...]:
    """Return the events of one document, oldest first."""
    return tuple(event_of(row) for row in read_corrections(connection, sha256, track=track))


def record(connection: sa.Connection, event: Correction) -> Correction:
    """Record an event and return it with its id."""
    return replace(event, id=add_correction(connection, _row(event)))


def event_of(row: CorrectionRow) -> Correction:
    """Return the event that a row keeps."""
    from service.records import record_from_json

    return Correction(
        id=row.id,
        operation=row.operation,
        document_sha256=row.document_sha256,
        extraction=row.extraction_id,
        action=cast(Action, row.action),
        target=row.target,
        by=row.user_name,
        at=row.at,
        anchor=record_from_json(Anchor, row.anchor),
        before=row.before,
        after=row.after,
        seconds=row.seconds,
        track=cast(Track, row.track),
        note=row.note,
    )


def words_of(events: Sequence[Correction]) -> str:
    """Return who did something, for a message: 王芳、李强."""
    return "、".join(dict.fromkeys(event.by for event in events))


def _row(event: Correction) -> CorrectionRow:
    anchor = to_json(event.anchor)
    assert isinstance(anchor, dict)
    return CorrectionRow(
        id=0,
        operation=event.operation,
        document_sha256=event.document_sha256,
        track=event.track,
        extraction_id=event.extraction,
        action=event.action,
        target=event.target,
        user_name=event.by,
        at=event.at,
        anchor=anchor,
        before=event.before,
        after=event.after,
        seconds=event.seconds,
        note=event.note,
    )
