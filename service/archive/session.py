"""One run's side of the store: what it leases, what it writes, and its patience with a store
that is away for a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

import sqlalchemy as sa

from extraction.errors import StoreError
from service.archive.outcomes import Job, Outcome
from service.archive.owners import is_dead, new_owner
from service.settings import Settings
from service.store import Store
from service.store.document_tables import tasks
from service.store.documents import names_of_many
from service.store.extractions import save_extractions
from service.store.ledger import (
    Attempt,
    AttemptOutcome,
    Ended,
    Finished,
    count_tasks,
    finish_tasks,
    free_leases,
    held_by,
    lease_tasks,
    record_attempts,
    release_leases,
    renew_leases,
)

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

# What may pass: a server that starts anew, another process that writes for long.
_PASSING = ("store_unreachable", "store_locked")
_PAUSE_SECONDS = (0.1, 0.5, 1.0, 2.0, 5.0)
_T = TypeVar("_T")


class Watcher(Protocol):
    """Who is told how the run goes."""

    def begin(self, total: int) -> None:
        """``total`` documents are to be read."""
        ...

    def finished(self, outcome: Outcome, state: str) -> None:
        """One document has got its last outcome."""
        ...

    def note(self, text: str) -> None:
        """Something that a person should read."""
        ...


@dataclass(slots=True)
class Tally:
    """What this run did: documents by what became of them, and the slowest one."""

    done: int = 0
    failed: int = 0
    quarantined: int = 0
    retried: int = 0
    pages: int = 0
    slowest_seconds: float = 0.0
    slowest_name: str | None = None
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.done + self.failed + self.quarantined


class Session:
    """The state of one run. Only the engine's own thread may call it, except `stop`."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        pipeline_version: str,
        run_id: int,
        watcher: Watcher,
        log: FilteringBoundLogger,
    ) -> None:
        self.store = store
        self.settings = settings
        self.pipeline_version = pipeline_version
        self.run_id = run_id
        self.watcher = watcher
        self.log = log
        self.tally = Tally()
        self.owner = new_owner()
        self.stopping = threading.Event()
        # addresses whose bytes changed, and those that were taken in again for it
        self.changed: list[str] = []
        self.taken_again: set[str] = set()
        self._renewed = time.monotonic()

    def stop(self) -> None:
        """Take no further documents; what is in hand is finished."""
        self.stopping.set()

    def turn(self, outcomes: Sequence[Outcome], *, want: int) -> list[Job]:
        """Write what is finished and lease up to ``want`` more, in one transaction.

        A lost first try is noted and its task kept: the caller reads it again, alone.
        """
        want = 0 if self.stopping.is_set() else want
        if not outcomes and not want and not self._due():
            return []
        return self.patiently(lambda: self._turn(outcomes, want))

    def give_back(self) -> None:
        """Give back all leases of documents that were not begun."""
        self.patiently(self._give_back)

    def free_dead(self) -> int:
        """Take the leases of processes of this machine that are dead; count the others' left."""
        return self.patiently(self._free_dead)

    def left(self) -> int:
        """Count the documents that wait or are being read, by whomever."""
        return self.patiently(self._left)

    def patiently(self, act: Callable[[], _T]) -> _T:
        """Do something with the store, again where it is away for no longer than the setting."""
        deadline = time.monotonic() + self.settings.archive_store_patience_seconds
        tries = 0
        while True:
            try:
                result = act()
            except StoreError as error:
                if error.code not in _PASSING or time.monotonic() > deadline:
                    raise
                if not tries:
                    self.watcher.note(f"{error.found}: trying again")
                self.log.warning("store_retry", code=error.code, found=error.found)
            else:
                if tries:
                    self.watcher.note("the store answers again")
                return result
            time.sleep(_PAUSE_SECONDS[min(tries, len(_PAUSE_SECONDS) - 1)])
            tries += 1

    def _left(self) -> int:
        with self.store.read() as connection:
            counts = count_tasks(connection, self.pipeline_version)
        return counts.get("waiting", 0) + counts.get("leased", 0)

    def _due(self) -> bool:
        return time.monotonic() - self._renewed > self.settings.archive_lease_seconds / 3

    def _turn(self, outcomes: Sequence[Outcome], want: int) -> list[Job]:
        final = [each for each in outcomes if _state(each) is not None]
        with self.store.write(repeatable=True) as connection:
            hashes = [each.job.sha256 for each in outcomes]
            held = held_by(
                connection,
                owner=self.owner,
                pipeline_version=self.pipeline_version,
                hashes=hashes,
            )
            ours = [each for each in final if each.job.sha256 in held]
            save_extractions(
                connection,
                [
                    each.packed.extraction(
                        pipeline_version=self.pipeline_version, seconds=each.seconds
                    )
                    for each in ours
                    if each.packed is not None
                ],
            )
            finish_tasks(connection, [self._finished(each) for each in ours])
            tried = [each for each in outcomes if each.kind != "unready"]
            record_attempts(connection, [self._attempt(each) for each in tried])
            jobs: list[Job] = []
            if want:
                leases = lease_tasks(
                    connection,
                    pipeline_version=self.pipeline_version,
                    owner=self.owner,
                    limit=want,
                    lease_seconds=self.settings.archive_lease_seconds,
                )
                places = names_of_many(connection, [each.document_sha256 for each in leases])
                jobs = [
                    Job(
                        each.document_sha256,
                        tuple(places.get(each.document_sha256, ())),
                        each.attempt,
                    )
                    for each in leases
                ]
            if self._due():
                renew_leases(
                    connection, owner=self.owner, lease_seconds=self.settings.archive_lease_seconds
                )
                self._renewed = time.monotonic()
        # told only when it is written
        for each in outcomes:
            self._tell(each, ours=each.job.sha256 in held)
        return jobs

    def _tell(self, outcome: Outcome, *, ours: bool) -> None:
        state = _state(outcome)
        facts = {
            "sha256": outcome.job.sha256,
            "name": outcome.job.name,
            "worker": outcome.worker,
            "attempt": outcome.job.attempt,
            "seconds": round(outcome.seconds, 3),
            "peak_bytes": outcome.peak_bytes,
        }
        error = outcome.error
        if error is not None:
            facts |= {"code": error.code, "message": error.message}
        if not ours:
            self.log.warning("lease_lost", **facts)
            return
        if state is None:
            self.tally.retried += outcome.kind == "lost"
            self.log.warning("document_retried", kind=outcome.kind, **facts)
            return
        tally = self.tally
        setattr(tally, state, getattr(tally, state) + 1)
        if error is not None:
            tally.codes[error.code] = tally.codes.get(error.code, 0) + 1
        if outcome.packed is not None:
            tally.pages += outcome.packed.rows.page_count or 0
        if outcome.seconds > tally.slowest_seconds:
            tally.slowest_seconds, tally.slowest_name = outcome.seconds, outcome.job.name
        if error is not None and error.code == "document_changed":
            self.changed += [each.address for each in outcome.job.places]
        self.log.info(f"document_{state}", **facts)
        self.watcher.finished(outcome, state)

    def _finished(self, outcome: Outcome) -> Finished:
        state = _state(outcome)
        assert state is not None
        error = outcome.error
        if error is None:
            return Finished(outcome.job.sha256, self.pipeline_version, "done")
        return Finished(
            outcome.job.sha256,
            self.pipeline_version,
            state,
            error.code,
            error.message,
            error.hint,
            None,
        )

    def _attempt(self, outcome: Outcome) -> Attempt:
        error = outcome.error
        return Attempt(
            document_sha256=outcome.job.sha256,
            pipeline_version=self.pipeline_version,
            run_id=self.run_id,
            number=outcome.job.attempt + outcome.job.alone,
            worker=outcome.worker,
            started_at=outcome.started_at,
            ended_at=outcome.ended_at,
            outcome="done" if outcome.kind == "done" else _tried(outcome),
            seconds=outcome.seconds,
            code=None if error is None else error.code,
            message=None if error is None else error.message,
            peak_bytes=outcome.peak_bytes,
        )

    def _give_back(self) -> None:
        with self.store.write(repeatable=True) as connection:
            release_leases(connection, owner=self.owner)

    def _free_dead(self) -> int:
        with self.store.read() as connection:
            owners = list(
                connection.execute(
                    sa.select(tasks.c.lease_owner)
                    .where(
                        tasks.c.state == "leased",
                        tasks.c.pipeline_version == self.pipeline_version,
                        tasks.c.lease_owner != self.owner,
                    )
                    .distinct()
                ).scalars()
            )
        dead = [owner for owner in owners if owner is not None and is_dead(owner)]
        if dead:
            with self.store.write(repeatable=True) as connection:
                free_leases(connection, owners=dead)
            self.log.info("leases_taken_over", owners=dead)
        return len(owners) - len(dead)


def _tried(outcome: Outcome) -> AttemptOutcome:
    return "lost" if outcome.kind == "lost" else "failed"


def _state(outcome: Outcome) -> Ended | None:
    """Return the last state of a task, ``None`` where the document is to be read again."""
    if outcome.kind == "unready":
        return None
    if outcome.kind == "lost":
        return "quarantined" if outcome.job.alone else None
    return "done" if outcome.kind == "done" else "failed"
