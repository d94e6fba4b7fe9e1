"""The version of a store's tables, and the way to this program's."""

from __future__ import annotations

import threading

import sqlalchemy as sa

from extraction.errors import StoreError
from service.store.address import Address
from service.store.failures import failure
from service.store.migrations import REVISIONS, VERSION_TABLE
from service.store.tables import metadata

# Alembic keeps what it works on in a module.
_one_thread = threading.Lock()


def is_current(connection: sa.Connection, address: Address, *, may_upgrade: bool) -> bool:
    """Return whether the store has this program's tables.

    Raises `StoreError`: ``store_newer``, ``not_a_store`` for a database with tables but
    without a version, and ``store_older`` where it is older and ``may_upgrade`` is false.
    """
    revision = _revision(connection)
    if revision == REVISIONS[-1]:
        return True
    if revision is None:
        _refuse_foreign(connection, address)
    elif revision not in REVISIONS:
        raise StoreError(
            found=f"the store {address.name} at version {revision}",
            expected=f"version {REVISIONS[-1]} or older",
            hint="It was made by a newer Yiju: install that one, or use another store.",
            code="store_newer",
        )
    if not may_upgrade:
        raise StoreError(
            found=f"the store {address.name} "
            + ("without tables" if revision is None else f"at version {revision}"),
            expected=f"version {REVISIONS[-1]}",
            hint="Open it once with a command that may change it, such as `yiju registry import`.",
            code="store_older",
        )
    return False


def upgrade(connection: sa.Connection, revision: str = REVISIONS[-1]) -> None:
    """Bring the store forward to ``revision``, inside the connection's transaction."""
    # only needed for this, and slow to import
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "service.store:migrations")
    config.attributes["connection"] = connection
    with _one_thread:
        command.upgrade(config, revision)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.exec_driver_sql(
        f"SELECT version_num FROM {VERSION_TABLE}"
    ).scalar()
    return revision


def _refuse_foreign(connection: sa.Connection, address: Address) -> None:
    tables = set(sa.inspect(connection).get_table_names())
    # A PostgreSQL database may be shared; a file that another program made is its own.
    foreign = tables if address.kind == "sqlite" else tables & set(metadata.tables)
    if foreign:
        said = f"it has the table {min(foreign)}, but no version of Yiju"
        raise failure("not_a_store", address, said=said)
