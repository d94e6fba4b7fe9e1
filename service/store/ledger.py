"""The ledger: which documents are to be read, who reads them now, and what became of each.

A task is a document under one pipeline version. Whoever reads it holds a lease; one that has
run out may be taken over. All functions that change a task belong into `Store.write`, where
one process writes at a time, so that no task is ever given out twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import sqlalchemy as sa

from service.store.document_tables import attempts, document_names, documents, runs, tasks
from service.store.times import now_text

TaskState = Literal["waiting", "leased", "done", "failed", "quarantined"]
RunState = Literal["running", "done", "interrupted", "failed"]
Ended = Literal["done", "failed", "quarantined"]
AttemptOutcome = Literal["done", "failed", "lost"]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an archive; ``id`` is given by the store."""

    source: str
    engine: str
    worker_count: int
    pipeline_version: str
    host: str
    pid: int


@dataclass(frozen=True, slots=True)
class Lease:
    """A document that is ours to read until the lease runs out; ``attempt`` counts from 1."""

    document_sha256: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a task. ``code`` and ``message`` say why where it is not done."""

    document_sha256: str
    pipeline_version: str
    state: Ended
    code: str | None = None
    message: str | None = None
    hint: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a document: when, by whom, what came of it, how long and how much memory."""

    document_sha256: str
    pipeline_version: str
    run_id: int | None
    number: int
    worker: str
    started_at: str
    ended_at: str
    outcome: AttemptOutcome
    seconds: float
    code: str | None = None
    message: str | None = None
    page: int | None = None
    peak_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it stands."""

    document_sha256: str
    pipeline_version: str
    state: TaskState
    lease_owner: str | None
    lease_until: str | None
    attempt_count: int
    outcome: str | None
    message: str | None
    hint: str | None
    page: int | None


def start_run(connection: sa.Connection, run: Run) -> int:
    """Note that a run begins and return its id."""
    result = connection.execute(
        sa.insert(runs).values(
            source=run.source,
            engine=run.engine,
            worker_count=run.worker_count,
            pipeline_version=run.pipeline_version,
            host=run.host,
            pid=run.pid,
            started_at=now_text(),
            state="running",
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def end_run(connection: sa.Connection, run_id: int, state: RunState) -> None:
    """Note how a run ended."""
    connection.execute(
        sa.update(runs).where(runs.c.id == run_id).values(ended_at=now_text(), state=state)
    )


def add_tasks(connection: sa.Connection, pipeline_version: str, hashes: Sequence[str]) -> int:
    """Make a waiting task of each document that has none under this pipeline; count the new."""
    added = 0
    for start in range(0, len(hashes), _BATCH):
        part = list(dict.fromkeys(hashes[start : start + _BATCH]))
        standing = set(
            connection.execute(
                sa.select(tasks.c.document_sha256).where(
                    tasks.c.pipeline_version == pipeline_version,
                    tasks.c.document_sha256.in_(part),
                )
            ).scalars()
        )
        new = [sha256 for sha256 in part if sha256 not in standing]
        added += len(new)
        if new:
            connection.execute(
                sa.insert(tasks),
                [
                    {
                        "document_sha256": sha256,
                        "pipeline_version": pipeline_version,
                        "state": "waiting",
                        "attempt_count": 0,
                    }
                    for sha256 in new
                ],
            )
            _set_document_state(connection, new, "waiting")
    return added


def lease_tasks(
    connection: sa.Connection,
    *,
    pipeline_version: str,
    owner: str,
    limit: int,
    lease_seconds: float,
) -> list[Lease]:
    """Take up to ``limit`` tasks that wait, or whose lease has run out, in order of hash."""
    now = now_text()
    chosen = connection.execute(
        sa.select(tasks.c.document_sha256, tasks.c.attempt_count)
        .where(
            tasks.c.pipeline_version == pipeline_version,
            sa.or_(
                tasks.c.state == "waiting",
                sa.and_(tasks.c.state == "leased", tasks.c.lease_until < now),
            ),
        )
        .order_by(tasks.c.document_sha256)
        .limit(limit)
    ).all()
    hashes = [row[0] for row in chosen]
    if hashes:
        connection.execute(
            sa.update(tasks)
            .where(
                tasks.c.pipeline_version == pipeline_version,
                tasks.c.document_sha256.in_(hashes),
            )
            .values(
                state="leased",
                lease_owner=owner,
                lease_until=now_text(later_seconds=lease_seconds),
                attempt_count=tasks.c.attempt_count + 1,
            )
        )
    return [Lease(sha256, count + 1) for sha256, count in chosen]


def renew_leases(connection: sa.Connection, *, owner: str, lease_seconds: float) -> None:
    """Hold what ``owner`` has for longer."""
    connection.execute(
        sa.update(tasks)
        .where(tasks.c.state == "leased", tasks.c.lease_owner == owner)
        .values(lease_until=now_text(later_seconds=lease_seconds))
    )


def release_leases(connection: sa.Connection, *, owner: str) -> None:
    """Give back what ``owner`` has not begun: it waits again, and counts as not tried."""
    connection.execute(
        sa.update(tasks)
        .where(tasks.c.state == "leased", tasks.c.lease_owner == owner)
        .values(
            state="waiting",
            lease_owner=None,
            lease_until=None,
            attempt_count=tasks.c.attempt_count - 1,
        )
    )


def free_leases(connection: sa.Connection, *, owners: Sequence[str]) -> None:
    """Let what dead owners held wait again; the tries count, since they may have begun."""
    connection.execute(
        sa.update(tasks)
        .where(tasks.c.state == "leased", tasks.c.lease_owner.in_(owners))
        .values(state="waiting", lease_owner=None, lease_until=None)
    )


def held_by(
    connection: sa.Connection, *, owner: str, pipeline_version: str, hashes: Sequence[str]
) -> set[str]:
    """Return which of these documents ``owner`` still holds the lease of."""
    return set(
        connection.execute(
            sa.select(tasks.c.document_sha256).where(
                tasks.c.pipeline_version == pipeline_version,
                tasks.c.document_sha256.in_(hashes),
                tasks.c.state == "leased",
                tasks.c.lease_owner == owner,
            )
        ).scalars()
    )


def finish_tasks(connection: sa.Connection, finished: Sequence[Finished]) -> None:
    """Note what became of tasks; a document that had no task gets one that is finished."""
    for pipeline_version in dict.fromkeys(each.pipeline_version for each in finished):
        part = [each for each in finished if each.pipeline_version == pipeline_version]
        add_tasks(connection, pipeline_version, [each.document_sha256 for each in part])
        connection.execute(
            sa.update(tasks)
            .where(
                tasks.c.pipeline_version == pipeline_version,
                tasks.c.document_sha256 == sa.bindparam("k_sha256"),
            )
            .values(
                state=sa.bindparam("k_state"),
                lease_owner=None,
                lease_until=None,
                outcome=sa.bindparam("k_outcome"),
                message=sa.bindparam("k_message"),
                hint=sa.bindparam("k_hint"),
                page=sa.bindparam("k_page"),
            ),
            [
                {
                    "k_sha256": each.document_sha256,
                    "k_state": each.state,
                    "k_outcome": "done" if each.state == "done" else each.code,
                    "k_message": each.message,
                    "k_hint": each.hint,
                    "k_page": each.page,
                }
                for each in part
            ],
        )
        for state in ("done", "failed", "quarantined"):
            hashes = [each.document_sha256 for each in part if each.state == state]
            if hashes:
                _set_document_state(connection, hashes, state)


def record_attempts(connection: sa.Connection, made: Sequence[Attempt]) -> None:
    """Note tries that have ended."""
    if made:
        names = Attempt.__slots__
        connection.execute(
            sa.insert(attempts), [{name: getattr(each, name) for name in names} for each in made]
        )


def ask_again(
    connection: sa.Connection, *, pipeline_version: str, condition: sa.ColumnElement[bool]
) -> int:
    """Let finished tasks that fit a condition wait again; count them."""
    chosen = list(
        connection.execute(
            sa.select(tasks.c.document_sha256).where(
                tasks.c.pipeline_version == pipeline_version,
                tasks.c.state.in_(("done", "failed", "quarantined")),
                # one without a file has nothing to be read again
                sa.exists().where(document_names.c.document_sha256 == tasks.c.document_sha256),
                condition,
            )
        ).scalars()
    )
    for start in range(0, len(chosen), _BATCH):
        part = chosen[start : start + _BATCH]
        connection.execute(
            sa.update(tasks)
            .where(tasks.c.pipeline_version == pipeline_version, tasks.c.document_sha256.in_(part))
            .values(
                state="waiting", attempt_count=0, outcome=None, message=None, hint=None, page=None
            )
        )
        _set_document_state(connection, part, "waiting")
    return len(chosen)


def count_tasks(connection: sa.Connection, pipeline_version: str) -> dict[TaskState, int]:
    """Return how many tasks of a pipeline stand in each state; states without are left out."""
    rows = connection.execute(
        sa.select(tasks.c.state, sa.func.count())
        .where(tasks.c.pipeline_version == pipeline_version)
        .group_by(tasks.c.state)
    )
    return {cast(TaskState, state): count for state, count in rows}


def read_tasks(
    connection: sa.Connection, states: Sequence[TaskState], *, pipeline_version: str | None = None
) -> Iterator[TaskRow]:
    """Yield the tasks in these states, in order of hash and pipeline."""
    statement = sa.select(*(tasks.c[name] for name in TaskRow.__slots__)).where(
        tasks.c.state.in_(states)
    )
    if pipeline_version is not None:
        statement = statement.where(tasks.c.pipeline_version == pipeline_version)
    statement = statement.order_by(tasks.c.document_sha256, tasks.c.pipeline_version)
    for row in connection.execute(statement.execution_options(yield_per=_BATCH)):
        yield TaskRow(*row)


def attempts_of(connection: sa.Connection, sha256: str) -> list[Attempt]:
    """Return the tries at a document, oldest first."""
    statement = (
        sa.select(*(attempts.c[name] for name in Attempt.__slots__))
        .where(attempts.c.document_sha256 == sha256)
        .order_by(attempts.c.id)
    )
    return [Attempt(*row) for row in connection.execute(statement)]


def _set_document_state(connection: sa.Connection, hashes: Sequence[str], state: str) -> None:
    connection.execute(
        sa.update(documents).where(documents.c.sha256.in_(hashes)).values(state=state)
    )
