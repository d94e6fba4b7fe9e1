from __future__ import annotations

import re
from dataclasses import replace

from service.store import Store
from service.store.events import RegistryEvent, read_events, record_event, utc_now

MERGE = RegistryEvent(
    action="merge",
    subject="raaaaaaaaaaaa",
    by="李分析",
    at="2026-01-31T08:00:00Z",
    before={"works": ["raaaaaaaaaaaa", "rbbbbbbbbbbbb"]},
    after={"work": "raaaaaaaaaaaa", "aliases": 2, "exact": True, "note": None},
)
REJECT = RegistryEvent(action="reject", subject="p1", by="李分析", at="2026-01-31T08:00:01Z")


def test_what_was_done_stays_in_order(store: Store) -> None:
    with store.write() as connection:
        first = record_event(connection, MERGE)
        second = record_event(connection, REJECT)
    assert first < second
    with store.read() as connection:
        assert list(read_events(connection)) == [
            replace(MERGE, id=first),
            replace(REJECT, id=second),
        ]
        assert list(read_events(connection, subject="p1")) == [replace(REJECT, id=second)]
        assert list(read_events(connection, subject="p2")) == []


def test_the_time_is_utc_in_iso_form() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", utc_now())
