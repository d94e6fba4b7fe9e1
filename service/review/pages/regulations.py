"""Regulations for a citation, as the search of the review page lists them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from service.review.site.building import Door
from service.review.site.site import Site
from service.review.site.visits import Visit

if TYPE_CHECKING:
    from extraction.registry import Linker
    from service.registry.searching import Hit

_MOST = 12


class Search:
    """Keeps a linker over the registry as it stands; a change of the registry renews it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp = ""
        self._linker: Linker | None = None

    def find(self, site: Site, text: str, *, limit: int = _MOST) -> list[Hit]:
        """Return the regulations that ``text`` may mean, the likeliest first."""
        from extraction.registry import Catalogue, Linker, RuleRanker
        from models.links import released_ranker
        from service.registry.searching import search
        from service.store import issuer_codes, state, works

        ranker = released_ranker() or RuleRanker()
        with site.store.read() as connection:
            stamp = state.registry_stamp(connection)
            with self._lock:
                if self._linker is None or stamp != self._stamp:
                    catalogue = Catalogue(
                        works.read_works(connection),
                        list(issuer_codes.read_issuer_codes(connection)),
                    )
                    self._linker, self._stamp = Linker(catalogue, ranker=ranker), stamp
                linker = self._linker
            return search(connection, linker, ranker, text, limit=limit)


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the route of the search."""
    searching = Search()

    def find(visit: Visit) -> Response:
        hits = searching.find(visit.site, visit.query("q") or "")
        return JSONResponse([hit_json(hit) for hit in hits])

    return [door.page("/regulations", find)]


def hit_json(hit: Hit) -> dict[str, object]:
    """Return a regulation as the page lists it: id, title, number, day of issue, why."""
    newest = hit.work.versions[-1] if hit.work.versions else None
    return {
        "id": hit.work.id,
        "title": hit.work.title,
        "doc_number": newest.doc_number if newest else None,
        "issued": newest.date_issued if newest else None,
        "why": hit.why,
        "score": round(hit.score, 3),
    }
