"""Documents of the store, read again: into memory to compare, or into the store."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import YijuError
from service.parsing import Request, Worker
from service.parsing.packing import unpack
from service.pipeline_version import pipeline_version
from service.review.sheets import catch_up
from service.store.contents import read_contents
from service.store.documents import first_names
from service.store.extractions import save_extraction
from service.store.review_queue import queued_documents

if TYPE_CHECKING:
    from service.settings import Settings
    from service.store import Store


def read_again(store: Store, settings: Settings, *, tell: Callable[[float], None]) -> int:
    """Read every queued document with the models that are live, and save what comes out.

    Analysts' corrections stay events and stand over the new extraction. A document whose file is
    gone stays as it is. Return how many were read.
    """
    with store.read() as connection:
        hashes = queued_documents(connection)
    version = pipeline_version(settings)
    read = 0
    with Worker(settings) as worker:
        for at, sha256 in enumerate(hashes):
            tell(at / max(len(hashes), 1))
            try:
                with stored_file(store, sha256) as (path, name):
                    begun = time.perf_counter()
                    reply = worker.run(Request(str(path), name=name, task="pack"))
            except YijuError:
                continue
            packed = unpack(reply.body)
            with store.write() as connection:
                save_extraction(
                    connection,
                    packed.extraction(
                        pipeline_version=version, seconds=time.perf_counter() - begun
                    ),
                )
            read += 1
    while catch_up(store):
        pass
    return read


@contextmanager
def stored_file(store: Store, sha256: str) -> Iterator[tuple[Path, str]]:
    """Give a file with a document's bytes, and the document's name. Raises `StoreError`."""
    with store.read() as connection:
        data = read_contents(connection, sha256)
        names = first_names(connection, [sha256])
    with tempfile.TemporaryDirectory(prefix="yiju-again-") as folder:
        path = Path(folder, sha256)
        path.write_bytes(data)
        yield path, names[sha256].name if sha256 in names else sha256


def chosen(hashes: Sequence[str], most: int) -> list[str]:
    """Return documents spread evenly over all."""
    if len(hashes) <= most:
        return list(hashes)
    return [hashes[at * len(hashes) // most] for at in range(most)]
