"""The linker that a command links with: over the store where there is one, else the starter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from extraction.registry import Catalogue, Linker, shipped_codes, shipped_works
from service.registry.address import store_exists
from service.settings import Settings
from service.shelf import open_ranker


def linker_opener(settings: Settings) -> Callable[[], Linker]:
    """Return what opens the linker when it is first asked for, once in this process."""

    @cache
    def open_linker() -> Linker:
        return Linker(_catalogue(settings), ranker=open_ranker(settings))

    return open_linker


def _catalogue(settings: Settings) -> Catalogue:
    if not store_exists(settings):
        return Catalogue(shipped_works(), shipped_codes())
    # Late, so that linking into the starter registry needs no database.
    from service.registry.opening import open_registry
    from service.store import issuer_codes, works

    with open_registry(settings) as store, store.read() as connection:
        codes = list(issuer_codes.read_issuer_codes(connection))
        return Catalogue(works.read_works(connection), codes)
