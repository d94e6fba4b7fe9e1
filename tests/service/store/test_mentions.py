from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.store import Store
from service.store import mentions as citing
from service.store import works as registry
from service.store.mentions import CitedDocument, Mention, MentionLink
from service.store.proposals import Proposal, insert_proposals
from service.store.tables import mentions, proposals
from tests.service.store.registry_facts import BARE, FULL

WATER = CitedDocument(
    sha256="a1" * 32,
    name="云州市水务局2024.pdf",
    media_type="application/pdf",
    department="云州市水务局",
    fiscal_year=2024,
    place="云州市",
)
PARKS = CitedDocument(sha256="b2" * 32, name="云州市公园2023.txt", media_type="text/plain")

LINKED = Mention(
    project_index=0,
    start=10,
    end=24,
    text="《云州市河道养护管理办法》",
    link_status="linked",
    why="题名一致",
    project_name="河道养护",
    page=3,
    title="云州市河道养护管理办法",
    doc_number="云水〔2020〕31号",
    issuer="云州市水务局",
    section="basis",
    work_id=FULL.id,
    version_id="raaaaaaaaaaaa.1",
    score=0.97,
    annual_amount="1234567.80",
)
UNKNOWN = Mention(
    project_index=1, start=40, end=46, text="《养护定额》", link_status="unknown", why="没有候选"
)
AMBIGUOUS = replace(UNKNOWN, start=60, end=66, link_status="ambiguous", why="两个候选")
PROPOSAL = Proposal("p1", "养护定额", None, None, None, ("《养护定额》",), ())


def _without_ids(
    found: list[tuple[CitedDocument, Mention]],
) -> list[tuple[CitedDocument, Mention]]:
    return [(document, replace(mention, id=None)) for document, mention in found]


@pytest.fixture
def cited(store: Store) -> Store:
    with store.write() as connection:
        # recorded in another order than asked for
        citing.record_document(connection, WATER, [UNKNOWN, LINKED])
        citing.record_document(connection, PARKS, [AMBIGUOUS, replace(LINKED, annual_amount=None)])
    return store


def test_who_cites_a_work(cited: Store) -> None:
    with cited.read() as connection:
        found = list(citing.mentions_of_work(connection, FULL.id))
        assert _without_ids(found) == [
            (PARKS, replace(LINKED, annual_amount=None)),
            (WATER, LINKED),
        ]
        assert list(citing.mentions_of_work(connection, BARE.id)) == []


def test_mentions_follow_a_merge(cited: Store) -> None:
    with cited.write() as connection:
        registry.insert_works(connection, [BARE])
        registry.add_redirect(connection, FULL.id, BARE.id)
    with cited.read() as connection:
        of_new = list(citing.mentions_of_work(connection, BARE.id))
        of_old = list(citing.mentions_of_work(connection, FULL.id))
    assert len(of_new) == 2
    assert of_new == of_old
    # what the linker said stays as it was
    assert {mention.work_id for _, mention in of_new} == {FULL.id}


def test_what_is_not_linked(cited: Store) -> None:
    with cited.read() as connection:
        assert _without_ids(list(citing.mentions_by_status(connection))) == [
            (PARKS, AMBIGUOUS),
            (WATER, UNKNOWN),
        ]
        assert _without_ids(list(citing.mentions_by_status(connection, ["unknown"]))) == [
            (WATER, UNKNOWN)
        ]


def test_a_document_recorded_again_replaces_its_mentions_only(cited: Store) -> None:
    renamed = replace(WATER, name="a.pdf", department=None)
    with cited.write() as connection:
        citing.record_document(connection, renamed, [AMBIGUOUS])
    with cited.read() as connection:
        assert _without_ids(list(citing.mentions_of_document(connection, WATER.sha256))) == [
            (renamed, AMBIGUOUS)
        ]
        assert len(list(citing.mentions_of_document(connection, PARKS.sha256))) == 2


def test_a_document_that_cites_nothing_is_known_too(store: Store) -> None:
    with store.write() as connection:
        citing.record_document(connection, WATER, [])
    with store.read() as connection:
        assert citing.count_mentions(connection).documents == 1


def test_counts(cited: Store) -> None:
    with cited.read() as connection:
        counts = citing.count_mentions(connection)
    assert (counts.documents, counts.mentions) == (2, 4)
    assert counts.by_status == {"linked": 2, "ambiguous": 1, "unknown": 1, "conflict": 0}


def test_new_answers_of_the_linker(cited: Store) -> None:
    with cited.read() as connection:
        (_, before), *_ = citing.mentions_by_status(connection, ["unknown"])
    assert before.id is not None
    link = MentionLink(before.id, "linked", "文号一致", BARE.id, "rbbbbbbbbbbbb.1", 0.99)
    with cited.write() as connection:
        citing.update_links(connection, [link])
        citing.update_links(connection, [])
    after = replace(
        before,
        link_status="linked",
        why="文号一致",
        work_id=BARE.id,
        version_id="rbbbbbbbbbbbb.1",
        score=0.99,
    )
    with cited.read() as connection:
        assert list(citing.mentions_of_work(connection, BARE.id)) == [(WATER, after)]
        assert len(list(citing.mentions_of_work(connection, FULL.id))) == 2


def test_a_proposal_explains_mentions(cited: Store) -> None:
    with cited.write() as connection:
        insert_proposals(connection, [PROPOSAL])
        ids = [mention.id or 0 for _, mention in citing.mentions_by_status(connection)]
        citing.assign_proposal(connection, PROPOSAL.id, ids)
        citing.assign_proposal(connection, None, ids[:1])
    with cited.read() as connection:
        explained = list(citing.mentions_of_proposal(connection, PROPOSAL.id))
    assert _without_ids(explained) == [(WATER, replace(UNKNOWN, proposal_id=PROPOSAL.id))]
    with cited.write() as connection:
        connection.execute(sa.delete(proposals))
    with cited.read() as connection:
        # the mention outlives the proposal
        assert (WATER, UNKNOWN) in _without_ids(list(citing.mentions_by_status(connection)))


@pytest.mark.parametrize(
    ("printed", "fen"),
    [
        ("0.00", 0),
        ("0.05", 5),
        ("-12.30", -1230),
        ("99999999999999.99", 9_999_999_999_999_999),  # exact where a float is not
    ],
)
def test_money_is_exact(store: Store, printed: str, fen: int) -> None:
    with store.write() as connection:
        citing.record_document(connection, WATER, [replace(LINKED, annual_amount=printed)])
    with store.read() as connection:
        assert connection.execute(sa.select(mentions.c.annual_amount_fen)).scalar() == fen
        (_, mention), *_ = citing.mentions_of_work(connection, FULL.id)
        assert mention.annual_amount == printed


def test_parts_of_a_fen_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="fen"), store.write() as connection:
        citing.record_document(connection, WATER, [replace(LINKED, annual_amount="1.005")])
    with store.read() as connection:
        assert citing.count_mentions(connection).documents == 0
