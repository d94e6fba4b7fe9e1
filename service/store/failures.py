"""What a database says when it cannot, as the store's own typed errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from extraction.errors import StoreError
from service.store.address import Address

# code → (expected, hint)
_ADVICE = {
    "store_locked": (
        "that no other process holds it for so long",
        "Wait until the other process is done, or end it, and try again.",
    ),
    "store_read_only": (
        "a store that may be written (for SQLite its folder too)",
        "Give this user the right to write there, or use another store.",
    ),
    "not_a_store": (
        "a store that Yiju made, or a path where nothing is yet",
        "Give another path; if this was a store, bring it back from a copy.",
    ),
    "store_full": (
        "room to write",
        "Free some space and try again; what was being written has been taken back.",
    ),
    "store_address": (
        "a URL with options that PostgreSQL knows",
        "Write it like postgresql://user@host:5432/database.",
    ),
    "store_unreachable": (
        "a database that answers",
        "See that the folder or the server is there, and that user and password are right.",
    ),
}

CODES = tuple(_ADVICE)

# by the start of SQLite's name for the error, and of PostgreSQL's SQLSTATE; the longer first
_SQLITE = {
    "SQLITE_BUSY": "store_locked",
    "SQLITE_LOCKED": "store_locked",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_PERM": "store_read_only",
    "SQLITE_NOTADB": "not_a_store",
    "SQLITE_CORRUPT": "not_a_store",
    "SQLITE_FULL": "store_full",
    "SQLITE_CANTOPEN": "store_unreachable",
    "SQLITE_IOERR": "store_unreachable",
}
_POSTGRESQL = {
    "55P03": "store_locked",  # lock_not_available
    "40": "store_locked",  # serialization failure, deadlock
    "25006": "store_read_only",
    "42501": "store_read_only",  # insufficient_privilege
    "53100": "store_full",
    "53": "store_unreachable",  # too many connections, out of memory
    "08": "store_unreachable",
    "28": "store_unreachable",  # user or password
    "3D": "store_unreachable",  # no such database
    "57P": "store_unreachable",  # shut down, starting up
}


@contextmanager
def typed_failures(address: Address) -> Generator[None]:
    """Turn what the database raises inside into `StoreError`.

    What is no state of the database but a mistake in a statement goes through as it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        driver = error.orig if isinstance(error, DBAPIError) else error
        code = _code(error, driver, address)
        if code is None:
            raise
        raise failure(code, address, said=str(driver)) from error


def failure(code: str, address: Address, *, said: str) -> StoreError:
    """Return the error for ``code``; of what the database said the first line, no password."""
    expected, hint = _ADVICE[code]
    first = address.without_secrets(said.strip().partition("\n")[0])
    return StoreError(
        found=f"the store {address.name}: {first}", expected=expected, hint=hint, code=code
    )


def _code(error: Exception, driver: BaseException | None, address: Address) -> str | None:
    """Return the code for an error of the driver, ``None`` where the store is not to blame."""
    if isinstance(driver, sqlite3.Error):
        code = _longest(_SQLITE, getattr(driver, "sqlite_errorname", None) or "")
        return "store_read_only" if code == "store_unreachable" and _closed(address) else code
    # asked of the error instead of psycopg's class, which need not be loaded for SQLite
    state = getattr(driver, "sqlstate", None)
    if state is None and isinstance(error, ProgrammingError) and error.statement is None:
        return "store_address"  # an option in the URL that there is not
    if state is None:
        # never reached the server, or lost it
        return "store_unreachable" if isinstance(error, OperationalError) else None
    return _longest(_POSTGRESQL, state)


def _closed(address: Address) -> bool:
    """Return whether the folder is there but may not be written.

    SQLite cannot make the file or its logs there, and says only that it cannot open the store.
    """
    folder = None if address.path is None else address.path.parent
    return (
        folder is not None
        and folder.is_dir()
        and not os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    )


def _longest(codes: dict[str, str], said: str) -> str | None:
    fitting = [start for start in codes if said.startswith(start)]
    return codes[max(fitting, key=len)] if fitting else None
