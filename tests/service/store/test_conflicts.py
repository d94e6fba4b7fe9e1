from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.errors import StoreError
from service.store import Store
from service.store import conflicts as waiting
from service.store.conflicts import Conflict
from service.store.works import add_redirect, delete_work, insert_works
from tests.service.store.registry_facts import BARE, FULL

DATE = Conflict(
    work_id=FULL.id,
    version_id="raaaaaaaaaaaa.1",
    field="date_issued",
    standing_value="2020-05-30",
    standing_source="乙",
    offered_value="2020-05-31",
    offered_source="壬",
    offered_file="新表.csv",
    offered_row=7,
)
ISSUERS = replace(
    DATE,
    version_id=None,
    field="issuers",
    standing_value=("云州市水务局", "云州市财政局"),
    offered_value=None,
)


@pytest.fixture
def reported(store: Store) -> Store:
    with store.write() as connection:
        insert_works(connection, [FULL, BARE])
        assert waiting.report_conflicts(connection, [DATE, ISSUERS]) == 2
    return store


def _conflicts(store: Store) -> list[Conflict]:
    with store.read() as connection:
        return [replace(each, id=None) for each in waiting.read_conflicts(connection)]


def test_what_goes_in_comes_out_in_order(reported: Store) -> None:
    assert _conflicts(reported) == [DATE, ISSUERS]
    with reported.read() as connection:
        assert len(list(waiting.read_conflicts(connection, work_id=FULL.id))) == 2
        assert list(waiting.read_conflicts(connection, work_id=BARE.id)) == []


@pytest.mark.parametrize(
    ("again", "new"),
    [
        (DATE, 0),
        (replace(DATE, offered_file="旧表.csv", offered_row=9), 0),  # the same facts elsewhere
        (ISSUERS, 0),  # without a version, which SQL holds for different each time
        (replace(DATE, offered_value="2020-06-01"), 1),
        (replace(DATE, standing_value="2020"), 1),  # something else stands by now
        (replace(DATE, offered_source="癸", offered_file="新表.xlsx"), 0),  # another says the same
        (replace(DATE, field="date_effective"), 1),
        (replace(DATE, version_id="raaaaaaaaaaaa.2"), 1),
        (replace(DATE, work_id=BARE.id), 1),
    ],
)
def test_the_same_conflict_is_stored_once(reported: Store, again: Conflict, new: int) -> None:
    with reported.write() as connection:
        assert waiting.report_conflicts(connection, [again, again]) == new
    assert len(_conflicts(reported)) == 2 + new


def test_a_decision_outlives_the_next_report(reported: Store) -> None:
    with reported.write() as connection:
        first = next(waiting.read_conflicts(connection))
        assert first.id is not None
        waiting.decide_conflict(connection, first.id, "kept")
        assert waiting.report_conflicts(connection, [DATE]) == 0
    with reported.read() as connection:
        assert list(waiting.read_conflicts(connection, state="kept")) == [
            replace(first, state="kept")
        ]
        assert [each.field for each in waiting.read_conflicts(connection, state="open")] == [
            "issuers"
        ]


def test_a_conflict_that_is_not_there_is_not_decided(reported: Store) -> None:
    with pytest.raises(StoreError) as raised, reported.write() as connection:
        waiting.decide_conflict(connection, 10_000, "taken")
    assert raised.value.code == "store_unknown_id"


def test_conflicts_go_along_with_a_merge(reported: Store) -> None:
    with reported.write() as connection:
        waiting.move_conflicts(connection, FULL.id, BARE.id)
        add_redirect(connection, FULL.id, BARE.id)
        delete_work(connection, FULL.id)
    moved = [replace(each, work_id=BARE.id) for each in (DATE, ISSUERS)]
    assert _conflicts(reported) == moved
    with reported.write() as connection:
        assert waiting.report_conflicts(connection, moved) == 0


def test_a_deleted_work_has_no_conflicts(reported: Store) -> None:
    with reported.write() as connection:
        delete_work(connection, FULL.id)
    assert _conflicts(reported) == []


def test_more_conflicts_than_one_statement_names(reported: Store) -> None:
    many = [replace(DATE, offered_value=str(number)) for number in range(1203)]
    with reported.write() as connection:
        assert waiting.report_conflicts(connection, many) == 1203
        assert waiting.report_conflicts(connection, many) == 0
