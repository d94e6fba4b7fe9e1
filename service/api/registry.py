"""The registry in the server's memory: its linker, loaded when it is first asked for."""

from __future__ import annotations

import threading

from extraction.registry import Catalogue, Linker, LinkRanker, RuleRanker
from service.store import Store, issuer_codes, state, works


class Registry:
    """Gives the linker over the store, a new one whenever the registry has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loading = threading.Lock()
        self._stamp = ""
        self._linker: Linker | None = None

    def stamp(self) -> str:
        """Return what changes whenever a fact of the registry does."""
        with self._store.read() as connection:
            return state.registry_stamp(connection)

    def linker(self) -> Linker:
        """Return the linker over the registry as it stands. Raises `StoreError`."""
        from models.links import released_ranker

        with self._loading, self._store.read() as connection:
            stamp = state.registry_stamp(connection)
            if self._linker is None or stamp != self._stamp:
                codes = list(issuer_codes.read_issuer_codes(connection))
                catalogue = Catalogue(works.read_works(connection), codes)
                self._linker = Linker(catalogue, ranker=released_ranker())
                self._stamp = stamp
            return self._linker

    def ranker(self) -> LinkRanker:
        """Return what scores candidates of a search."""
        from models.links import released_ranker

        return released_ranker() or RuleRanker()
