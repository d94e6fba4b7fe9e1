"""Jobs of the HTTP service: documents to be read later, by whichever instance is free.

Functions that change something belong into `Store.write`, where one process writes at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

import sqlalchemy as sa

from extraction.errors import RequestRefused
from service.store.service_tables import job_documents, jobs
from service.store.times import now_text

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
ENDED: tuple[JobState, ...] = ("done", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class JobDocument:
    """One document of a job. ``page`` of ``page_count`` has been read so far.

    ``failure`` is the problem that it ended in.
    """

    ordinal: int
    document_sha256: str
    name: str
    state: JobState = "queued"
    page: int | None = None
    page_count: int | None = None
    failure: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its documents, in the order in which they were sent."""

    id: str
    state: JobState
    created_at: str
    reader: str
    mode: str
    documents: tuple[JobDocument, ...]
    token_name: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    callback_url: str | None = None
    callback_state: str | None = None


_JOB = (
    "id",
    "state",
    "created_at",
    "reader",
    "mode",
    "token_name",
    "started_at",
    "ended_at",
    "callback_url",
    "callback_state",
)
_DOCUMENT = JobDocument.__slots__


def add_job(connection: sa.Connection, job: Job) -> None:
    """Note a new job; its documents must be in the store."""
    connection.execute(sa.insert(jobs).values(**{name: getattr(job, name) for name in _JOB}))
    connection.execute(
        sa.insert(job_documents),
        [
            {"job_id": job.id, **{name: getattr(each, name) for name in _DOCUMENT}}
            for each in job.documents
        ],
    )


def read_job(connection: sa.Connection, job_id: str) -> Job:
    """Return a job. Raises `RequestRefused` (``unknown_job``)."""
    row = (
        connection.execute(sa.select(*(jobs.c[name] for name in _JOB)).where(jobs.c.id == job_id))
        .mappings()
        .first()
    )
    if row is None:
        raise _unknown(job_id)
    documents = connection.execute(
        sa.select(*(job_documents.c[name] for name in _DOCUMENT))
        .where(job_documents.c.job_id == job_id)
        .order_by(job_documents.c.ordinal)
    )
    return Job(documents=tuple(JobDocument(*each) for each in documents), **row)


def count_open(connection: sa.Connection) -> int:
    """Return how many jobs have not ended."""
    statement = sa.select(sa.func.count()).where(jobs.c.state.not_in(ENDED))
    return int(connection.execute(statement).scalar_one())


def any_to_lease(connection: sa.Connection) -> bool:
    """Tell whether `lease_job` would find a job; a look that holds nobody up."""
    statement = sa.select(jobs.c.id).where(_free()).limit(1)
    return connection.execute(statement).first() is not None


def seconds_left(connection: sa.Connection, job_id: str, *, owner: str) -> float | None:
    """Return how long our lease still holds; None where the job is not ours any more."""
    until = connection.execute(
        sa.select(jobs.c.lease_until).where(
            jobs.c.id == job_id, jobs.c.lease_owner == owner, jobs.c.state == "running"
        )
    ).scalar()
    if until is None:
        return None
    return (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds()


def _free() -> sa.ColumnElement[bool]:
    return sa.or_(
        jobs.c.state == "queued",
        sa.and_(jobs.c.state == "running", jobs.c.lease_until < now_text()),
    )


def lease_job(connection: sa.Connection, *, owner: str, lease_seconds: float) -> Job | None:
    """Take the oldest job that waits, or whose instance is gone, and let it run."""
    now = now_text()
    found = connection.execute(
        sa.select(jobs.c.id).where(_free()).order_by(jobs.c.created_at, jobs.c.id).limit(1)
    ).scalar()
    if found is None:
        return None
    connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == found)
        .values(
            state="running",
            started_at=sa.func.coalesce(jobs.c.started_at, now),
            lease_owner=owner,
            lease_until=now_text(later_seconds=lease_seconds),
        )
    )
    # what an instance that is gone had begun begins again
    connection.execute(
        sa.update(job_documents)
        .where(job_documents.c.job_id == found, job_documents.c.state == "running")
        .values(state="queued", page=None)
    )
    return read_job(connection, found)


def renew_lease(
    connection: sa.Connection, job_id: str, *, owner: str, lease_seconds: float
) -> bool:
    """Hold a job for longer; False where it is not ours any more, or was cancelled."""
    changed = connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, jobs.c.lease_owner == owner, jobs.c.state == "running")
        .values(lease_until=now_text(later_seconds=lease_seconds))
    )
    return changed.rowcount == 1


def release_job(connection: sa.Connection, job_id: str, *, owner: str) -> None:
    """Give a job back, so that another instance, or this one later, goes on with it."""
    ours = sa.and_(jobs.c.id == job_id, jobs.c.lease_owner == owner, jobs.c.state == "running")
    if connection.execute(
        sa.update(jobs).where(ours).values(state="queued", lease_owner=None, lease_until=None)
    ).rowcount:
        connection.execute(
            sa.update(job_documents)
            .where(job_documents.c.job_id == job_id, job_documents.c.state == "running")
            .values(state="queued", page=None)
        )


def update_document(
    connection: sa.Connection,
    job_id: str,
    ordinal: int,
    *,
    state: JobState,
    page: int | None = None,
    page_count: int | None = None,
    failure: Mapping[str, object] | None = None,
) -> None:
    """Note how far one document of a job has come; one that was cancelled stays so."""
    connection.execute(
        sa.update(job_documents)
        .where(
            job_documents.c.job_id == job_id,
            job_documents.c.ordinal == ordinal,
            job_documents.c.state.not_in(ENDED),
        )
        .values(state=state, page=page, page_count=page_count, failure=failure)
    )


def end_job(connection: sa.Connection, job_id: str, *, owner: str) -> Job | None:
    """Note that all documents of a job have been tried; None where it is not ours any more.

    It has failed where every one of its documents did.
    """
    job = read_job(connection, job_id)
    failed = all(each.state == "failed" for each in job.documents)
    changed = connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, jobs.c.lease_owner == owner, jobs.c.state == "running")
        .values(
            state="failed" if failed else "done",
            ended_at=now_text(),
            lease_owner=None,
            lease_until=None,
            callback_state=None if job.callback_url is None else "waiting",
        )
    )
    return read_job(connection, job_id) if changed.rowcount else None


def cancel_job(connection: sa.Connection, job_id: str) -> Job:
    """Give a job up. Raises `RequestRefused`: ``unknown_job``, ``job_ended``."""
    job = read_job(connection, job_id)
    if job.state in ENDED:
        raise RequestRefused(
            found=f"a job that is {job.state}",
            expected="one that waits or runs",
            hint="There is nothing left to cancel.",
            code="job_ended",
        )
    connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id)
        .values(state="cancelled", ended_at=now_text(), lease_owner=None, lease_until=None)
    )
    connection.execute(
        sa.update(job_documents)
        .where(job_documents.c.job_id == job_id, job_documents.c.state.not_in(ENDED))
        .values(state="cancelled")
    )
    return read_job(connection, job_id)


def set_callback_state(connection: sa.Connection, job_id: str, state: str) -> None:
    """Note what became of a job's callback."""
    connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(callback_state=state))


def callbacks_waiting(connection: sa.Connection) -> Sequence[str]:
    """Return the ended jobs whose callback was not made yet."""
    statement = sa.select(jobs.c.id).where(jobs.c.callback_state == "waiting")
    return cast("Sequence[str]", connection.execute(statement).scalars().all())


def _unknown(job_id: str) -> RequestRefused:
    return RequestRefused(
        found=f"the job {job_id[:64]}",
        expected="the id of a job that was made here",
        hint="POST /v1/jobs says the id of each.",
        code="unknown_job",
    )
