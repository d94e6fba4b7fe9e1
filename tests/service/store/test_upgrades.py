"""The tables as the migrations make them, from nothing and step by step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from extraction.errors import StoreError
from service.store import Store, migrations, open_store
from service.store.address import parse_address
from service.store.migrations import REVISIONS, VERSION_TABLE
from service.store.tables import metadata
from service.store.upgrades import upgrade
from service.store.works import registry_stamp

# What a store of each revision holds, as it was written then: table → rows.
_HELD: dict[str, dict[str, list[dict[str, object]]]] = {
    "0001": {
        "works": [
            {
                "id": "r1",
                "title": "路灯条例",
                "normal_title": "路灯条例",
                "source": "甲",
                "issuers": json.dumps(["云州市"]),
            }
        ],
        "versions": [
            {"id": "r1.1", "work_id": "r1", "ordinal": 0, "status": "unknown", "source": "甲"}
        ],
        "redirects": [{"old_id": "r2", "work_id": "r1"}],
        "cited_documents": [{"sha256": "a1", "name": "甲.pdf", "media_type": "application/pdf"}],
        "mentions": [
            {
                "document_sha256": "a1",
                "project_index": 0,
                "start_offset": 3,
                "end_offset": 9,
                "text": "《路灯条例》",
                "link_status": "linked",
                "work_id": "r1",
                "why": "题名一致",
            }
        ],
    },
    "0002": {
        "documents": [
            {
                "sha256": "a1",
                "byte_count": 7,
                "state": "done",
                "first_seen_at": "2026-01-31T08:00:00.000Z",
                "extraction_id": 1,
            }
        ],
        "document_names": [
            {
                "document_sha256": "a1",
                "address": "/data/甲.pdf",
                "name": "甲.pdf",
                "byte_count": 7,
                "seen_at": "2026-01-31T08:00:00.000Z",
            }
        ],
        "tasks": [
            {
                "document_sha256": "a1",
                "pipeline_version": "v",
                "state": "done",
                "attempt_count": 1,
            }
        ],
        "extractions": [
            {
                "document_sha256": "a1",
                "pipeline_version": "v",
                "mode": "rules",
                "tokens_version": "",
                "lines_version": "",
                "links_version": "links-1",
                "made_at": "2026-01-31T08:00:00.000Z",
                "seconds": 0.5,
                "ocr_page_count": 0,
                "disclosure": b"x",
            }
        ],
    },
    "0003": {
        "api_tokens": [
            {
                "id": "a1",
                "name": "甲",
                "role": "reader",
                "secret_sha256": "f",
                "created_at": "2026-01-31T08:00:00.000Z",
            }
        ],
        "jobs": [
            {
                "id": "j1",
                "state": "done",
                "created_at": "2026-01-31T08:00:00.000Z",
                "reader": "auto",
                "mode": "both",
            }
        ],
        "job_documents": [
            {
                "job_id": "j1",
                "ordinal": 0,
                "document_sha256": "a1",
                "name": "甲.pdf",
                "state": "done",
            }
        ],
    },
}


@contextmanager
def _by_hand(store_url: str) -> Iterator[sa.Connection]:
    """Give one transaction on the bare database, as if Yiju had never seen it."""
    engine = sa.create_engine(parse_address(store_url).url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _table(name: str, rows: list[dict[str, object]]) -> sa.TableClause:
    columns: list[sa.ColumnClause[object]] = [sa.column(column) for column in rows[0]]
    return sa.table(name, *columns)


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    files = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
    assert tuple(script.revision for script in files)[::-1] == REVISIONS


def test_the_migrations_make_just_these_tables(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "compare_type": True,
                "compare_server_default": True,
            },
        )
        assert compare_metadata(context, metadata) == []
        inspector = sa.inspect(connection)
        # Alembic does not compare these
        for table in metadata.tables.values():
            checks = {
                constraint["name"] for constraint in inspector.get_check_constraints(table.name)
            }
            assert checks == {
                constraint.name
                for constraint in table.constraints
                if isinstance(constraint, sa.CheckConstraint)
            }
            for key in inspector.get_foreign_keys(table.name):
                (column,) = key["constrained_columns"]
                (declared,) = table.c[column].foreign_keys
                assert key["options"].get("ondelete") == declared.ondelete


def test_a_store_of_each_age_comes_forward_with_what_it_holds(store_url: str) -> None:
    with _by_hand(store_url) as connection:
        for revision in REVISIONS:
            upgrade(connection, revision)
            for table, rows in _HELD.get(revision, {}).items():
                connection.execute(sa.insert(_table(table, rows)), rows)
    with open_store(store_url) as store, store.read() as connection:
        for tables in _HELD.values():
            for table, rows in tables.items():
                found = connection.execute(sa.select(_table(table, rows)))
                # one driver reads JSON by itself, the other does not
                plain = [
                    {
                        name: json.dumps(value) if isinstance(value, list) else value
                        for name, value in row.items()
                    }
                    for row in found.mappings()
                ]
                assert plain == rows


def test_a_store_is_opened_again_as_it_is(store_url: str) -> None:
    def state() -> object:
        with _by_hand(store_url) as connection:
            return connection.exec_driver_sql("SELECT * FROM registry_state").one()

    with open_store(store_url):
        before = state()
    with open_store(store_url, migrate=False):
        assert state() == before


def test_a_store_from_the_future_is_refused(store_url: str) -> None:
    with open_store(store_url):
        pass
    with _by_hand(store_url) as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    for migrate in (True, False):
        with pytest.raises(StoreError) as raised, open_store(store_url, migrate=migrate):
            pass
        assert raised.value.code == "store_newer"
        assert "9999" in raised.value.message


def test_without_migrate_an_empty_store_is_refused_and_stays_empty(store_url: str) -> None:
    if not store_url.startswith("postgresql"):
        Path(store_url).touch()
    with pytest.raises(StoreError) as raised, open_store(store_url, migrate=False):
        pass
    assert raised.value.code == "store_older"
    with _by_hand(store_url) as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_threads_may_open_new_stores_at_once(tmp_path: Path) -> None:
    def make(number: int) -> str:
        with open_store(str(tmp_path / f"{number}.db")) as store, store.read() as connection:
            return registry_stamp(connection)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(make, range(8)))) == 8


def test_a_failed_upgrade_leaves_nothing(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def upgrade_and_fail(connection: sa.Connection) -> None:
        upgrade(connection)
        raise ZeroDivisionError

    monkeypatch.setattr("service.store.database.upgrade", upgrade_and_fail)
    with pytest.raises(ZeroDivisionError), open_store(store_url):
        pass
    with _by_hand(store_url) as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError) as raised, open_store(str(path)):
        pass
    assert raised.value.code == "not_a_store"
    assert "bookmarks" in raised.value.message
    assert path.read_bytes() == before
