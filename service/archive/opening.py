"""The store of an archive, for those who only look at it or work on it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from service.registry.address import store_address
from service.settings import Settings
from service.store import Store, open_store
from service.store.address import parse_address


@contextmanager
def open_archive(settings: Settings) -> Generator[Store]:
    """Open the store that settings name, brought forward where it is older.

    Raises `StoreError`, ``store_unreachable`` for a file that is not there: nothing is made.
    """
    url = store_address(settings)
    path = parse_address(url).path
    with open_store(url, migrate=path is None or path.exists()) as store:
        yield store
