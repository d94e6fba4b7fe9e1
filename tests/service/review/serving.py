"""The site on a socket of this machine, over a store with documents to review."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from service.registry.opening import open_registry
from service.review import demo
from service.review.mounting import PREFIX, make_site
from service.review.site import Site
from service.settings import Settings
from service.store import Store
from training_data.synthesis import synthesise

USERS = (("demo", "admin"), ("王芳", "analyst"), ("李强", "analyst"), ("读者", "reader"))


@dataclass(frozen=True, slots=True)
class Served:
    """A running site."""

    address: str
    settings: Settings
    store: Store
    site: Site
    documents: tuple[str, ...]

    def document(self, number: int = 0) -> str:
        """Return the address of a document's review page."""
        return f"{self.address}/documents/{self.documents[number]}"


@cache
def nine_projects() -> bytes:
    """Return a clean document of nine projects."""
    return synthesise(1, layout="narrative_with_form", project_count=9).pdf


@contextmanager
def serve(
    folder: Path, documents: Iterable[tuple[str, bytes]] | None = None, **more: Any
) -> Iterator[Served]:
    """Read documents into a new store and serve the pages over it."""
    settings = replace(Settings(), **{"models_folder": str(folder / "models"), **more})
    settings = replace(settings, store=str(folder / "store.db"), worker_count=1)
    if documents is None:
        documents = [(demo.NINE_PROJECTS, nine_projects())]
    with open_registry(settings) as store:
        hashes = demo.fill(store, settings, documents)
        for name, role in USERS:
            demo.make_user(store, name, demo.PASSWORD, role)  # type: ignore[arg-type]
        site, pages = make_site(settings, store=store)
        with listening(Starlette(routes=[Mount(PREFIX, pages)])) as origin:
            yield Served(f"{origin}{PREFIX}", settings, store, site, tuple(hashes))
        site.close()


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a socket of this machine; give its origin."""
    config = uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
