"""The engine of one machine: a supervisor with one long-lived reading process for each core.

The supervisor's own thread alone talks to the store. Each reading process has a thread that
waits for it; a process that dies or hangs costs one document a second try, which it gets when
nothing else is being read, and then quarantine.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import replace

from extraction.errors import YijuError
from service.archive.outcomes import Job, Outcome, process_one
from service.archive.session import Session
from service.parsing import Worker

# Documents leased ahead for each reading process: enough that none waits for a transaction.
_AHEAD = 4
# Results written in one transaction, and how long the first of them waits at most.
_BATCH = 32
_BATCH_SECONDS = 1.0
_IDLE_SECONDS = 1.0


def run_local(session: Session, *, worker_count: int, pipeline: str | None = None) -> None:
    """Read documents until none waits or the session is stopped.

    Raises `WorkerLost` (``worker_start``) where no reading process comes up, and `StoreError`,
    `RegistryError` or `ModelError` where a part that all documents need is not there.
    """
    crew = _Crew(session, worker_count, pipeline)
    try:
        while True:
            _drain(session, crew, worker_count)
            suspects, crew.suspects = crew.suspects, []
            for job in suspects:
                if session.stopping.is_set():
                    break
                _read_alone(session, crew, job)
            if session.stopping.is_set():
                break
            if suspects:
                continue
            # Nothing of ours is under way. What a lost answer of the store left in our name
            # goes back; what others hold is theirs until they are done, or dead.
            session.give_back()
            session.free_dead()
            left = session.left()
            if not left:
                break
            crew.wait(_IDLE_SECONDS)
    finally:
        crew.dismiss()
        session.give_back()


def _drain(session: Session, crew: _Crew, worker_count: int) -> None:
    """Read what can be leased, several documents side by side."""
    finished: list[Outcome] = []
    since = time.monotonic()
    dry = False
    while True:
        if session.stopping.is_set():
            crew.forget_waiting()
        short = crew.waiting < worker_count
        want = 0 if dry or not short else worker_count * (1 + _AHEAD) - crew.waiting
        late = finished and time.monotonic() - since > _BATCH_SECONDS
        if want or late or len(finished) >= _BATCH or not crew.in_hand:
            jobs = session.turn(finished, want=want)
            finished = []
            for job in jobs:
                crew.give(job)
            dry = dry or (bool(want) and not jobs)
        if not crew.in_hand:
            return
        outcome = crew.next_outcome(timeout=_BATCH_SECONDS)
        if outcome is not None:
            if not finished:
                since = time.monotonic()
            finished += crew.sort_out(outcome)
        else:
            session.turn([], want=0)  # holds the leases


def _read_alone(session: Session, crew: _Crew, job: Job) -> None:
    crew.give(replace(job, alone=True))
    while crew.in_hand:
        outcome = crew.next_outcome(timeout=_BATCH_SECONDS)
        session.turn([] if outcome is None else crew.sort_out(outcome), want=0)


class _Crew:
    """The reading processes, each with a thread that gives it documents."""

    def __init__(self, session: Session, count: int, pipeline: str | None) -> None:
        self._session = session
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._unready_since: float | None = None
        self.suspects: list[Job] = []
        self.in_hand = 0
        self._workers = [Worker(session.settings, pipeline=pipeline) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._work, args=(worker, f"w{at}"), daemon=True)
            for at, worker in enumerate(self._workers, 1)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def waiting(self) -> int:
        """Jobs that no reading process has taken yet."""
        return self._jobs.qsize()

    def give(self, job: Job) -> None:
        self.in_hand += 1
        self._jobs.put(job)

    def forget_waiting(self) -> None:
        """Take back the jobs that nobody has begun."""
        while True:
            try:
                self._jobs.get_nowait()
            except queue.Empty:
                return
            self.in_hand -= 1

    def next_outcome(self, *, timeout: float) -> Outcome | None:
        """Wait for a finished document; ``None`` where none came in time."""
        try:
            outcome = self._outcomes.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def sort_out(self, outcome: Outcome) -> list[Outcome]:
        """Take note of a finished document; return what is to be written of it.

        Raises the error of a part that all documents need and that stays away.
        """
        self.in_hand -= 1
        if outcome.kind != "unready":
            self._unready_since = None
            if outcome.kind == "lost" and not outcome.job.alone:
                self.suspects.append(outcome.job)
            return [outcome]
        assert outcome.error is not None
        now = time.monotonic()
        self._unready_since = self._unready_since or now
        patience = self._session.settings.archive_store_patience_seconds
        if outcome.error.code not in ("store_unreachable", "store_locked") or (
            now - self._unready_since > patience
        ):
            raise outcome.error
        self._session.watcher.note(f"{outcome.error.found}: trying again")
        self._session.log.warning("unready", code=outcome.error.code)
        self.wait(_IDLE_SECONDS)
        if not self._session.stopping.is_set():
            self.give(outcome.job)
        return []

    def wait(self, seconds: float) -> None:
        """Wait, shorter where the session is stopped."""
        self._session.stopping.wait(seconds)

    def dismiss(self) -> None:
        """End all processes and threads."""
        self.forget_waiting()
        for _ in self._threads:
            self._jobs.put(None)
        if self.in_hand:
            for worker in self._workers:
                worker.kill()
        for thread in self._threads:
            thread.join()

    def _work(self, worker: Worker, name: str) -> None:
        try:
            with worker:
                while (job := self._jobs.get()) is not None:
                    if job.alone:
                        worker.close()  # a fresh process, with nothing left of other documents
                    self._outcomes.put(process_one(job, worker, name=name))
        except BaseException as error:
            # Nobody else would tell the one who waits for outcomes.
            self._outcomes.put(error)
            if not isinstance(error, YijuError):
                raise
