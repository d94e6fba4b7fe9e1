"""Open a store; read from one state of it, write all or nothing."""

from __future__ import annotations

import stat
import time
from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa

from extraction.errors import StoreError
from service.store.address import Address, parse_address
from service.store.failures import failure, typed_failures
from service.store.tables import write_json
from service.store.upgrades import is_current, upgrade

TIMEOUT_SECONDS = 30.0
_WRITES = "yiju_writes"
_LOG_PAGES = 8192  # of 4 kB, before the log is copied into the database

# Which lock of a PostgreSQL database is the store's: a number that others will hardly take.
_WRITE_LOCK = 0x79696A75  # "yiju"


class Store:
    """An open store; made by `open_store`. May be shared by threads.

    ``name`` says where it is, without a password.
    """

    def __init__(self, address: Address, *, timeout_seconds: float) -> None:
        self.name = address.name
        self._address = address
        self._timeout_seconds = timeout_seconds
        self._engine = _engine(address, timeout_seconds=timeout_seconds)

    @contextmanager
    def read(self) -> Generator[sa.Connection]:
        """Give a connection that writes nothing and sees one state: that of its first look."""
        with typed_failures(self._address), self._engine.connect() as connection:
            if self._address.kind == "sqlite":
                _pragma(connection, "query_only=ON")
                try:
                    with connection.begin():
                        yield connection
                finally:
                    # the pool gives the same connection to a writer later
                    _pragma(connection, "query_only=OFF")
            else:
                with connection.begin():
                    connection.exec_driver_sql(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                    )
                    yield connection

    @contextmanager
    def write(self, *, repeatable: bool = False) -> Generator[sa.Connection]:
        """Give a connection for one transaction: all of it is kept, or, on an error, nothing.

        One process writes at a time, on both databases: what was read inside stays true
        until the end. Raises `StoreError` (``store_locked``) where another writes for longer
        than the store's timeout.

        ``repeatable`` says that the work can be done again from the documents: the end of the
        transaction then does not wait for the disk. It outlives the process that wrote it, but
        a power cut may take the last such transactions back, whole ones and in order.
        """
        with typed_failures(self._address), self._engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            quick = repeatable and self._address.kind == "sqlite"
            if quick:
                # https://www.sqlite.org/pragma.html#pragma_synchronous: NORMAL under a WAL
                _pragma(connection, "synchronous=NORMAL")
            try:
                with connection.begin():
                    self._take_lock(connection)
                    if repeatable and not quick:
                        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                    yield connection
            finally:
                if quick and not connection.invalidated:
                    # the pool gives the same connection to other writers later
                    _pragma(connection, "synchronous=FULL")

    def prepare(self, *, migrate: bool) -> None:
        """Bring the tables to this program's version; see `open_store` for the errors."""
        self._look_at_file(may_make=migrate)
        with self.read() as connection:
            current = is_current(connection, self._address, may_upgrade=migrate)
        if migrate:
            self._turn_on_log()
        if current:
            return
        with typed_failures(self._address), self._engine.connect() as connection:
            if self._address.kind == "sqlite":
                # a table that is copied must not take the rows that point to it along
                _pragma(connection, "foreign_keys=OFF")
            try:
                connection.execution_options(**{_WRITES: True})
                with connection.begin():
                    self._take_lock(connection)
                    # another process may have been faster
                    if not is_current(connection, self._address, may_upgrade=True):
                        upgrade(connection)
            finally:
                connection.invalidate()

    def close(self) -> None:
        """End all connections."""
        self._engine.dispose()

    def _take_lock(self, connection: sa.Connection) -> None:
        if self._address.kind == "postgresql":
            milliseconds = max(1, round(self._timeout_seconds * 1000))
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")

    def _look_at_file(self, *, may_make: bool) -> None:
        """Refuse what SQLite would say less plainly, and a file that may not be made."""
        path = self._address.path
        if path is None:
            return
        try:
            # asked once: another process may make the file between two questions
            mode = path.stat().st_mode
        except (OSError, ValueError):
            mode = None
        if mode is not None and not stat.S_ISREG(mode):
            raise failure("not_a_store", self._address, said="not a file")
        if mode is not None:
            return
        folder = path.parent.is_dir()
        if not may_make or not folder:
            said = "no such file" if folder else f"no such folder: {path.parent}"
            raise failure("store_unreachable", self._address, said=said)

    def _turn_on_log(self) -> None:
        """Set SQLite's write-ahead log, so that readers and the writer do not wait for another."""
        if self._address.kind != "sqlite":
            return
        deadline = time.monotonic() + self._timeout_seconds
        while True:
            try:
                with typed_failures(self._address), self._engine.connect() as connection:
                    if _pragma(connection, "journal_mode") != "wal":
                        _pragma(connection, "journal_mode=WAL")
                return
            except StoreError as error:
                if error.code == "store_read_only":
                    return  # reading works without
                # SQLite does not wait by itself for this lock
                if error.code != "store_locked" or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)


@contextmanager
def open_store(
    url_or_path: str, *, migrate: bool = True, timeout_seconds: float = TIMEOUT_SECONDS
) -> Generator[Store]:
    """Open the SQLite file at a path (or ``sqlite:///`` URL) or a ``postgresql://`` database.

    With ``migrate`` an empty or older store is brought to this version first, and a file that
    does not exist is made (its folder is not). ``timeout_seconds`` is how long to wait for
    another process that writes.

    Raises `StoreError`: ``store_address`` (no such kind of URL), ``store_unreachable``,
    ``store_locked``, ``store_read_only``, ``store_full``, ``not_a_store`` (another kind of
    file, or another program's database), ``store_newer`` (made by a newer Yiju) and, without
    ``migrate``, ``store_older`` (an older or empty one).
    """
    store = Store(parse_address(url_or_path), timeout_seconds=timeout_seconds)
    try:
        store.prepare(migrate=migrate)
        yield store
    finally:
        store.close()


def _engine(address: Address, *, timeout_seconds: float) -> sa.Engine:
    if address.kind == "postgresql":
        engine = sa.create_engine(
            address.url,
            json_serializer=write_json,
            # a server may have been started anew between two uses
            pool_pre_ping=True,
            connect_args={"client_encoding": "utf8", **_patience(address, timeout_seconds)},
        )
    else:
        engine = sa.create_engine(
            address.url, json_serializer=write_json, connect_args={"timeout": timeout_seconds}
        )
        sa.event.listen(engine, "connect", _connected_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _patience(address: Address, timeout_seconds: float) -> dict[str, object]:
    """Return how long to wait for the server, unless the URL says it."""
    if "connect_timeout" in address.url.query:
        return {}
    return {"connect_timeout": max(2, round(min(timeout_seconds, 10.0)))}


def _connected_sqlite(connection: object, _record: object) -> None:
    # the driver begins no transactions of its own: _begin_sqlite does
    connection.isolation_level = None  # type: ignore[attr-defined]
    connection.execute("PRAGMA foreign_keys=ON").close()  # type: ignore[attr-defined]
    # A document is megabytes: with SQLite's 4 MB of log every second one would wait until all
    # of it is copied into the database and on the disk.
    connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}").close()  # type: ignore[attr-defined]


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock first: one that has read could otherwise not go on to write.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _pragma(connection: sa.Connection, statement: str) -> object:
    """Run a PRAGMA outside of a transaction, where alone most of them work."""
    driver = connection.connection.driver_connection
    assert driver is not None
    cursor = driver.execute(f"PRAGMA {statement}")
    row = cursor.fetchone()
    cursor.close()
    return row[0] if row else None
