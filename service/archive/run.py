"""A whole run: list the source, read what is new, changed or asked for, say what came of it."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from extraction.errors import StoreError, YijuError
from service.archive.choices import Again, Engine
from service.archive.intake import Intake, take_in
from service.archive.local_engine import run_local
from service.archive.logs import open_log
from service.archive.session import Session, Tally, Watcher
from service.archive.sources import Entry, find_entries
from service.archive.standing import find_hashes
from service.parsing.process_limits import own_peak_bytes
from service.pipeline_version import ModelVersions, live_versions, pipeline_version
from service.registry.opening import open_registry
from service.settings import Settings
from service.store import Store
from service.store.document_tables import documents, extractions, tasks
from service.store.documents import DocumentName, names_at
from service.store.ledger import Run, RunState, ask_again, end_run, start_run


class RunWatcher(Watcher, Protocol):
    """Who is told how a run goes, from the listing on."""

    def listing(self, intake: Intake) -> None:
        """So many files have been looked at."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``left`` documents still wait; ``asked_again`` were finished before."""

    source: str
    state: RunState
    files: int
    unread: int
    new_documents: int
    asked_again: int
    tally: Tally
    left: int
    seconds: float
    store: str
    pipeline_version: str
    startup_seconds: float | None = None
    unread_places: tuple[str, ...] = field(default=())


def run_archive(
    source: str | None,
    settings: Settings,
    *,
    engine: Engine = "local",
    again: Again | None = None,
    watcher: RunWatcher,
    log_path: Path | None = None,
    on_start: Callable[[Session], None] = lambda _: None,
    asked: Sequence[str] = (),
    pipeline: str | None = None,
) -> Report:
    """Read every document of ``source`` that has no result yet; without one, all that waits.

    A document is known by its bytes and the pipeline's version; a file whose size and time did
    not change is not even opened. ``again`` reads more: what failed, all, or what older models
    read; ``asked`` names further documents. ``on_start`` gets the session, whose `Session.stop`
    ends the run in good order.

    Raises `StoreError`, `UsageError`, or `WorkerLost` (``worker_start``).
    """
    began = time.monotonic()
    entries = iter(()) if source is None else find_entries(source)
    source = source or ""
    version = pipeline_version(settings)
    worker_count = settings.worker_count or _cpu_count()
    with open_registry(settings) as store, open_log(log_path, pid=os.getpid()) as log:
        with store.write() as connection:
            run_id = start_run(
                connection,
                Run(source, engine, worker_count, version, socket.gethostname(), os.getpid()),
            )
        session = Session(
            store,
            settings,
            pipeline_version=version,
            run_id=run_id,
            watcher=watcher,
            log=log.bind(run=run_id),
        )
        on_start(session)
        session.log.info(
            "run_started", source=source, engine=engine, workers=worker_count, pipeline=version
        )
        with _ended(session) as ending:
            intake = take_in(
                store,
                entries,
                pipeline_version=version,
                progress=watcher.listing,
                stopped=session.stopping.is_set,
                patiently=session.patiently,
            )
            asked_again = session.patiently(
                lambda: _ask_again(store, settings, version, again, asked)
            )
            session.free_dead()
            watcher.begin(session.left())
            startup = None
            while True:
                if engine == "ray":
                    from service.archive.ray_engine import run_ray

                    startup = run_ray(session, worker_count=worker_count, pipeline=pipeline)
                else:
                    run_local(session, worker_count=worker_count, pipeline=pipeline)
                if session.stopping.is_set() or not _changed_files(store, session):
                    break
            ending.state = "interrupted" if session.stopping.is_set() else "done"
        seconds = time.monotonic() - began
        report = Report(
            source=source,
            state=ending.state,
            files=intake.files,
            unread=len(intake.unread),
            new_documents=intake.new_tasks,
            asked_again=asked_again,
            tally=session.tally,
            left=session.left(),
            seconds=seconds,
            store=store.name,
            pipeline_version=version,
            startup_seconds=startup,
            unread_places=tuple(f"{each.name}: {each.message}" for each in intake.unread),
        )
        tally = session.tally
        session.log.info(
            "run_ended",
            state=report.state,
            seconds=round(seconds, 3),
            done=tally.done,
            failed=tally.failed,
            quarantined=tally.quarantined,
            left=report.left,
            # of the supervisor alone; each document's line has that of its reading process
            peak_bytes=own_peak_bytes(),
        )
        return report


@dataclass(slots=True)
class _Ending:
    state: RunState = "failed"


@contextmanager
def _ended(session: Session) -> Generator[_Ending]:
    """Note in the store how the run ended, also where it ends in an error."""
    ending = _Ending()
    try:
        yield ending
    except BaseException as error:
        code = error.code if isinstance(error, YijuError) else type(error).__name__
        session.log.error("run_failed", code=code, message=str(error))
        # the store itself may be what is gone; the first error says so
        with suppress(StoreError):
            _end(session, "failed")
        raise
    session.patiently(lambda: _end(session, ending.state))


def _end(session: Session, state: RunState) -> None:
    with session.store.write() as connection:
        end_run(connection, session.run_id, state)


def _changed_files(store: Store, session: Session) -> bool:
    """Take in again the files that were changed while they were read; each once in a run."""
    changed, session.changed = session.changed, []
    fresh = [each for each in changed if each not in session.taken_again]
    session.taken_again.update(fresh)
    if not fresh:
        return False
    names = session.patiently(lambda: _names_at(store, fresh))
    # without a time they are hashed anew
    entries = [Entry(each.address, each.name, None, None) for each in names.values()]
    taken = take_in(
        store,
        entries,
        pipeline_version=session.pipeline_version,
        patiently=session.patiently,
    )
    return taken.new_tasks > 0


def _names_at(store: Store, addresses: Sequence[str]) -> dict[str, DocumentName]:
    with store.read() as connection:
        return names_at(connection, addresses)


def _ask_again(
    store: Store,
    settings: Settings,
    version: str,
    again: Again | None,
    asked: Sequence[str],
) -> int:
    if again is None and not asked:
        return 0
    if again is None:
        with store.read() as connection:
            hashes = find_hashes(connection, asked)
        condition: sa.ColumnElement[bool] = tasks.c.document_sha256.in_(hashes)
    elif again == "failed":
        condition = tasks.c.state.in_(("failed", "quarantined"))
    elif again == "all":
        condition = sa.true()
    else:
        condition = tasks.c.document_sha256.in_(
            _made_by_others(live_versions(settings).in_mode(settings.mode))
        )
    with store.write() as connection:
        return ask_again(connection, pipeline_version=version, condition=condition)


def _made_by_others(live: ModelVersions) -> sa.Select[tuple[str]]:
    """Return the documents whose current result other models than the live ones made."""
    return (
        sa.select(documents.c.sha256)
        .join(extractions, extractions.c.id == documents.c.extraction_id)
        .where(
            sa.or_(
                extractions.c.tokens_version != live.tokens,
                extractions.c.lines_version != live.lines,
                extractions.c.links_version != live.links,
            )
        )
    )


def _cpu_count() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
