"""All that the store holds of one regulation."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from extraction.registry import Work
from service.registry.deciding.asked import work_asked
from service.store.conflicts import Conflict, read_conflicts
from service.store.events import RegistryEvent, read_events
from service.store.mentions import CitedDocument, Mention, mentions_of_work
from service.store.works import read_redirects


@dataclass(frozen=True, slots=True)
class Record:
    """A work, the ids that mean it too, who cites it, its open conflicts and its history."""

    work: Work
    former_ids: tuple[str, ...]
    cited_by: tuple[tuple[CitedDocument, Mention], ...]
    conflicts: tuple[Conflict, ...]
    events: tuple[RegistryEvent, ...]


def record_of(connection: sa.Connection, asked: str) -> Record:
    """Return the record of the work that a person asks for; raises as `work_asked` does."""
    work = work_asked(connection, asked)
    former = tuple(old for old, now in read_redirects(connection).items() if now == work.id)
    events = [
        event
        for subject in (work.id, *former)
        for event in read_events(connection, subject=subject)
    ]
    return Record(
        work=work,
        former_ids=former,
        cited_by=tuple(mentions_of_work(connection, work.id)),
        conflicts=tuple(read_conflicts(connection, state="open", work_id=work.id)),
        events=tuple(sorted(events, key=lambda event: event.id or 0)),
    )
