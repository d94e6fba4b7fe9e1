"""Documents on the desk: saved once, never over what was not seen, queued by what is doubtful."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from service.review.corrections import derive
from service.review.corrections.acts import Asked
from service.review.corrections.recording import read_events
from service.review.queue import entries_of
from service.review.sheets import Conflict, Sheet, save, stored_sheet
from service.store import Store
from service.store.review_queue import (
    Cursor,
    QueueFilter,
    assign,
    list_queue,
    skip,
)
from tests.service.review.papers import NAMES, paper, without
from tests.service.review.storing import put

NATURE = "p0/field/nature"


def _sheet(store: Store, sha256: str) -> Sheet:
    with store.read() as connection:
        return stored_sheet(connection, sha256)


def _asked(sheet: Sheet, operation: str, text: str, target: str = NATURE) -> Asked:
    return Asked(operation, sheet.live.last_event, "set", target, text=text)


@pytest.fixture
def sheet(store: Store) -> Sheet:
    return _sheet(store, put(store, paper()))


def test_an_act_is_recorded_once(store: Store, sheet: Sheet) -> None:
    asked = _asked(sheet, "t1:1", "经常性项目")
    first = save(store, sheet, asked, by="王芳", tab="t1")
    again = save(store, sheet, asked, by="王芳", tab="t1")
    assert first.events == again.events
    assert len(_sheet(store, sheet.sha256).events) == 1


def test_what_was_not_seen_is_not_overwritten(store: Store, sheet: Sheet) -> None:
    save(store, sheet, _asked(sheet, "t1:1", "甲"), by="王芳", tab="t1")
    stale = _asked(sheet, "t2:1", "乙")
    with pytest.raises(Conflict) as caught:
        save(store, sheet, stale, by="李强", tab="t2")
    assert [event.by for event in caught.value.events] == ["王芳"]
    # another value of the same document is nobody's business
    save(store, sheet, _asked(sheet, "t2:2", "丙", "p0/field/category"), by="李强", tab="t2")
    forced = save(store, sheet, stale, by="李强", tab="t2", force=True)
    item = forced.live.item(NATURE)
    assert item is not None
    assert item.event is not None
    assert item.event.by == "李强"


def test_events_come_back_as_they_were_and_everything_is_derived_from_them(
    store: Store, sheet: Sheet
) -> None:
    now = save(store, sheet, _asked(sheet, "t:1", "甲"), by="王芳", tab="t")
    now = save(store, now, Asked("t:2", 1, "accept", "p1"), by="王芳", tab="t")
    now = save(store, now, Asked("t:3", 2, "ocr", "page/1"), by="王芳", tab="t")
    now = save(store, now, Asked("t:4", 3, "undo", ""), by="王芳", tab="t")
    with store.read() as connection:
        events = read_events(connection, sheet.sha256)
        rows = list_queue(connection, QueueFilter(unit="project"))
    assert events == now.events
    rebuilt = derive(sheet.disclosure, events, extraction=sheet.extraction.id, text=sheet.view.text)
    assert rebuilt == now.live
    entries = {entry.project_index: asdict(entry) for entry in entries_of(rebuilt)}
    for row in rows:
        stored = {name: getattr(row, name) for name in entries[row.project_index]}
        assert stored == entries[row.project_index]


def test_corrections_stand_over_a_new_extraction_in_the_store(store: Store, sheet: Sheet) -> None:
    save(
        store, sheet, _asked(sheet, "t:1", "3300000", "p0/field/annual_request"), by="王芳", tab="t"
    )
    disclosure, view = paper()
    put(store, (without(disclosure, fields=["annual_request"]), view), version="v2")
    again = _sheet(store, sheet.sha256)
    assert again.extraction.id != sheet.extraction.id
    assert again.live.disclosure.projects[0].fields["annual_request"].value == "3300000.00"
    assert "annual_request" not in again.live.disclosure.projects[1].fields


def test_the_queue_gives_what_is_worth_most_first_in_pages(store: Store) -> None:
    for number in range(7):
        put(store, paper((*NAMES[:2], f"第{number}项")))
    wanted = QueueFilter(unit="project")
    seen: list[tuple[str, int]] = []
    after = None
    with store.read() as connection:
        while rows := list_queue(connection, wanted, after=after, limit=4):
            seen += [(row.document_sha256, row.project_index) for row in rows]
            last = rows[-1]
            after = Cursor(last.worth, last.document_sha256, last.project_index)
        whole = list_queue(connection, wanted, limit=100)
    assert seen == [(row.document_sha256, row.project_index) for row in whole]
    assert len(seen) == len(set(seen)) == 21
    assert [row.worth for row in whole] == sorted((row.worth for row in whole), reverse=True)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QueueFilter(), 2),
        (QueueFilter(unit="project"), 5),
        (QueueFilter(state="done"), 0),
        (QueueFilter(fiscal_year=2025), 2),
        (QueueFilter(department="别的部门"), 0),
        (QueueFilter(label="citation"), 2),  # a citation that is not linked
        (QueueFilter(label="narrative_budget"), 2),  # a rule that is not sure
        (QueueFilter(label="total_funding"), 0),
        (QueueFilter(below=0.81), 2),
        (QueueFilter(below=0.5), 0),
        (QueueFilter(assigned_to="王芳"), 1),
        (QueueFilter(assigned_to=""), 1),
        (QueueFilter(skipped=True), 1),
    ],
)
def test_filters(store: Store, wanted: QueueFilter, found: int) -> None:
    first, second = put(store, paper()), put(store, paper(NAMES))
    with store.write() as connection:
        assign(connection, first, "王芳")
        skip(connection, second)
        assert len(list_queue(connection, wanted)) == found
