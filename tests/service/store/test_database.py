"""Opening, reading and writing; what is said where that cannot be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from extraction.errors import StoreError
from service.store import Store, open_store
from service.store.works import insert_works, read_work, read_works
from tests.service.store.cluster import Cluster
from tests.service.store.processes import ROOT
from tests.service.store.registry_facts import BARE, FULL, numbered

_NOBODY = 65534


@contextmanager
def _without_rights() -> Iterator[None]:
    """Be a user to whom the rights of files apply, which they do not for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="yiju-store-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _code(url: str, *, migrate: bool = True) -> str:
    with (
        pytest.raises(StoreError) as raised,
        open_store(url, migrate=migrate, timeout_seconds=0.2),
    ):
        pass
    assert raised.value.expected
    assert raised.value.hint
    return raised.value.code


def _end_connections(cluster: Cluster, database: str) -> None:
    cluster.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    )


class TestOneTransaction:
    def test_an_error_takes_all_back(self, store: Store) -> None:
        with store.write() as connection:
            insert_works(connection, [BARE])
        with suppress(ZeroDivisionError), store.write() as connection:
            insert_works(connection, [FULL])
            raise ZeroDivisionError
        with store.read() as connection:
            assert list(read_works(connection)) == [BARE]

    def test_reading_cannot_write(self, store: Store) -> None:
        with pytest.raises(StoreError) as raised, store.read() as connection:
            insert_works(connection, [BARE])
        assert raised.value.code == "store_read_only"
        # the same connection may be a writer's next
        with store.write() as connection:
            insert_works(connection, [BARE])

    def test_only_what_can_be_done_again_does_not_wait_for_the_disk(self, store: Store) -> None:
        with store.write() as connection:
            sqlite = connection.dialect.name == "sqlite"
            if not sqlite:
                # the tests' server waits for no disk by itself; the pool keeps this connection
                connection.exec_driver_sql("SET synchronous_commit = on")
        waits = []
        for repeatable in (False, True, False):
            with store.write(repeatable=repeatable) as connection:
                asked = "PRAGMA synchronous" if sqlite else "SHOW synchronous_commit"
                waits.append(connection.exec_driver_sql(asked).scalar_one())
        assert waits == ([2, 1, 2] if sqlite else ["on", "off", "on"])

    def test_what_can_be_done_again_is_taken_back_whole_too(self, store: Store) -> None:
        with suppress(ZeroDivisionError), store.write(repeatable=True) as connection:
            insert_works(connection, [FULL])
            raise ZeroDivisionError
        with store.write(repeatable=True) as connection:
            insert_works(connection, [BARE])
        with store.read() as connection:
            assert list(read_works(connection)) == [BARE]

    def test_a_reader_sees_what_was_there_when_it_began(self, store: Store) -> None:
        works = numbered(2500)
        with store.write() as connection:
            insert_works(connection, works)
        with store.read() as reading:
            stream = read_works(reading)
            seen = [next(stream)]
            with store.write() as connection:
                connection.exec_driver_sql("DELETE FROM works")
            seen.extend(stream)
        assert seen == works
        with store.read() as reading:
            assert list(read_works(reading)) == []

    def test_a_mistake_in_a_statement_is_no_failure_of_the_store(self, store: Store) -> None:
        with pytest.raises(sa.exc.DBAPIError), store.read() as connection:
            connection.exec_driver_sql("SELECT nothing FROM nowhere")

    def test_threads_share_a_store(self, store: Store) -> None:
        works = numbered(40)

        def insert(number: int) -> None:
            with store.write() as connection:
                insert_works(connection, [works[number]])

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(insert, range(40)))
        with store.read() as connection:
            assert list(read_works(connection)) == works


class TestFile:
    def test_it_is_made_with_a_log_beside_it(self, tmp_path: Path) -> None:
        path = tmp_path / "云州 库#1%20?.db"
        with open_store(str(path)) as store, store.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        # the log is gone again once the store is closed
        assert [each.name for each in tmp_path.iterdir()] == [path.name]

    def test_without_migrate_none_is_made(self, tmp_path: Path) -> None:
        assert _code(str(tmp_path / "store.db"), migrate=False) == "store_unreachable"
        assert list(tmp_path.iterdir()) == []

    def test_no_folder_is_made(self, tmp_path: Path) -> None:
        assert _code(str(tmp_path / "nowhere" / "store.db")) == "store_unreachable"
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_is_no_store(self, tmp_path: Path) -> None:
        assert _code(str(tmp_path)) == "not_a_store"

    @pytest.mark.parametrize(
        "content",
        [
            b"%PDF-1.7\n" * 400,
            "一份文件\n".encode() * 400,
            b"SQLite format 3\0" + b"\xff" * 4080,  # begins like one
        ],
        ids=["pdf", "text", "torn"],
    )
    def test_another_kind_of_file_is_refused_and_left_alone(
        self, tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "store.db"
        path.write_bytes(content)
        assert _code(str(path)) == "not_a_store"
        assert path.read_bytes() == content

    def test_a_locked_empty_file_is_told_after_the_timeout(self, tmp_path: Path) -> None:
        path = tmp_path / "store.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert _code(str(path)) == "store_locked"

    def test_a_full_disk_takes_all_back(self, tmp_path: Path) -> None:
        def fill(store: Store) -> None:
            with store.write() as connection:
                insert_works(connection, [FULL])
                # SQLite says the same as on a disk without room
                connection.exec_driver_sql("PRAGMA max_page_count=80")
                insert_works(connection, numbered(3000))

        with open_store(str(tmp_path / "store.db")) as store:
            with store.write() as connection:
                insert_works(connection, [BARE])
            with pytest.raises(StoreError) as raised:
                fill(store)
            assert raised.value.code == "store_full"
            with store.read() as connection:
                assert list(read_works(connection)) == [BARE]

    def test_a_file_without_write_rights_is_read_but_not_written(self, open_folder: Path) -> None:
        path = open_folder / "store.db"
        with open_store(str(path)) as store, store.write() as connection:
            insert_works(connection, [BARE])
        path.chmod(0o444)
        open_folder.chmod(0o777)
        with _without_rights(), open_store(str(path)) as store:
            with store.read() as connection:
                assert read_work(connection, BARE.id) == BARE
            with pytest.raises(StoreError) as raised, store.write() as connection:
                insert_works(connection, [FULL])
            assert raised.value.code == "store_read_only"

    def test_a_folder_without_write_rights_is_told(self, open_folder: Path) -> None:
        path = open_folder / "store.db"
        with open_store(str(path)):
            pass
        open_folder.chmod(0o555)
        with _without_rights():
            assert _code(str(path)) == "store_read_only"
            assert _code(str(open_folder / "new.db")) == "store_read_only"


class TestServer:
    def test_no_server(self, tmp_path: Path) -> None:
        assert _code(f"postgresql://ann@/yiju?host={tmp_path}") == "store_unreachable"

    def test_no_such_database(self, cluster: Cluster) -> None:
        assert _code(cluster.url("nowhere")) == "store_unreachable"

    def test_no_such_user(self, cluster: Cluster) -> None:
        assert _code(cluster.url("postgres", user="nobody_known")) == "store_unreachable"

    def test_a_password_is_never_said(self, tmp_path: Path) -> None:
        for url in (
            f"postgresql://ann:s3cret@/yiju?host={tmp_path}",
            f"postgresql://ann@/yiju?host={tmp_path}&password=s3cret",
            f"postgresql://ann:s3cret@/yiju?host={tmp_path}&no_such_option=s3cret",
        ):
            with pytest.raises(StoreError) as raised, open_store(url):
                pass
            assert "s3cret" not in f"{raised.value} {raised.value.hint} {raised.value.__cause__}"

    def test_a_database_that_may_not_be_written(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        name = url.partition("@/")[2].partition("?")[0]
        with open_store(url) as store, store.write() as connection:
            insert_works(connection, [BARE])
        cluster.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with open_store(url) as store:
            with store.read() as connection:
                assert read_work(connection, BARE.id) == BARE
            with pytest.raises(StoreError) as raised, store.write() as connection:
                insert_works(connection, [FULL])
            assert raised.value.code == "store_read_only"

    def test_a_user_without_the_right_to_write(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        name = url.partition("@/")[2].partition("?")[0]
        with open_store(url) as store, store.write() as connection:
            connection.exec_driver_sql(f"CREATE ROLE reader_{name} LOGIN")
            connection.exec_driver_sql(
                f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}"
            )
            insert_works(connection, [BARE])
        with open_store(cluster.url(name, user=f"reader_{name}")) as store:
            with store.read() as connection:
                assert read_work(connection, BARE.id) == BARE
            with pytest.raises(StoreError) as raised, store.write() as connection:
                insert_works(connection, [FULL])
            assert raised.value.code == "store_read_only"

    def test_a_lost_connection_is_told_and_the_next_is_new(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        name = url.partition("@/")[2].partition("?")[0]

        def lose() -> None:
            cluster.run(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            )

        def write_and_lose(store: Store) -> None:
            with store.write() as connection:
                insert_works(connection, [FULL])
                lose()
                insert_works(connection, [BARE])

        with open_store(url) as store:
            with pytest.raises(StoreError) as raised:
                write_and_lose(store)
            assert raised.value.code == "store_unreachable"
            with store.read() as connection:
                assert list(read_works(connection)) == []

    def test_a_connection_lost_between_two_uses_is_replaced_unseen(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        with open_store(url) as store:
            with store.write() as connection:
                insert_works(connection, [FULL])
            _end_connections(cluster, url.partition("@/")[2].partition("?")[0])
            with store.read() as connection:
                assert list(read_works(connection)) == [FULL]

    def test_another_programs_tables_are_left_alone(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
                connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('theirs')")
            # a server's database may be shared
            with open_store(url) as store, store.write() as connection:
                insert_works(connection, [BARE])
            with engine.begin() as connection:
                found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
                assert found.scalar() == "theirs"
        finally:
            engine.dispose()

    def test_tables_of_the_same_name_are_refused(self, cluster: Cluster) -> None:
        url = cluster.new_database()
        engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE works (opus TEXT)")
        engine.dispose()
        assert _code(url) == "not_a_store"


def test_an_unknown_kind_of_url() -> None:
    assert _code("mysql://ann@db/yiju") == "store_address"


def test_the_command_starts_without_the_database_library() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import service.cli; "
            "print(sorted({'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"


def test_a_file_that_another_process_makes_meanwhile_is_no_stranger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.db"
    stat = Path.stat

    def made_after_the_first_look(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self == path and not os.path.lexists(path):
            with path.open("xb"):
                raise FileNotFoundError(path)
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", made_after_the_first_look)
    with open_store(str(path)) as store, store.read() as connection:
        assert list(read_works(connection)) == []
