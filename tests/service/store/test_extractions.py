from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from extraction.errors import StoreError
from extraction.schema import Disclosure, to_json
from service.store import Store, document_tables
from service.store.documents import DocumentName, read_document, record_document
from service.store.extractions import (
    Extraction,
    extraction_of,
    iterate_disclosures,
    read_disclosure,
    read_disclosure_json,
    read_extraction,
    save_extraction,
)
from service.store.ledger import count_tasks
from service.store.mentions import (
    Mention,
    MentionLink,
    assign_proposal,
    mentions_of_document,
    update_links,
)
from service.store.proposals import Proposal, insert_proposals
from tests.service.disclosures import rich_disclosure

RICH = rich_disclosure()
SHA256 = RICH.source.sha256
BARE = replace(RICH, projects=(), checks=(), problems=(), department=None)


def _extraction(disclosure: Disclosure = RICH, *, links: str = "links-1") -> Extraction:
    return extraction_of(disclosure, pipeline_version="v1", seconds=0.25, links_version=links)


@pytest.fixture
def known(store: Store) -> Store:
    with store.write() as connection:
        record_document(connection, DocumentName(SHA256, "/data/a.pdf", "a.pdf", 3))
    return store


def _rows(connection: sa.Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in (*document_tables.FLAT_TABLES, document_tables.extractions)
    }


def test_what_is_saved_is_read_again(known: Store) -> None:
    with known.write() as connection:
        save_extraction(connection, _extraction())
    with known.read() as connection:
        assert read_disclosure(connection, SHA256) == RICH
        assert json.loads(read_disclosure_json(connection, SHA256)) == to_json(RICH)
        document = read_document(connection, SHA256)
        kept = read_extraction(connection, SHA256)
        assert count_tasks(connection, "v1") == {"done": 1}
        assert list(iterate_disclosures(connection, ["f" * 64, SHA256])) == [(SHA256, RICH)]
    assert (document.state, document.page_count, document.fiscal_year) == ("done", 2, 2025)
    assert document.department == "湖畔区水务局"
    assert document.extraction_id == kept.id
    assert (kept.links_version, kept.tokens_version, kept.seconds) == ("links-1", "", 0.25)


def test_the_flat_rows_are_those_of_the_current_extraction(known: Store) -> None:
    with known.write() as connection:
        save_extraction(connection, _extraction())
    with known.read() as connection:
        assert _rows(connection) == {
            "projects": 1,
            "project_values": 6,
            "indicators": 2,
            "checks": 1,
            "problems": 1,
            "extractions": 1,
        }
        box = connection.execute(sa.select(document_tables.project_values.c.box)).scalars().first()
        assert box == [10.0, 20.0, 110.0, 40.0]
        ((document, mention),) = mentions_of_document(connection, SHA256)
    assert (document.name, document.place) == ("湖畔区水务局.pdf", "湖畔区")
    assert replace(mention, id=None) == Mention(
        project_index=0,
        start=9,
        end=17,
        text="《河道管理条例》",
        link_status="ambiguous",
        why="two editions",
        project_name="河道养护",
        page=1,
        title="河道管理条例",
        doc_number="国务院令第3号",
        section="basis",
        annual_amount="1200000.00",
        article="第四条",
        method="rule",
        by="marked_title",
        confidence=0.9,
    )
    with known.write() as connection:
        save_extraction(connection, _extraction(BARE))
    with known.read() as connection:
        assert set(_rows(connection).values()) == {0, 1}
        assert _rows(connection)["extractions"] == 1
        assert list(mentions_of_document(connection, SHA256)) == []
        assert read_document(connection, SHA256).department is None


def test_results_of_other_models_are_kept(known: Store) -> None:
    with known.write() as connection:
        save_extraction(connection, _extraction(BARE))
        save_extraction(connection, _extraction(links="links-2"))
    with known.read() as connection:
        assert _rows(connection)["extractions"] == 2
        assert read_extraction(connection, SHA256).links_version == "links-2"
        assert read_disclosure(connection, SHA256) == RICH
    # the older one asked for again is the current one again
    with known.write() as connection:
        save_extraction(connection, _extraction(BARE))
    with known.read() as connection:
        assert _rows(connection)["extractions"] == 2
        assert read_disclosure(connection, SHA256) == BARE


def test_what_people_said_of_citations_stays(known: Store) -> None:
    with known.write() as connection:
        save_extraction(connection, _extraction())
        insert_proposals(connection, [Proposal("p1", "河道管理条例", None, None, None, (), ())])
        ((_, mention),) = mentions_of_document(connection, SHA256)
        assert mention.id is not None
        link = MentionLink(mention.id, "linked", "accepted", "r9", None, 1.0)
        update_links(connection, [link])
        assign_proposal(connection, "p1", [mention.id])
        save_extraction(connection, _extraction(links="links-2"))
        ((_, after),) = mentions_of_document(connection, SHA256)
    assert (after.link_status, after.work_id, after.proposal_id) == ("linked", "r9", "p1")


def test_no_result_is_a_typed_error(known: Store) -> None:
    for sha256, code in ((SHA256, "not_read"), ("e" * 64, "unknown_document")):
        with known.read() as connection, pytest.raises(StoreError) as raised:
            read_disclosure(connection, sha256)
        assert raised.value.code == code


def test_a_damaged_result_is_a_typed_error(known: Store) -> None:
    with known.write() as connection:
        save_extraction(connection, replace(_extraction(), disclosure=b"not zlib"))
    with known.read() as connection, pytest.raises(StoreError) as raised:
        read_disclosure(connection, SHA256)
    assert raised.value.code == "store_damaged"
