"""The reading processes of the service: a bounded queue in front, one thread for each.

Documents are never read in the server's own process.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from extraction.errors import Busy, LimitExceeded, WorkerLost, YijuError
from service.api.stopping import stopping
from service.parsing import Reply, Request, Worker
from service.parsing.pool import cpu_count
from service.settings import Settings

if TYPE_CHECKING:
    from extraction.pipeline import OnPage

_START_PAUSE_SECONDS = 2.0
_FIRST_READY_SECONDS = 5.0
_LONGEST_RETRY_SECONDS = 60

log = structlog.get_logger("yiju.crew")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one document, the seconds that it waited and those that it took."""

    outcome: Reply | YijuError
    queue_seconds: float
    read_seconds: float


@dataclass(slots=True, eq=False)
class Ticket:
    """One document's place in the queue."""

    request: Request
    loop: asyncio.AbstractEventLoop
    reading: asyncio.Future[Reading]
    since: float = field(default_factory=time.perf_counter)
    worker: Worker | None = None
    cancelled: bool = False
    on_page: OnPage | None = None


class Crew:
    """Reading processes that serve one queue, the urgent first.

    Patient tickets (of jobs) take at most all processes but one, where there are several, and
    none before the last has tried to come up, so that a short question never waits behind a long
    job.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        warm_up: Callable[[Worker], None] | None = None,
        pipeline: str | None = None,
    ) -> None:
        self._settings = settings
        self._warm_up = warm_up
        self._pipeline = pipeline
        self.size = settings.worker_count or cpu_count()
        self._patient_places = max(1, self.size - 1)
        self._patient_busy = 0
        self._changed = threading.Condition()
        self._urgent: deque[Ticket] = deque()
        self._patient: deque[Ticket] = deque()
        self._stopping = False
        self._generation = 0
        self._ready = 0
        self._last_tried = False
        self._typical_seconds = 0.5
        self._threads: list[threading.Thread] = []
        self._idle: set[Worker] = set()

    @property
    def ready_count(self) -> int:
        """How many reading processes take documents now."""
        return self._ready

    @property
    def waiting_count(self) -> int:
        """How many documents wait for one."""
        return len(self._urgent) + len(self._patient)

    def start(self) -> None:
        """Bring the processes up, in the background; a second call does nothing."""
        if self._threads:
            return
        for number in range(self.size):
            thread = threading.Thread(
                target=self._work, args=(number,), name=f"crew-{number}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def refuse_if_full(self) -> None:
        """Raise `Busy` where an urgent document would find no place."""
        if self._stopping:
            raise stopping()
        if len(self._urgent) >= self._settings.http_queue_length:
            raise Busy(
                found=f"{len(self._urgent)} documents that wait already",
                expected=f"fewer than {self._settings.http_queue_length}",
                hint="Ask again after the seconds of Retry-After.",
                code="busy",
                retry_after_seconds=self._retry_after(),
            )

    def submit(
        self, request: Request, *, urgent: bool = True, on_page: OnPage | None = None
    ) -> Ticket:
        """Queue a document; its ``reading`` is set when it is done. Raises `Busy`.

        ``on_page`` is told in another thread the page that was read last, and their count.
        """
        loop = asyncio.get_running_loop()
        ticket = Ticket(request, loop, loop.create_future(), on_page=on_page)
        with self._changed:
            if urgent:
                self.refuse_if_full()
            (self._urgent if urgent else self._patient).append(ticket)
            # All: the one that is woken may be waiting for something else.
            self._changed.notify_all()
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Give the document up: take it out of the queue, or end the process that reads it."""
        with self._changed:
            ticket.cancelled = True
            for line in (self._urgent, self._patient):
                if ticket in line:
                    line.remove(ticket)
            worker = ticket.worker
        if worker is not None:
            worker.kill()
        ticket.reading.cancel()

    def renew(self) -> None:
        """Let every process be replaced before its next document, as after a new registry."""
        with self._changed:
            self._generation += 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Finish the documents that are being read, refuse those that wait, end all processes."""
        with self._changed:
            self._stopping = True
            waiting = [*self._urgent, *self._patient]
            self._urgent.clear()
            self._patient.clear()
            self._changed.notify_all()
            # one that is still coming up would be waited for
            for worker in self._idle:
                worker.kill()
        for ticket in waiting:
            _deliver(ticket, None)
        for thread in self._threads:
            thread.join(self._settings.parse_timeout_seconds + 10.0)

    def _retry_after(self) -> int:
        seconds = self._typical_seconds * (self.waiting_count + 1) / self.size
        return min(_LONGEST_RETRY_SECONDS, max(1, round(seconds)))

    def _work(self, number: int) -> None:
        # one less, so that the process is replaced and warm before somebody waits for it
        most = max(1, self._settings.worker_max_documents - 1)
        # the first lives differ, so that never all processes are replaced at once
        quota = max(1, most * (number + 1) // self.size)
        if 0 < number == self.size - 1:
            # Its processor is the server's own while that loads: the first document is served
            # sooner with one process that is ready than with all that are half so.
            with self._changed:
                self._changed.wait_for(
                    lambda: self._stopping or self._ready > 0, _FIRST_READY_SECONDS
                )
        while not self._stopping:
            worker = Worker(self._settings, pipeline=self._pipeline)
            with self._changed:
                self._idle.add(worker)
                generation = self._generation
            try:
                try:
                    worker.start()
                    if self._warm_up is not None:
                        self._warm_up(worker)
                finally:
                    self._has_tried(number)
                self._serve(worker, generation, quota)
                quota = most
            except YijuError as error:
                if not self._stopping:
                    # most likely the machine is short of memory or processes
                    log.error("worker", code=error.code, found=error.found)
                with self._changed:
                    self._changed.wait_for(lambda: self._stopping, _START_PAUSE_SECONDS)
            finally:
                worker.close()
                with self._changed:
                    self._idle.discard(worker)

    def _has_tried(self, number: int) -> None:
        """Note that a process came up or failed to: jobs wait for the last one."""
        if number == self.size - 1:
            with self._changed:
                self._last_tried = True
                self._changed.notify_all()

    def _serve(self, worker: Worker, generation: int, quota: int) -> None:
        """Take ``quota`` documents, fewer where this process breaks or is of no use any more."""
        left = quota
        self._count(+1)
        try:
            while left > 0:
                taken = self._take(generation)
                if taken is None:
                    return
                ticket, patient = taken
                left -= 1
                try:
                    lost = self._read(worker, ticket)
                finally:
                    if patient:
                        with self._changed:
                            self._patient_busy -= 1
                            self._changed.notify_all()
                if lost:
                    return
        finally:
            self._count(-1)

    def _take(self, generation: int) -> tuple[Ticket, bool] | None:
        """Wait for the next document; None where this process has to go."""
        with self._changed:
            while True:
                if self._stopping or generation != self._generation:
                    return None
                if self._urgent:
                    return self._urgent.popleft(), False
                has_place = self._last_tried and self._patient_busy < self._patient_places
                if self._patient and has_place:
                    self._patient_busy += 1
                    return self._patient.popleft(), True
                self._changed.wait()

    def _read(self, worker: Worker, ticket: Ticket) -> bool:
        """Have one document read; True where its process is gone."""
        with self._changed:
            if ticket.cancelled:
                return False
            ticket.worker = worker
            self._idle.discard(worker)
        start = time.perf_counter()
        outcome: Reply | YijuError
        try:
            outcome = worker.run(ticket.request, on_page=ticket.on_page)
        except YijuError as error:
            outcome = error
        seconds = time.perf_counter() - start
        with self._changed:
            ticket.worker = None
            self._idle.add(worker)
            cancelled = ticket.cancelled
            self._typical_seconds += 0.1 * (seconds - self._typical_seconds)
        if isinstance(outcome, LimitExceeded) and seconds >= self._settings.parse_timeout_seconds:
            outcome = _took_too_long(outcome)
        _deliver(ticket, Reading(outcome, start - ticket.since, seconds))
        # a limit that was met has ended the process too, or may have
        return cancelled or isinstance(outcome, WorkerLost | LimitExceeded)

    def _count(self, change: int) -> None:
        with self._changed:
            self._ready += change
            self._changed.notify_all()


def _took_too_long(error: LimitExceeded) -> LimitExceeded:
    return LimitExceeded(
        found=error.found,
        expected=error.expected,
        hint="Send it as a job with fewer pages, or have YIJU_PARSE_TIMEOUT_SECONDS raised.",
        code="took_too_long",
    )


def _deliver(ticket: Ticket, reading: Reading | None) -> None:
    """Hand the reading to the loop that waits for it; None says that the service stops."""

    def hand_over() -> None:
        if ticket.reading.done():
            return
        if reading is not None:
            ticket.reading.set_result(reading)
        else:
            ticket.reading.set_exception(stopping())

    try:
        ticket.loop.call_soon_threadsafe(hand_over)
    except RuntimeError:
        # the loop is closed: nobody waits
        return
