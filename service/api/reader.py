"""One uploaded document → its Disclosure: from the store, or through a reading process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest

from extraction.errors import WorkerLost, YijuError
from extraction.learned import Mode
from service.api.bodies import ClientGone
from service.api.crew import Crew, Reading, Ticket
from service.api.keeper import Keeper, Result
from service.api.metrics import Metrics
from service.api.registry import Registry
from service.api.renaming import renamed
from service.api.upload_files import Upload
from service.api.versions import mode_of, model_names, models_of, version_of
from service.assembly import ReaderChoice
from service.parsing import Request
from service.parsing.packing import Packed, unpack
from service.pipeline_version import ModelVersions
from service.settings import Settings
from service.store import Store
from service.store.documents import DocumentName, record_document, upload_address
from service.store.kept_answers import has_address, kept_answer


@dataclass(frozen=True, slots=True)
class Way:
    """How a document is to be read; what it gives for the same bytes is always the same."""

    reader: ReaderChoice
    mode: Mode
    pipeline_version: str
    models: ModelVersions


@dataclass(frozen=True, slots=True)
class Answer:
    """A Disclosure as JSON, and whether it was read for this request or kept from before."""

    disclosure: bytes
    from_store: bool


class Reader:
    """Has documents read, keeps what comes of them, counts and times it."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        crew: Crew,
        keeper: Keeper,
        registry: Registry,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._store = store
        self._crew = crew
        self._keeper = keeper
        self._registry = registry
        self._metrics = metrics
        self._seen: tuple[str, Mapping[str, str]] | None = None

    async def way(self, reader: ReaderChoice, mode: Mode | None) -> Way:
        """Return how documents are read now; ``mode`` None is the setting's.

        Raises `StoreError` and `ModelError`.
        """
        stamp, names = await run_in_threadpool(self._state)
        if self._seen is not None and (stamp, names) != self._seen:
            # the reading processes hold the registry and the models as they were
            self._crew.renew()
        self._seen = stamp, names
        mode = mode or mode_of(self._settings)
        version = version_of(self._settings, reader=reader, mode=mode, registry_stamp=stamp)
        return Way(reader, mode, version, models_of(names, mode))

    def _state(self) -> tuple[str, Mapping[str, str]]:
        return self._registry.stamp(), model_names(self._settings)

    async def read(self, request: HttpRequest, upload: Upload, way: Way) -> Answer:
        """Return the Disclosure of ``upload``.

        Raises a `YijuError` for a document that cannot be read, `ClientGone` where nobody waits
        for the answer any more; then nothing goes on reading.
        """
        kept = await self.kept(upload.sha256, way)
        if kept is not None:
            self._metrics.document("stored")
            await run_in_threadpool(self._note_name, upload)
            return Answer(renamed(kept, upload.name), from_store=True)
        ticket = self._crew.submit(request_for(str(upload.path), name=upload.name, way=way))
        reading = await _unless_gone(request, ticket, self._crew)
        packed = await self.counted(reading, upload.sha256)
        data = await run_in_threadpool(upload.path.read_bytes)
        await self.keep(upload.name, data, packed, way, reading.read_seconds)
        return Answer(await run_in_threadpool(packed.json), from_store=False)

    async def draw(self, request: HttpRequest, asked: Request) -> bytes:
        """Return the picture that ``asked`` is for; raises as `read` does."""
        reading = await _unless_gone(request, self._crew.submit(asked), self._crew)
        self._metrics.stage("queue", reading.queue_seconds)
        if isinstance(reading.outcome, YijuError):
            raise reading.outcome
        return reading.outcome.body

    async def kept(self, sha256: str, way: Way) -> bytes | None:
        """Return what ``way`` has made of a document before. Raises `StoreError`."""
        start = time.perf_counter()
        found = await run_in_threadpool(self._kept, sha256, way)
        self._metrics.stage("store", time.perf_counter() - start)
        return found

    async def keep(
        self, name: str, data: bytes | None, packed: Packed, way: Way, seconds: float
    ) -> None:
        """Keep what a reading process made of a document. Raises `StoreError`."""
        start = time.perf_counter()
        await self._keeper.save(
            Result(
                name=name,
                data=data,
                packed=packed,
                pipeline_version=way.pipeline_version,
                mode=way.mode,
                models=way.models,
                seconds=seconds,
                usual=way.reader == "auto" and way.mode == mode_of(self._settings),
            )
        )
        self._metrics.stage("store", time.perf_counter() - start)

    async def counted(self, reading: Reading, sha256: str) -> Packed:
        """Count and time a reading of the document ``sha256``; return its result.

        Raises the error that it ended in, and `WorkerLost` for what is no result of it.
        """
        self._metrics.stage("queue", reading.queue_seconds)
        self._metrics.stage("read", reading.read_seconds)
        try:
            if isinstance(reading.outcome, YijuError):
                raise reading.outcome
            packed = await run_in_threadpool(unpack, reading.outcome.body)
            if packed.sha256 != sha256:
                raise _of_another(packed.sha256)
        except YijuError as error:
            self._metrics.document(error.code)
            raise
        self._metrics.document("read")
        self._metrics.confidences(packed.rows.confidences())
        return packed

    def _note_name(self, upload: Upload) -> None:
        """Note under which name a known document came this time."""
        address = upload_address(upload.sha256, upload.name)
        with self._store.read() as connection:
            if has_address(connection, address):
                return
        place = DocumentName(upload.sha256, address, upload.name, upload.byte_count)
        with self._store.write(repeatable=True) as connection:
            record_document(connection, place)

    def _kept(self, sha256: str, way: Way) -> bytes | None:
        with self._store.read() as connection:
            return kept_answer(
                connection,
                sha256,
                pipeline_version=way.pipeline_version,
                mode=way.mode,
                models=way.models,
            )


def request_for(path: str, *, name: str, way: Way) -> Request:
    """Return what a reading process is asked for a document that is to be kept."""
    return Request(path, name=name, task="pack", reader=way.reader, mode=way.mode)


def _of_another(sha256: str) -> WorkerLost:
    return WorkerLost(
        found=f"the reading process answered with a result of {sha256[:64]}",
        expected="one of the document that it was given",
        hint="Do not trust this document; read it again on its own.",
    )


async def _unless_gone(request: HttpRequest, ticket: Ticket, crew: Crew) -> Reading:
    """Wait for the reading; give the document up where the client hangs up before."""
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((ticket.reading, gone), return_when=asyncio.FIRST_COMPLETED)
        if not ticket.reading.done():
            raise ClientGone
        return ticket.reading.result()
    finally:
        gone.cancel()
        if not ticket.reading.done():
            crew.cancel(ticket)


async def _disconnected(request: HttpRequest) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
