from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.store import Store
from service.store.document_tables import tasks
from service.store.documents import DocumentName, count_documents, record_names
from service.store.ledger import (
    Attempt,
    Finished,
    Lease,
    Run,
    add_tasks,
    ask_again,
    attempts_of,
    count_tasks,
    end_run,
    finish_tasks,
    held_by,
    lease_tasks,
    read_tasks,
    record_attempts,
    release_leases,
    renew_leases,
    start_run,
)
from service.store.times import now_text

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
V = "v1"


@pytest.fixture
def asked(store: Store) -> Store:
    places = [DocumentName(sha256, f"/{sha256[0]}", sha256[0], 1) for sha256 in (C, A, B)]
    with store.write() as connection:
        record_names(connection, places)
        assert add_tasks(connection, V, [C, A, B, A]) == 3
        assert add_tasks(connection, V, [A]) == 0
    return store


def _lease(connection: sa.Connection, owner: str, limit: int, seconds: float = 60) -> list[Lease]:
    return lease_tasks(
        connection, pipeline_version=V, owner=owner, limit=limit, lease_seconds=seconds
    )


def test_no_task_is_given_out_twice(asked: Store) -> None:
    with asked.write() as connection:
        assert _lease(connection, "one", 2) == [Lease(A, 1), Lease(B, 1)]
        assert _lease(connection, "two", 2) == [Lease(C, 1)]
        assert _lease(connection, "two", 2) == []
        assert count_tasks(connection, V) == {"leased": 3}


def test_a_lease_that_has_run_out_is_taken_over(asked: Store) -> None:
    with asked.write() as connection:
        _lease(connection, "one", 3, seconds=-1)
        assert _lease(connection, "two", 1) == [Lease(A, 2)]
        held = {"owner": "one", "pipeline_version": V, "hashes": [A, B]}
        # the first owner learns that A is not its own any more
        assert held_by(connection, **held) == {B}  # type: ignore[arg-type]
        renew_leases(connection, owner="one", lease_seconds=60)
        assert _lease(connection, "two", 3) == []


def test_what_was_not_begun_goes_back(asked: Store) -> None:
    with asked.write() as connection:
        _lease(connection, "one", 3)
        finish_tasks(connection, [Finished(A, V, "done")])
        release_leases(connection, owner="one")
        assert count_tasks(connection, V) == {"done": 1, "waiting": 2}
        assert _lease(connection, "two", 3) == [Lease(B, 1), Lease(C, 1)]


def test_what_became_of_tasks(asked: Store) -> None:
    failed = Finished(B, V, "failed", "broken", "no PDF", "fetch it again", 3)
    with asked.write() as connection:
        finish_tasks(connection, [Finished(A, V, "done"), failed])
        finish_tasks(connection, [Finished(C, "v2", "quarantined", "worker_lost", "died")])
        (task,) = read_tasks(connection, ["failed"])
        assert count_documents(connection) == {"done": 1, "failed": 1, "quarantined": 1}
        # of another pipeline, where C had no task before
        assert count_tasks(connection, "v2") == {"quarantined": 1}
        assert count_tasks(connection, V) == {"done": 1, "failed": 1, "waiting": 1}
        assert [row.document_sha256 for row in read_tasks(connection, ["quarantined", "done"])] == [
            A,
            C,
        ]
        assert list(read_tasks(connection, ["quarantined"], pipeline_version=V)) == []
    assert (task.outcome, task.message, task.hint, task.page) == (
        "broken",
        "no PDF",
        "fetch it again",
        3,
    )


def test_asked_again(asked: Store) -> None:
    with asked.write() as connection:
        _lease(connection, "one", 2)
        finish_tasks(
            connection, [Finished(A, V, "done"), Finished(B, V, "failed", "broken", "no PDF")]
        )
        is_failed = tasks.c.state == "failed"
        assert ask_again(connection, pipeline_version=V, condition=is_failed) == 1
        assert _lease(connection, "two", 2) == [Lease(B, 1), Lease(C, 1)]
        # what somebody reads now is not asked for twice
        assert ask_again(connection, pipeline_version=V, condition=sa.true()) == 1


def test_runs_and_attempts(asked: Store) -> None:
    now = now_text()
    with asked.write() as connection:
        run_id = start_run(connection, Run("/data", "local", 2, V, "host", 42))
        made = Attempt(A, V, run_id, 1, "w1", now, now, "failed", 0.5, "worker_lost", "died", 2, 7)
        record_attempts(connection, [made, replace(made, number=2, outcome="done", code=None)])
        record_attempts(connection, [])
        end_run(connection, run_id, "done")
        assert [each.number for each in attempts_of(connection, A)] == [1, 2]
        assert attempts_of(connection, A)[0] == made
        assert attempts_of(connection, B) == []
