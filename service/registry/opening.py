"""The registry that a command works on: the store that settings name, filled on first use."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from extraction.registry import shipped_codes, shipped_redirects, shipped_works
from service.registry.address import store_address
from service.settings import Settings
from service.store import Store, issuer_codes, open_store, state, works


@contextmanager
def open_registry(settings: Settings) -> Generator[Store]:
    """Open the store; a new one is filled with the starter registry first.

    Raises `StoreError` where it cannot be opened, made or written.
    """
    address = store_address(settings)
    if not settings.store:
        Path(address).parent.mkdir(parents=True, exist_ok=True)
    with open_store(address) as store:
        fill_if_new(store)
        yield store


def fill_if_new(store: Store) -> None:
    """Write the starter registry into a store that never held one."""
    with store.read() as connection:
        if state.registry_ever_changed(connection):
            return
    with store.write() as connection:
        if state.registry_ever_changed(connection):  # another process was faster
            return
        works.insert_works(connection, shipped_works())
        for old, work_id in shipped_redirects().items():
            works.add_redirect(connection, old, work_id)
        issuer_codes.insert_issuer_codes(connection, shipped_codes())
