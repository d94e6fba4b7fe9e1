from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.errors import StoreError
from service.store import Store
from service.store.proposals import (
    Proposal,
    Seen,
    insert_proposals,
    read_proposal,
    read_proposals,
    update_proposal,
)

QUOTA = Proposal(
    id="p2",
    title="养护定额",
    doc_number="云水〔2022〕4号",
    issuer="云州市水务局",
    place="云州市",
    spellings=("《养护定额》", "养护定额（云水[2022]4号）"),
    evidence=(
        Seen("a1" * 32, "水务局.pdf", 3, "《养护定额》"),
        Seen("b2" * 32, "公园.txt", None, "养护定额（云水[2022]4号）"),
    ),
)
BARE = Proposal("p1", None, None, None, None, (), ())


@pytest.fixture
def proposed(store: Store) -> Store:
    with store.write() as connection:
        assert insert_proposals(connection, [QUOTA, BARE]) == 2
        assert insert_proposals(connection, []) == 0
    return store


def test_what_goes_in_comes_out_by_id(proposed: Store) -> None:
    with proposed.read() as connection:
        assert list(read_proposals(connection)) == [BARE, QUOTA]
        assert read_proposal(connection, "p2") == QUOTA
        assert read_proposal(connection, "p3") is None


def test_an_answer_is_kept(proposed: Store) -> None:
    accepted = replace(QUOTA, state="accepted", work_id="raaaaaaaaaaaa", title="养护定额标准")
    with proposed.write() as connection:
        update_proposal(connection, accepted)
    with proposed.read() as connection:
        assert list(read_proposals(connection, state="accepted")) == [accepted]
        assert list(read_proposals(connection, state="proposed")) == [BARE]
        assert list(read_proposals(connection, state="rejected")) == []


def test_an_id_is_proposed_once(proposed: Store) -> None:
    with pytest.raises(StoreError) as raised, proposed.write() as connection:
        insert_proposals(connection, [replace(BARE, id="p3"), QUOTA])
    assert raised.value.code == "store_duplicate"
    with proposed.read() as connection:
        assert len(list(read_proposals(connection))) == 2


def test_what_was_not_proposed_is_not_updated(store: Store) -> None:
    with pytest.raises(StoreError) as raised, store.write() as connection:
        update_proposal(connection, QUOTA)
    assert raised.value.code == "store_unknown_id"
