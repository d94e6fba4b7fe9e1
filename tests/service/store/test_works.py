from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import RegistryError, StoreError
from extraction.registry.doc_number_keys import number_key
from extraction.registry.regulations import Alias, Version, Work
from extraction.registry.title_keys import normal_title
from service.store import Store, open_store
from service.store import works as registry
from service.store.tables import aliases, carriers, redirects, versions
from tests.service.store.registry_facts import BARE, FULL, LAST, numbered


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as connection:
        registry.insert_works(connection, [LAST, FULL, BARE])
    return store


def _all(store: Store) -> list[Work]:
    with store.read() as connection:
        return list(registry.read_works(connection))


def _stamp(store: Store) -> str:
    with store.read() as connection:
        return registry.registry_stamp(connection)


def _in_vain(store: Store, act: Callable[[sa.Connection], None]) -> None:
    """Do ``act`` in a transaction that fails afterwards."""
    with suppress(ZeroDivisionError), store.write() as connection:
        act(connection)
        raise ZeroDivisionError


def test_what_goes_in_comes_out(filled: Store) -> None:
    # by id, each with all of its own rows in their order and none of another's
    assert _all(filled) == [FULL, BARE, LAST]


def test_an_empty_registry_has_no_works(store: Store) -> None:
    assert _all(store) == []
    with store.read() as connection:
        assert registry.read_work(connection, FULL.id) is None


def test_more_works_than_one_batch_holds(store: Store) -> None:
    works = numbered(2100)
    with store.write() as connection:
        assert registry.insert_works(connection, iter(works)) == 2100
    assert _all(store) == works


def test_reading_may_stop_anywhere(store: Store) -> None:
    works = numbered(1200)
    with store.write() as connection:
        registry.insert_works(connection, works)
    with store.read() as connection:
        assert next(registry.read_works(connection)) == works[0]
        assert registry.read_work(connection, works[-1].id) == works[-1]


def test_memory_does_not_grow_with_the_registry(store: Store) -> None:
    def peak() -> int:
        with store.read() as connection:
            tracemalloc.start()
            for _work in registry.read_works(connection):
                pass
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return most

    works = numbered(8000)
    with store.write() as connection:
        registry.insert_works(connection, works[:2000])
    small = peak()
    with store.write() as connection:
        registry.insert_works(connection, works[2000:])
    assert peak() < 1.5 * small


def test_one_work(filled: Store) -> None:
    with filled.read() as connection:
        assert registry.read_work(connection, FULL.id) == FULL
        assert registry.read_work(connection, "r000000000000") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("云水〔2020〕31号", [FULL, LAST]),  # two works under one number
        ("云水[2015]008号", [FULL]),  # printed otherwise
        ("云府办〔2021〕5号", [FULL]),  # only the carrier's
        ("云水〔2020〕3号", []),
    ],
)
def test_works_by_their_number(filled: Store, printed: str, expected: list[Work]) -> None:
    key = number_key(printed)
    assert key is not None
    with filled.read() as connection:
        assert list(registry.works_by_number_key(connection, key)) == expected


@pytest.mark.parametrize(
    ("title", "with_aliases", "expected"),
    [
        ("路灯条例", False, [BARE, LAST]),
        (FULL.title, False, [FULL]),
        ("云州市河道养护管理规定", False, []),
        ("云州市河道养护管理规定", True, [FULL]),  # another full name
        ("云州市河道养护管理办发", True, [FULL]),  # a misprint that was seen
        ("河道养护办法", True, []),  # a short name means other works elsewhere
    ],
)
def test_works_by_their_title(
    filled: Store, title: str, with_aliases: bool, expected: list[Work]
) -> None:
    with filled.read() as connection:
        found = registry.works_by_normal_title(
            connection, normal_title(title), with_aliases=with_aliases
        )
    assert list(found) == expected


def test_a_title_longer_than_an_index_holds(store: Store) -> None:
    long = replace(BARE, title="云" * 5000 + "办法")
    with store.write() as connection:
        registry.insert_works(connection, [long])
    with store.read() as connection:
        assert registry.works_by_normal_title(connection, normal_title(long.title)) == (long,)


def test_an_update_replaces_all_of_one_work_and_nothing_else(filled: Store) -> None:
    changed = replace(
        FULL,
        title="云州市河道养护管理规定",
        place=None,
        issuers=(),
        field_sources={},
        versions=(Version(id="raaaaaaaaaaaa.3", source="辛", doc_number="云水〔2023〕1号"),),
        carriers=(),
        aliases=(Alias(text=FULL.title, kind="other_name", source="辛"),),
    )
    with filled.write() as connection:
        registry.update_work(connection, changed)
    assert _all(filled) == [changed, BARE, LAST]
    with filled.read() as connection:
        old, new = number_key("云水〔2015〕8号"), number_key("云水〔2023〕1号")
        assert old is not None
        assert new is not None
        assert registry.works_by_number_key(connection, old) == ()
        assert registry.works_by_number_key(connection, new) == (changed,)


def test_a_deleted_work_leaves_no_rows(filled: Store) -> None:
    with filled.write() as connection:
        registry.add_redirect(connection, "r999999999999", FULL.id)
        registry.delete_work(connection, FULL.id)
    assert _all(filled) == [BARE, LAST]
    with filled.read() as connection:
        for table in (versions, carriers, aliases, redirects):
            left = connection.execute(sa.select(table.c.work_id)).scalars().all()
            assert FULL.id not in left


def test_a_work_that_is_not_there_is_neither_changed_nor_deleted(store: Store) -> None:
    with pytest.raises(RegistryError) as updated, store.write() as connection:
        registry.update_work(connection, FULL)
    with pytest.raises(RegistryError) as deleted, store.write() as connection:
        registry.delete_work(connection, FULL.id)
    assert updated.value.code == deleted.value.code == "unknown_regulation"


@pytest.mark.parametrize(
    "second",
    [
        FULL,
        # another work that claims a version's id
        replace(BARE, id="rdddddddddddd", versions=FULL.versions[:1]),
    ],
    ids=["work", "version"],
)
def test_an_id_is_inserted_once(filled: Store, second: Work) -> None:
    new = replace(BARE, id="reeeeeeeeeeee")
    with pytest.raises(StoreError) as raised, filled.write() as connection:
        registry.insert_works(connection, [new, second])
    assert raised.value.code == "store_duplicate"
    assert _all(filled) == [FULL, BARE, LAST]  # the new one is taken back too


class TestRedirects:
    def test_an_old_id_means_the_work(self, filled: Store) -> None:
        with filled.write() as connection:
            registry.add_redirect(connection, "r111111111111", BARE.id)
        with filled.read() as connection:
            assert registry.read_work(connection, "r111111111111") == BARE
            assert registry.read_redirects(connection) == {"r111111111111": BARE.id}

    def test_merges_after_one_another_stay_one_hop(self, filled: Store) -> None:
        with filled.write() as connection:
            registry.add_redirect(connection, "r111111111111", BARE.id)
            registry.add_redirect(connection, BARE.id, LAST.id)
            registry.delete_work(connection, BARE.id)
        with filled.read() as connection:
            assert registry.read_redirects(connection) == {
                "r111111111111": LAST.id,
                BARE.id: LAST.id,
            }
            assert registry.read_work(connection, BARE.id) == LAST

    def test_a_merge_the_other_way_round_makes_no_circle(self, filled: Store) -> None:
        with filled.write() as connection:
            registry.add_redirect(connection, BARE.id, LAST.id)
            registry.add_redirect(connection, LAST.id, BARE.id)
        with filled.read() as connection:
            assert registry.read_redirects(connection) == {LAST.id: BARE.id}

    @pytest.mark.parametrize("target", ["r111111111111", "r222222222222"])
    def test_a_redirect_leads_to_a_work(self, filled: Store, target: str) -> None:
        with pytest.raises(RegistryError) as raised, filled.write() as connection:
            registry.add_redirect(connection, "r111111111111", target)
        assert raised.value.code == "unknown_regulation"

    def test_a_redirected_id_is_no_new_work(self, filled: Store) -> None:
        again = replace(BARE, id="r111111111111")
        with filled.write() as connection:
            registry.add_redirect(connection, again.id, BARE.id)
        with pytest.raises(StoreError) as raised, filled.write() as connection:
            registry.insert_works(connection, [again])
        assert raised.value.code == "store_duplicate"
        with filled.write() as connection:
            registry.remove_redirect(connection, again.id)
            registry.insert_works(connection, [again])
        assert again in _all(filled)


class TestStamp:
    def test_each_change_moves_it(self, store: Store) -> None:
        stamps = [_stamp(store)]
        for change in (
            lambda connection: registry.insert_works(connection, [FULL, BARE]),
            lambda connection: registry.update_work(connection, replace(FULL, place=None)),
            lambda connection: registry.add_redirect(connection, "r111111111111", FULL.id),
            lambda connection: registry.remove_redirect(connection, "r111111111111"),
            lambda connection: registry.delete_work(connection, BARE.id),
        ):
            with store.write() as connection:
                change(connection)
            stamps.append(_stamp(store))
        assert len(set(stamps)) == len(stamps)

    def test_reading_and_what_is_taken_back_do_not(self, filled: Store) -> None:
        before = _stamp(filled)
        _all(filled)
        _in_vain(filled, lambda connection: registry.delete_work(connection, BARE.id))
        assert _stamp(filled) == before

    def test_two_stores_never_share_one(
        self, store: Store, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        with open_store(str(tmp_path_factory.mktemp("other") / "other.db")) as other:
            assert _stamp(other) != _stamp(store)


def test_rows_without_their_work_are_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store, store.write() as connection:
        registry.insert_works(connection, [FULL, LAST])
    # another program, which does not ask SQLite to hold foreign keys
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM works WHERE id = ?", [FULL.id])
    with open_store(str(path)) as store, pytest.raises(StoreError) as raised:
        _all(store)
    assert raised.value.code == "store_damaged"


@pytest.mark.parametrize(
    ("given_title", "kept"),
    [
        ("水\0法", "水\ufffd法"),  # PostgreSQL takes no NUL
        ("水\ud800法", "水\ufffd法"),  # half a surrogate pair is no character
        ("𠮷法", "𠮷法"),  # a whole pair is
        ("a\0b", "a\ufffdb"),
    ],
)
def test_what_no_database_stores_is_marked(store: Store, given_title: str, kept: str) -> None:
    work = Work(id="r1", title=given_title, source="甲", issuers=(given_title,))
    with store.write() as connection:
        registry.insert_works(connection, [work])
    # in JSON a NUL is written out and comes back
    issuer = given_title.replace("\ud800", "\ufffd")
    assert _all(store) == [replace(work, title=kept, issuers=(issuer,))]


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Work,
            id=_TEXT,
            title=_TEXT,
            source=_TEXT,
            issuers=st.lists(_TEXT, max_size=3).map(tuple),
            place=st.none() | _TEXT,
            aliases=st.lists(
                st.builds(Alias, text=_TEXT, kind=st.just("spelling"), source=_TEXT), max_size=3
            ).map(tuple),
            field_sources=st.dictionaries(_TEXT, _TEXT, max_size=2),
        ),
        unique_by=lambda work: work.id,
        max_size=6,
    )
)
def test_any_work_comes_back(shared_store: Store, works: list[Work]) -> None:
    def insert_and_look(connection: sa.Connection) -> None:
        registry.insert_works(connection, works)
        found = {work.id: work for work in registry.read_works(connection)}
        assert found == {work.id: work for work in works}

    _in_vain(shared_store, insert_and_look)
