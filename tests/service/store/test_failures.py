"""What the databases' own codes become."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from extraction.errors import StoreError
from service.store.address import parse_address
from service.store.failures import typed_failures

SERVER = parse_address("postgresql://ann:s3cret@db/yiju")
FILE = parse_address("/tmp/store.db")


def _sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("said s3cret\nand more")
    error.sqlite_errorname = name
    return error


def _wrapped(error: Exception) -> DBAPIError:
    return DBAPIError("SELECT 1", None, error, hide_parameters=True)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.LockNotAvailable(), "store_locked"),
        (errors.DeadlockDetected(), "store_locked"),
        (errors.SerializationFailure(), "store_locked"),
        (errors.ReadOnlySqlTransaction(), "store_read_only"),
        (errors.InsufficientPrivilege(), "store_read_only"),
        (errors.DiskFull(), "store_full"),
        (errors.TooManyConnections(), "store_unreachable"),
        (errors.AdminShutdown(), "store_unreachable"),
        (errors.CannotConnectNow(), "store_unreachable"),
        (errors.InvalidPassword(), "store_unreachable"),
        (errors.ConnectionFailure(), "store_unreachable"),
    ],
)
def test_what_postgresql_says(error: psycopg.Error, code: str) -> None:
    with pytest.raises(StoreError) as raised, typed_failures(SERVER):
        raise _wrapped(error)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", "store_locked"),
        ("SQLITE_BUSY_RECOVERY", "store_locked"),
        ("SQLITE_READONLY_DBMOVED", "store_read_only"),
        ("SQLITE_CORRUPT_INDEX", "not_a_store"),
        ("SQLITE_FULL", "store_full"),
        ("SQLITE_IOERR_WRITE", "store_unreachable"),
    ],
)
def test_what_sqlite_says(name: str, code: str) -> None:
    for error in (_sqlite(name), _wrapped(_sqlite(name))):
        with pytest.raises(StoreError) as raised, typed_failures(FILE):
            raise error
        assert raised.value.code == code
        assert "and more" not in raised.value.message


@pytest.mark.parametrize(
    "error",
    [
        _wrapped(errors.SyntaxError()),
        _wrapped(errors.UniqueViolation()),
        _wrapped(_sqlite("SQLITE_CONSTRAINT_UNIQUE")),
        _sqlite("SQLITE_ERROR"),
        _wrapped(psycopg.InterfaceError("the cursor is closed")),
        ValueError("no database at all"),
    ],
)
def test_what_is_no_state_of_the_database_goes_through(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, typed_failures(SERVER):
        raise error
    assert raised.value is error


def test_a_password_in_what_was_said_is_blotted_out() -> None:
    with pytest.raises(StoreError) as raised, typed_failures(SERVER):
        raise _sqlite("SQLITE_FULL")
    assert "said ***" in raised.value.message
