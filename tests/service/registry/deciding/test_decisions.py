"""Proposals taken or turned down, conflicts settled; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.errors import RegistryError
from extraction.registry import Version, Work
from service.registry.deciding.decisions import settle_conflict
from service.registry.deciding.proposals import Said, accept_proposal, reject_proposal
from service.registry.reading.registry_rows import made_up_id
from service.store import Store
from service.store.conflicts import Conflict, Fact, read_conflicts, report_conflicts
from service.store.events import read_events
from service.store.mentions import Mention, mentions_of_work
from service.store.proposals import Proposal, Seen, insert_proposals, read_proposal
from service.store.works import insert_works, read_work, read_works
from tests.service.registry.invented import work
from tests.service.registry.recorded import DOCUMENT, record

STANDING = work("云州市河道办法", "云水〔2020〕1号", key="raaaaaaaaaaaa", level="规范性文件")
PROPOSAL = Proposal(
    id="p000000000001",
    title="云州市路灯养护办法",
    doc_number="云灯〔2021〕7号",
    issuer="云州市路灯局",
    place="云州市",
    spellings=(
        "云州市路灯养护办法",
        "云州市路灯养护办发",
        "关于印发〈云州市路灯养护办法〉的通知",
        "云州市路灯养护办法（试行）",
    ),
    evidence=(Seen(DOCUMENT.sha256, DOCUMENT.name, 3, "《云州市路灯养护办法》"),),
)
BARE = Proposal("p000000000002", None, "云灯〔2022〕1号", None, None, ("云灯〔2022〕1号",), ())
CITED = Mention(
    project_index=0,
    start=0,
    end=9,
    text="《云州市路灯养护办法》",
    link_status="unknown",
    why="法规库中没有此标题",
    title="云州市路灯养护办法",
    proposal_id=PROPOSAL.id,
)


def fill(store: Store, *works: Work) -> None:
    with store.write() as connection:
        insert_works(connection, works)
        insert_proposals(connection, [PROPOSAL, BARE])
        record(connection, CITED)


def test_accepting_makes_a_work_and_links_what_cites_it(store: Store) -> None:
    fill(store)
    with store.write() as connection:
        made = accept_proposal(connection, PROPOSAL.id, by="王")
    assert made.id == made_up_id("云州市路灯养护办法", "云灯〔2021〕7号", ("云州市路灯局",))
    assert (made.title, made.issuers, made.place) == (
        "云州市路灯养护办法",
        ("云州市路灯局",),
        "云州市",
    )
    assert [version.doc_number for version in made.versions] == ["云灯〔2021〕7号"]
    assert [(each.text, each.kind) for each in made.aliases] == [("云州市路灯养护办发", "spelling")]
    assert [each.title for each in made.carriers] == ["关于印发〈云州市路灯养护办法〉的通知"]
    assert DOCUMENT.name in made.source
    assert "3" in made.source
    with store.read() as connection:
        assert read_work(connection, made.id) == made
        assert read_proposal(connection, PROPOSAL.id) == replace(
            PROPOSAL, state="accepted", work_id=made.id
        )
        ((_, mention),) = mentions_of_work(connection, made.id)
        (event,) = read_events(connection, subject=made.id)
    assert (mention.link_status, mention.version_id) == ("linked", made.versions[0].id)
    assert PROPOSAL.id in mention.why
    assert (event.action, event.by) == ("accept", "王")


def test_accepting_into_a_work_adds_names_and_a_version(store: Store) -> None:
    fill(store, STANDING)
    with store.write() as connection:
        joined = accept_proposal(connection, PROPOSAL.id, into=STANDING.title, by="王")
    assert joined.id == STANDING.id
    assert [each.doc_number for each in joined.versions] == ["云水〔2020〕1号", "云灯〔2021〕7号"]
    assert [each.text for each in joined.aliases][:2] == [
        "云州市路灯养护办法",
        "云州市路灯养护办发",
    ]
    with store.read() as connection:
        ((_, mention),) = mentions_of_work(connection, STANDING.id)
    assert mention.version_id == joined.versions[1].id


def test_the_number_of_the_only_version_without_one_is_filled(store: Store) -> None:
    bare = replace(STANDING, versions=(Version(f"{STANDING.id}.1", "甲表", status="in_force"),))
    fill(store, bare)
    with store.write() as connection:
        joined = accept_proposal(connection, PROPOSAL.id, into=bare.id, by="王")
    (only,) = joined.versions
    assert (only.id, only.doc_number, only.status) == (
        f"{bare.id}.1",
        "云灯〔2021〕7号",
        "in_force",
    )
    assert DOCUMENT.name in only.field_sources["doc_number"]


def test_a_number_alone_needs_a_title(store: Store) -> None:
    fill(store)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        accept_proposal(connection, BARE.id, by="王")
    assert caught.value.code == "proposal_untitled"
    with store.write() as connection:
        made = accept_proposal(connection, BARE.id, said=Said(title="《云州市灯具标准》"), by="王")
    assert (made.title, made.versions[0].doc_number) == ("云州市灯具标准", "云灯〔2022〕1号")


def test_a_work_that_stands_is_not_made_again(store: Store) -> None:
    twin = work("云州市路灯养护办法", "云灯〔2021〕7号", issuers=("云州市路灯局",))
    fill(store, twin)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        accept_proposal(connection, PROPOSAL.id, by="王")
    assert (caught.value.code, twin.id in caught.value.hint) == ("refused_accept", True)


def test_a_rejected_proposal_may_be_accepted_after_all_but_not_the_other_way(store: Store) -> None:
    fill(store)
    with store.write() as connection:
        reject_proposal(connection, PROPOSAL.id, by="王")
        reject_proposal(connection, PROPOSAL.id, by="王")  # says nothing new
    with store.read() as connection:
        assert read_proposal(connection, PROPOSAL.id) == replace(PROPOSAL, state="rejected")
        assert [each.action for each in read_events(connection)] == ["reject"]
    with store.write() as connection:
        accept_proposal(connection, PROPOSAL.id, by="王")
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        reject_proposal(connection, PROPOSAL.id, by="王")
    assert caught.value.code == "proposal_accepted"


def test_unknown_numbers_are_named(store: Store) -> None:
    with store.write() as connection:
        with pytest.raises(RegistryError) as caught:
            accept_proposal(connection, "p9", by="王")
        assert caught.value.code == "unknown_proposal"
        with pytest.raises(RegistryError) as caught:
            settle_conflict(connection, 9, "keep", by="王")
        assert caught.value.code == "unknown_conflict"


def disagree(
    store: Store, field: str, standing: Fact, offered: Fact, *, version_id: str | None = None
) -> int:
    conflict = Conflict(
        STANDING.id, field, standing, "甲表", offered, "乙表", "乙.csv", 2, version_id=version_id
    )
    with store.write() as connection:
        insert_works(connection, [STANDING])
        report_conflicts(connection, [conflict])
        (reported,) = read_conflicts(connection)
    assert reported.id is not None
    return reported.id


def settled(store: Store, number: int, decision: str) -> Work:
    with store.write() as connection:
        settle_conflict(connection, number, "take" if decision == "take" else "keep", by="王")
    with store.read() as connection:
        (found,) = read_works(connection)
        (event,) = read_events(connection, subject=STANDING.id)
    assert (event.action, event.by) == (f"decide_{decision}", "王")
    return found


def test_keeping_leaves_the_work_as_it_is(store: Store) -> None:
    number = disagree(store, "level", "规范性文件", "地方政府规章")
    assert settled(store, number, "keep") == STANDING
    with store.read() as connection:
        assert [each.state for each in read_conflicts(connection)] == ["kept"]


def test_taking_puts_the_offered_fact_with_its_source(store: Store) -> None:
    number = disagree(store, "level", "规范性文件", "地方政府规章")
    found = settled(store, number, "take")
    assert (found.level, found.field_sources) == ("地方政府规章", {"level": "乙表"})
    with store.read() as connection:
        assert [each.state for each in read_conflicts(connection)] == ["taken"]
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        settle_conflict(connection, number, "keep", by="王")
    assert caught.value.code == "conflict_settled"


@pytest.mark.parametrize("version_id", [STANDING.versions[0].id, None])
def test_taking_a_version_s_fact(store: Store, version_id: str | None) -> None:
    number = disagree(
        store, "doc_number", "云水〔2020〕1号", "云水〔2020〕7号", version_id=version_id
    )
    (version,) = settled(store, number, "take").versions
    assert (version.doc_number, version.field_sources) == (
        "云水〔2020〕7号",
        {"doc_number": "乙表"},
    )


def test_taking_issuers_from_one_text(store: Store) -> None:
    number = disagree(store, "issuers", "甲局", "甲局、乙局")
    assert settled(store, number, "take").issuers == ("甲局", "乙局")


@pytest.mark.parametrize(
    ("field", "standing", "offered"),
    [
        ("title", "云州市河道办法", "云州市河道规定"),
        ("doc_number", "《云州市河道办法》云水〔2020〕1号", "《云州市河道规定》云水〔2020〕1号"),
    ],
)
def test_an_offered_title_is_taken_as_another_name(
    store: Store, field: str, standing: str, offered: str
) -> None:
    found = settled(store, disagree(store, field, standing, offered), "take")
    assert (found.title, found.versions) == (STANDING.title, STANDING.versions)
    assert [each.text for each in found.aliases] == ["云州市河道规定"]


def test_a_fact_of_no_known_version_is_not_taken(store: Store) -> None:
    number = disagree(store, "date_issued", "2019-01-01", "2020-01-01")
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        settle_conflict(connection, number, "take", by="王")
    assert caught.value.code == "refused_take"
    with store.read() as connection:
        assert [each.state for each in read_conflicts(connection)] == ["open"]
