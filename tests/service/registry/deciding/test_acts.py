"""Merge, split and aliases, as they are left in the store; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.errors import RegistryError
from extraction.registry import Alias, Carrier, Version, Work, work_to_json
from service.registry.deciding.acts import add_alias, merge, remove_alias, split
from service.registry.reading.registry_rows import made_up_id
from service.store import Store
from service.store.conflicts import Conflict, read_conflicts, report_conflicts
from service.store.events import read_events
from service.store.mentions import mentions_of_work
from service.store.proposals import Proposal, insert_proposals, read_proposal
from service.store.works import insert_works, read_redirects, read_work, read_works
from tests.service.registry.invented import work
from tests.service.registry.recorded import linked, record

KEPT = work(
    "云州市河道办法", "云水〔2020〕1号", key="raaaaaaaaaaaa", level="规范性文件", status="in_force"
)
OTHER = replace(
    work(
        "云州市河道养护规定",
        "云水〔2018〕9号",
        key="rbbbbbbbbbbbb",
        level="地方政府规章",
        source="乙表",
    ),
    aliases=(Alias("河道规定", "short_name", "乙表"),),
)
TWO = replace(
    work("云州市绿地办法", key="rcccccccccccc", issuers=("云州市绿化局",)),
    versions=(
        Version("rcccccccccccc.1", "甲表", "云绿〔2015〕3号", date_issued="2015-03-01"),
        Version("rcccccccccccc.2", "甲表", "云绿〔2021〕4号", date_issued="2021-04-01"),
    ),
    carriers=(Carrier("关于印发办法的通知", "甲表", "云绿〔2021〕4号"),),
    aliases=(Alias("云州市公园绿地办法", "other_name", "甲表"),),
)
WHEN = "2026-01-31T08:00:00Z"


def fill(store: Store, *works: Work) -> None:
    with store.write() as connection:
        insert_works(connection, works)


def test_merge_unites_records_and_redirects(store: Store) -> None:
    fill(store, KEPT, OTHER)
    with store.write() as connection:
        merged = merge(connection, KEPT.id, OTHER.id, by="王", when=WHEN)
    with store.read() as connection:
        assert read_work(connection, OTHER.id) == merged
        assert read_redirects(connection) == {OTHER.id: KEPT.id}
        assert [each.id for each in read_works(connection)] == [KEPT.id]
        (event,) = read_events(connection)
        (conflict,) = read_conflicts(connection)
    assert [each.doc_number for each in merged.versions] == ["云水〔2018〕9号", "云水〔2020〕1号"]
    assert [each.text for each in merged.aliases] == ["云州市河道养护规定", "河道规定"]
    assert (event.action, event.subject, event.by, event.at) == ("merge", KEPT.id, "王", WHEN)
    assert event.before == {"kept": work_to_json(KEPT), "other": work_to_json(OTHER)}
    assert event.after is not None
    assert event.after["work"] == work_to_json(merged)
    assert (conflict.field, conflict.standing_value, conflict.offered_value) == (
        "level",
        "规范性文件",
        "地方政府规章",
    )


def test_what_was_recorded_of_the_other_follows(store: Store) -> None:
    fill(store, KEPT, OTHER)
    proposal = Proposal("p1", "甲", None, None, None, (), (), state="accepted", work_id=OTHER.id)
    conflict = Conflict(
        OTHER.id,
        "edition",
        "甲版",
        "乙表",
        "乙版",
        "丙表",
        "丙.csv",
        4,
        version_id=OTHER.versions[0].id,
    )
    with store.write() as connection:
        record(connection, linked(OTHER, version=0), linked(KEPT, version=0, start=9))
        insert_proposals(connection, [proposal])
        report_conflicts(connection, [conflict])
        merged = merge(connection, KEPT.id, OTHER.id, by="王")
    ids = {each.doc_number: each.id for each in merged.versions}
    with store.read() as connection:
        cited = [mention for _, mention in mentions_of_work(connection, KEPT.id)]
        assert [(each.work_id, each.version_id) for each in cited] == [
            (KEPT.id, ids["云水〔2018〕9号"]),
            (KEPT.id, ids["云水〔2020〕1号"]),
        ]
        moved = read_proposal(connection, "p1")
        assert moved is not None
        assert moved.work_id == KEPT.id
        followed = [each for each in read_conflicts(connection) if each.field == "edition"]
    assert [(each.work_id, each.version_id) for each in followed] == [
        (KEPT.id, ids["云水〔2018〕9号"])
    ]


def test_ids_that_were_merged_before_lead_to_the_last(store: Store) -> None:
    fill(store, KEPT, OTHER, TWO)
    with store.write() as connection:
        merge(connection, OTHER.id, TWO.id, by="王")
        merge(connection, KEPT.id, OTHER.id, by="王")
    with store.read() as connection:
        assert read_redirects(connection) == {OTHER.id: KEPT.id, TWO.id: KEPT.id}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (KEPT.id, "refused_merge"),  # one and the same
        (KEPT.title, "refused_merge"),  # the same, by its title
        ("rdddddddddddd", "unknown_regulation"),
        ("reeeeeeeeeeee", "refused_merge"),  # a draft is another text
    ],
)
def test_a_merge_that_makes_no_sense_is_refused_and_changes_nothing(
    store: Store, other: str, code: str
) -> None:
    draft = work("云州市河道办法（征求意见稿）", key="reeeeeeeeeeee")
    fill(store, KEPT, draft)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        merge(connection, KEPT.id, other, by="王")
    assert caught.value.code == code
    with store.read() as connection:
        assert list(read_works(connection)) == [KEPT, draft]
        assert list(read_events(connection)) == []


def test_split_makes_a_work_of_versions(store: Store) -> None:
    fill(store, TWO)
    with store.write() as connection:
        record(
            connection,
            linked(TWO, version=0),
            linked(TWO, version=1, start=9),
            linked(TWO, start=20, number="云绿〔2021〕4号"),
            linked(TWO, version=0, start=30, title="云州市公园绿地办法"),
        )
        new = split(connection, TWO.id, [TWO.versions[1].id], "《云州市公园绿地办法》", by="王")
    assert new.id == made_up_id("云州市公园绿地办法", "云绿〔2021〕4号", ("云州市绿化局",))
    assert new.title == "云州市公园绿地办法"
    assert [(each.id, each.doc_number) for each in new.versions] == [
        (f"{new.id}.1", "云绿〔2021〕4号")
    ]
    assert [each.doc_number for each in new.carriers] == ["云绿〔2021〕4号"]
    with store.read() as connection:
        left = read_work(connection, TWO.id)
        assert left is not None
        assert (left.versions, left.carriers, left.aliases) == (TWO.versions[:1], (), ())
        assert read_work(connection, new.id) == new
        mine = [mention.start for _, mention in mentions_of_work(connection, TWO.id)]
        theirs = [mention.start for _, mention in mentions_of_work(connection, new.id)]
        (event,) = read_events(connection, subject=TWO.id)
    # the title of its own counts before the version that it was linked to
    assert (mine, theirs) == ([0, 9], [20, 30])
    assert event.before == {"work": work_to_json(TWO)}
    assert event.after == {"work": work_to_json(left), "new": work_to_json(new)}


def test_split_under_the_same_title_takes_the_citations_of_its_versions(store: Store) -> None:
    fill(store, TWO)
    with store.write() as connection:
        record(connection, linked(TWO, version=0), linked(TWO, version=1, start=9))
        new = split(connection, TWO.id, [TWO.versions[1].id], TWO.title, by="王")
    with store.read() as connection:
        assert [m.start for _, m in mentions_of_work(connection, new.id)] == [9]
        assert [m.version_id for _, m in mentions_of_work(connection, new.id)] == [f"{new.id}.1"]


@pytest.mark.parametrize(
    ("versions", "title"),
    [
        ([], "新办法"),
        (["rcccccccccccc.1", "rcccccccccccc.2"], "新办法"),  # nothing would be left
        (["rcccccccccccc.3"], "新办法"),  # not one of its versions
        (["rcccccccccccc.1"], "《》"),  # no title
    ],
)
def test_a_split_that_makes_no_sense_is_refused(
    store: Store, versions: list[str], title: str
) -> None:
    fill(store, TWO)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        split(connection, TWO.id, versions, title, by="王")
    assert caught.value.code == "refused_split"
    with store.read() as connection:
        assert list(read_works(connection)) == [TWO]


def test_a_split_into_a_work_that_stands_is_refused(store: Store) -> None:
    twin = work("新办法", "云绿〔2021〕4号", issuers=("云州市绿化局",))
    fill(store, TWO, twin)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        split(connection, TWO.id, ["rcccccccccccc.2"], "新办法", by="王")
    assert (caught.value.code, twin.id in caught.value.found) == ("refused_split", True)


def test_what_was_merged_can_be_split_off_again_under_its_id(store: Store) -> None:
    other = work("云州市河道养护规定", "云水〔2018〕9号")
    fill(store, KEPT, other)
    with store.write() as connection:
        merged = merge(connection, KEPT.id, other.id, by="王")
        version = next(each for each in merged.versions if each.doc_number == "云水〔2018〕9号")
        new = split(connection, KEPT.id, [version.id], other.title, by="王")
    assert new.id == other.id
    with store.read() as connection:
        assert read_redirects(connection) == {}
        assert read_work(connection, KEPT.id) == KEPT
        back = read_work(connection, other.id)
        assert back is not None
        assert (back.title, back.versions) == (other.title, other.versions)


def test_an_alias_comes_and_goes(store: Store) -> None:
    fill(store, KEPT)
    with store.write() as connection:
        assert add_alias(connection, KEPT.id, "《云州市河道细则》", "other_name", by="王") is True
        assert add_alias(connection, KEPT.id, "云州市河道细则", by="王") is False
        assert add_alias(connection, KEPT.id, KEPT.title, by="王") is False
    with store.read() as connection:
        found = read_work(connection, KEPT.id)
        assert found is not None
        assert [(each.text, each.kind) for each in found.aliases] == [
            ("云州市河道细则", "other_name")
        ]
        assert "王" in found.aliases[0].source
    with store.write() as connection:
        remove_alias(connection, KEPT.id, "云州市河道细则", by="李")
    with store.read() as connection:
        assert read_work(connection, KEPT.id) == KEPT
        acts = [(each.action, each.by) for each in read_events(connection)]
    assert acts == [("alias", "王"), ("remove_alias", "李")]


@pytest.mark.parametrize(
    "name",
    [
        "云州市河道 养护规定",  # its title, in another spelling
        "河道规定",  # its short name
    ],
)
def test_a_name_that_another_work_has_is_refused(store: Store, name: str) -> None:
    fill(store, KEPT, OTHER)
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        add_alias(connection, KEPT.id, name, by="王")
    assert caught.value.code == "alias_taken"
    assert OTHER.id in caught.value.found


def test_names_that_are_none_are_refused(store: Store) -> None:
    fill(store, OTHER)
    with store.write() as connection:
        with pytest.raises(RegistryError, match="with letters"):
            add_alias(connection, OTHER.id, "《》", by="王")
        with pytest.raises(RegistryError) as caught:
            remove_alias(connection, OTHER.id, "别的", by="王")
    assert caught.value.code == "unknown_alias"
    assert "河道规定" in caught.value.expected
