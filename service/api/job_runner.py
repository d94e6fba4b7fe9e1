"""Takes jobs out of the store and has their documents read, one after the other.

Several instances share one store: a job is leased, and what an instance that died held is
taken over by another when its lease has run out.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import socket
import tempfile
from pathlib import Path
from typing import cast

import structlog
from fastapi.concurrency import run_in_threadpool

from extraction.errors import StoreError, WorkerLost, YijuError
from extraction.learned import Mode
from service.api.callbacks import Callbacks
from service.api.crew import Crew, Reading, Ticket
from service.api.metrics import Metrics
from service.api.problems import problem_of
from service.api.reader import Reader, Way, request_for
from service.assembly import ReaderChoice
from service.parsing import Request
from service.store import Store, jobs
from service.store.contents import read_contents
from service.store.jobs import Job, JobDocument

_POLL_SECONDS = 0.5
_LEASE_SECONDS = 60.0
_LOST_STORE_SECONDS = 2.0

log = structlog.get_logger("yiju.jobs")


class JobRunner:
    """Runs jobs; as many side by side as the crew has places for patient documents."""

    def __init__(
        self,
        *,
        store: Store,
        crew: Crew,
        reader: Reader,
        metrics: Metrics,
        callbacks: Callbacks,
    ) -> None:
        self._store = store
        self._crew = crew
        self._reader = reader
        self._metrics = metrics
        self._callbacks = callbacks
        self._owner = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()
        self._tickets: dict[str, Ticket | None] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        for _ in range(max(1, self._crew.size - 1)):
            self._tasks.append(asyncio.create_task(self._run()))
        self._tasks.append(asyncio.create_task(self._call_back()))

    async def stop(self) -> None:
        """Finish the documents in hand; jobs that are not done go on when a service runs again."""
        self._stopping.set()
        self._news.set()
        await asyncio.gather(*self._tasks)

    def wake(self) -> None:
        """Say that there is a new job."""
        self._news.set()

    def cancel_from_thread(self, job_id: str) -> None:
        """Do what `cancel` does, from another thread than the loop's."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.cancel, job_id)

    def cancel(self, job_id: str) -> None:
        """Stop reading for a job that was cancelled, where it runs here."""
        ticket = self._tickets.get(job_id)
        if ticket is not None:
            self._crew.cancel(ticket)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                job = await run_in_threadpool(self._lease)
                if job is None:
                    await self._wait(_POLL_SECONDS)
                else:
                    await self._run_job(job)
            except StoreError as error:
                log.error("store", code=error.code, found=error.found)
                await self._wait(_LOST_STORE_SECONDS)

    async def _wait(self, seconds: float) -> None:
        self._news.clear()
        if self._stopping.is_set():
            return
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    async def _run_job(self, job: Job) -> None:
        way = await self._reader.way(cast(ReaderChoice, job.reader), cast(Mode, job.mode))
        self._tickets[job.id] = None
        heart = asyncio.create_task(self._hold(job.id))
        try:
            for document in job.documents:
                if document.state != "queued":
                    continue
                if self._stopping.is_set() or heart.done():
                    break
                await self._run_document(job, document, way)
            else:
                await self._end(job)
                return
            await run_in_threadpool(self._release, job.id)
        finally:
            heart.cancel()
            self._tickets.pop(job.id, None)

    async def _run_document(self, job: Job, document: JobDocument, way: Way) -> None:
        await run_in_threadpool(self._note, job.id, document, "running")
        try:
            page_count = await self._read(job.id, document, way)
        except asyncio.CancelledError:
            if self._stopping.is_set():
                raise
            return  # the job was cancelled
        except StoreError:
            raise
        except YijuError as error:
            if error.code == "stopping":
                return
            failure = problem_of(error)
            await run_in_threadpool(self._note, job.id, document, "failed", failure=failure)
        else:
            await run_in_threadpool(self._note_done, job.id, document, page_count)

    async def _read(self, job_id: str, document: JobDocument, way: Way) -> int | None:
        """Have one document read and kept; returns its pages. Raises its `YijuError`."""
        kept = await self._reader.kept(document.document_sha256, way)
        if kept is not None:
            self._metrics.document("stored")
            return _page_count(kept)
        data = await run_in_threadpool(self._contents, document.document_sha256)
        with tempfile.TemporaryDirectory(prefix="yiju-http-") as folder:
            path = Path(folder, "0")
            await run_in_threadpool(path.write_bytes, data)
            request = request_for(str(path), name=document.name, way=way)
            reading = await self._reading(job_id, document, request)
            if isinstance(reading.outcome, WorkerLost) and reading.outcome.code == "worker_lost":
                # the process may have died of something else
                reading = await self._reading(job_id, document, request)
        packed = await self._reader.counted(reading, document.document_sha256)
        await self._reader.keep(document.name, None, packed, way, reading.read_seconds)
        return packed.rows.page_count

    async def _reading(self, job_id: str, document: JobDocument, request: Request) -> Reading:
        def note(page: int, count: int) -> None:
            # told once a second at most; that one note is lost is no harm
            with contextlib.suppress(StoreError):
                self._note(job_id, document, "running", page=page, page_count=count)

        ticket = self._crew.submit(request, urgent=False, on_page=note)
        self._tickets[job_id] = ticket
        try:
            return await ticket.reading
        finally:
            self._tickets[job_id] = None

    async def _hold(self, job_id: str) -> None:
        """Hold the lease; ends where the job is not ours any more, and stops its reading."""
        while True:
            await asyncio.sleep(_POLL_SECONDS)
            try:
                ours = await run_in_threadpool(self._renew, job_id)
            except StoreError:
                continue  # the lease outlasts a short absence
            if not ours:
                self.cancel(job_id)
                return

    async def _end(self, job: Job) -> None:
        ended = await run_in_threadpool(self._finish, job.id)
        if ended is not None:
            log.info("job", job=job.id, state=ended.state, documents=len(ended.documents))

    async def _call_back(self) -> None:
        while not self._stopping.is_set():
            try:
                for job_id in await run_in_threadpool(self._waiting_callbacks):
                    await run_in_threadpool(self._tell, job_id)
            except StoreError:
                await asyncio.sleep(_LOST_STORE_SECONDS)
            try:
                await asyncio.wait_for(self._stopping.wait(), _POLL_SECONDS)
            except TimeoutError:
                continue

    def _tell(self, job_id: str) -> None:
        with self._store.read() as connection:
            job = jobs.read_job(connection, job_id)
        body: dict[str, object] = {
            "id": job.id,
            "state": job.state,
            "ended_at": job.ended_at,
            "location": f"/v1/jobs/{job.id}",
        }
        try:
            told = job.callback_url is not None and self._callbacks.call(job.callback_url, body)
        except YijuError:
            told = False  # the list of addresses was changed since
        with self._store.write() as connection:
            jobs.set_callback_state(connection, job_id, "done" if told else "failed")

    def _waiting_callbacks(self) -> list[str]:
        with self._store.read() as connection:
            return list(jobs.callbacks_waiting(connection))

    def _lease(self) -> Job | None:
        with self._store.read() as connection:
            if not jobs.any_to_lease(connection):
                return None
        with self._store.write() as connection:
            return jobs.lease_job(connection, owner=self._owner, lease_seconds=_LEASE_SECONDS)

    def _renew(self, job_id: str) -> bool:
        with self._store.read() as connection:
            left = jobs.seconds_left(connection, job_id, owner=self._owner)
        if left is None or left > _LEASE_SECONDS / 2:
            return left is not None
        with self._store.write() as connection:
            return jobs.renew_lease(
                connection, job_id, owner=self._owner, lease_seconds=_LEASE_SECONDS
            )

    def _release(self, job_id: str) -> None:
        with self._store.write() as connection:
            jobs.release_job(connection, job_id, owner=self._owner)

    def _finish(self, job_id: str) -> Job | None:
        with self._store.write() as connection:
            return jobs.end_job(connection, job_id, owner=self._owner)

    def _note(
        self,
        job_id: str,
        document: JobDocument,
        state: jobs.JobState,
        *,
        page: int | None = None,
        page_count: int | None = None,
        failure: dict[str, object] | None = None,
    ) -> None:
        with self._store.write() as connection:
            jobs.update_document(
                connection,
                job_id,
                document.ordinal,
                state=state,
                page=page,
                page_count=page_count,
                failure=failure,
            )

    def _note_done(self, job_id: str, document: JobDocument, page_count: int | None) -> None:
        self._note(job_id, document, "done", page=page_count, page_count=page_count)

    def _contents(self, sha256: str) -> bytes:
        with self._store.read() as connection:
            return read_contents(connection, sha256)


def _page_count(disclosure: bytes) -> int | None:
    found = json.loads(disclosure)["source"]["page_count"]
    return found if isinstance(found, int) else None
