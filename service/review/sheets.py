"""One document on the desk: its extraction, its events and what counts now; and saving to it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from extraction.errors import YijuError
from extraction.schema import Disclosure
from service.review.corrections import Correction, Live, derive, touched_since
from service.review.corrections.acts import Asked, Desk, act
from service.review.corrections.event import Track
from service.review.corrections.overlaps import targets_of
from service.review.corrections.recording import event_of, read_events, record
from service.review.queue import entries_of
from service.review.views import DocumentView, unpack
from service.store.corrections import correction_of
from service.store.extractions import StoredExtraction, read_disclosure, read_extraction
from service.store.review_queue import read_view, unqueued, write_queue
from service.store.times import now_text

if TYPE_CHECKING:
    from service.review.documents import Reading
    from service.store import Store

_MOST_KEPT = 32
_kept: OrderedDict[tuple[str, int], Disclosure] = OrderedDict()
_keeping = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as it stands, on one track."""

    extraction: StoredExtraction
    disclosure: Disclosure
    view: DocumentView
    events: tuple[Correction, ...]
    live: Live
    track: Track = "main"

    @property
    def sha256(self) -> str:
        return self.disclosure.source.sha256

    @property
    def name(self) -> str:
        return self.disclosure.source.name


class Conflict(Exception):
    """Somebody else was faster: ``events`` touch what was to be saved."""

    def __init__(self, events: Sequence[Correction], sheet: Sheet) -> None:
        super().__init__("conflict")
        self.events = tuple(events)
        self.sheet = sheet


def open_sheet(store: Store, reading: Reading, sha256: str, *, track: Track = "main") -> Sheet:
    """Return a document. Raises `StoreError`, and `DocumentError` for an unreadable file."""
    with store.read() as connection:
        extraction, disclosure = _extraction(connection, sha256)
        events = read_events(connection, sha256, track=track)
    view = reading.view(store, sha256, made_by=extraction.pipeline_version)
    live = derive(disclosure, events, extraction=extraction.id, text=view.text)
    return Sheet(extraction, disclosure, view, events, live, track)


def save(
    store: Store, sheet: Sheet, asked: Asked, *, by: str, tab: str, force: bool = False
) -> Sheet:
    """Record one act and return the document after it.

    What was recorded already (the same ``operation``) is not recorded twice. Raises `Conflict`
    where events that the page had not seen, from another tab, touch the same target; with
    ``force`` the act is recorded on top of them. Raises `ReviewError` for an act that is refused.
    """
    with store.write() as connection:
        standing = correction_of(connection, asked.operation)
        events = read_events(connection, sheet.sha256, track=sheet.track)
        now = _after(sheet, events)
        if standing is not None:
            return now
        foreign = [event for event in events if not event.operation.startswith(f"{tab}:")]
        desk = Desk(now.live, now.view, now.events, now.extraction.id, by, now_text())
        event = replace(act(asked, desk), track=sheet.track)
        if not force:
            newer = touched_since(foreign, seen=asked.seen, targets=_targets(event, events))
            if newer:
                raise Conflict(newer, now)
        event = record(connection, event)
        now = _after(now, (*events, event))
        if sheet.track == "main":
            requeue(connection, now)
        return now


def requeue(connection: sa.Connection, sheet: Sheet) -> None:
    """Write the queue's rows of a document anew."""
    write_queue(
        connection,
        sheet.sha256,
        extraction_id=sheet.extraction.id,
        document_name=sheet.name,
        department=sheet.live.disclosure.department,
        fiscal_year=sheet.live.disclosure.fiscal_year,
        entries=[asdict(entry) for entry in entries_of(sheet.live, sheet.view.differences)],
    )


def catch_up(store: Store, *, most: int = 200) -> int:
    """Queue documents that were read since the queue was last written; return how many."""
    with store.read() as connection:
        waiting = unqueued(connection, limit=most)
    if not waiting:
        return 0
    with store.write() as connection:
        for sha256 in waiting:
            try:
                requeue(connection, stored_sheet(connection, sha256))
            except YijuError:
                # its file or its rows are gone: the archive's commands say so
                continue
    return len(waiting)


def stored_sheet(connection: sa.Connection, sha256: str, *, track: Track = "main") -> Sheet:
    """Return a document from what the store has of it, without reading its file.

    The view is empty where the pages never showed the document.
    """
    extraction, disclosure = _extraction(connection, sha256)
    events = read_events(connection, sha256, track=track)
    data = read_view(connection, sha256, made_by=extraction.pipeline_version)
    view = unpack(data) if data is not None else DocumentView("")
    live = derive(disclosure, events, extraction=extraction.id, text=view.text or None)
    return Sheet(extraction, disclosure, view, events, live, track)


def stored_event(connection: sa.Connection, operation: str) -> Correction | None:
    """Return the event that an act became."""
    row = correction_of(connection, operation)
    return event_of(row) if row is not None else None


def _after(sheet: Sheet, events: tuple[Correction, ...]) -> Sheet:
    live = derive(sheet.disclosure, events, extraction=sheet.extraction.id, text=sheet.view.text)
    return replace(sheet, events=events, live=live)


def _targets(event: Correction, events: Sequence[Correction]) -> tuple[str, ...]:
    if event.action in ("undo", "redo"):
        about = next((each for each in events if each.id == event.undone_id), event)
        return targets_of(about)
    if event.action == "add":
        # one more beside the others stands in nobody's way
        return (event.target,) if "/field/" in event.target else ()
    return targets_of(event)


def _extraction(connection: sa.Connection, sha256: str) -> tuple[StoredExtraction, Disclosure]:
    extraction = read_extraction(connection, sha256)
    key = (sha256, extraction.id)
    with _keeping:
        kept = _kept.get(key)
    if kept is None:
        kept = read_disclosure(connection, sha256)
        with _keeping:
            _kept[key] = kept
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
    return extraction, kept
