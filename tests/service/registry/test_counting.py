"""How much the registry holds; on both databases."""

from __future__ import annotations

from extraction.registry import CodeIssuer, IssuerCode
from service.registry.counting import count_registry
from service.store import Store
from service.store.conflicts import Conflict, report_conflicts
from service.store.issuer_codes import insert_issuer_codes
from service.store.proposals import Proposal, insert_proposals
from service.store.works import insert_works
from tests.service.registry.recorded import linked, record
from tests.service.store.registry_facts import BARE, FULL


def test_an_empty_store_counts_nothing(store: Store) -> None:
    with store.read() as connection:
        counts = count_registry(connection)
    assert sum(counts.works.values()) == sum(counts.citations.values()) == counts.carriers == 0
    assert counts.share_linked is None


def test_everything_is_counted(store: Store) -> None:
    issuers = [CodeIssuer(name, 3, "甲表") for name in ("甲部", "乙局")]
    with store.write() as connection:
        insert_works(connection, [FULL, BARE])
        codes = [IssuerCode("建房", tuple(issuers)), IssuerCode("云水", tuple(issuers[:1]))]
        insert_issuer_codes(connection, codes)
        insert_proposals(connection, [Proposal("p1", "甲", None, None, None, (), ())])
        reported = Conflict(FULL.id, "level", "规范性文件", "甲", "法律", "乙", "乙.csv", 1)
        report_conflicts(connection, [reported])
        unknown = linked(BARE, start=9)
        record(connection, linked(FULL), linked(FULL, start=20), linked(FULL, start=30), unknown)
    with store.read() as connection:
        counts = count_registry(connection)
    assert {key: count for key, count in counts.works.items() if count} == {
        "地方政府规章": 1,
        "": 1,
    }
    assert {key: count for key, count in counts.versions.items() if count} == {
        "repealed": 1,
        "in_force": 1,
    }
    assert (counts.carriers, counts.aliases) == (
        2,
        {"other_name": 1, "short_name": 1, "spelling": 1},
    )
    assert (counts.codes, counts.ambiguous_codes, counts.open_conflicts) == (2, 1, 1)
    assert counts.proposals == {"proposed": 1, "accepted": 0, "rejected": 0}
    assert (counts.documents, counts.citations["linked"], counts.share_linked) == (1, 4, 1.0)
