"""Jobs in the store: leased, taken over, ended, cancelled."""

from __future__ import annotations

import pytest

from extraction.errors import RequestRefused
from service.store import Store, jobs
from service.store.documents import DocumentName, record_document
from service.store.jobs import Job, JobDocument
from service.store.times import now_text


def _add(store: Store, job_id: str, *, documents: int = 1, at: str | None = None) -> None:
    with store.write() as connection:
        for number in range(documents):
            place = DocumentName(f"{number:064x}", f"upload:{number}", f"{number}.pdf", 3)
            record_document(connection, place)
        jobs.add_job(
            connection,
            Job(
                id=job_id,
                state="queued",
                created_at=at or now_text(),
                reader="auto",
                mode="both",
                documents=tuple(
                    JobDocument(number, f"{number:064x}", f"{number}.pdf")
                    for number in range(documents)
                ),
            ),
        )


def test_the_oldest_job_goes_to_one_owner_alone(store: Store) -> None:
    _add(store, "b", at="2026-01-02T00:00:00.000Z")
    _add(store, "a", at="2026-01-03T00:00:00.000Z")
    with store.write() as connection:
        first = jobs.lease_job(connection, owner="x", lease_seconds=60)
        second = jobs.lease_job(connection, owner="y", lease_seconds=60)
        assert jobs.lease_job(connection, owner="z", lease_seconds=60) is None
    assert (first and first.id, second and second.id) == ("b", "a")
    assert first is not None
    assert first.state == "running"
    assert first.started_at is not None


def test_a_job_whose_owner_is_gone_is_taken_over_where_it_was(store: Store) -> None:
    _add(store, "a", documents=3)
    with store.write() as connection:
        jobs.lease_job(connection, owner="x", lease_seconds=-1)
        jobs.update_document(connection, "a", 0, state="done", page=2, page_count=2)
        jobs.update_document(connection, "a", 1, state="running", page=1, page_count=9)
    with store.write() as connection:
        taken = jobs.lease_job(connection, owner="y", lease_seconds=60)
        assert not jobs.renew_lease(connection, "a", owner="x", lease_seconds=60)
        assert jobs.renew_lease(connection, "a", owner="y", lease_seconds=60)
        assert jobs.end_job(connection, "a", owner="x") is None
    assert taken is not None
    assert [each.state for each in taken.documents] == ["done", "queued", "queued"]


def test_a_job_that_is_given_back_waits_again(store: Store) -> None:
    _add(store, "a")
    with store.write() as connection:
        jobs.lease_job(connection, owner="x", lease_seconds=60)
        jobs.update_document(connection, "a", 0, state="running")
        jobs.release_job(connection, "a", owner="y")  # not its owner
        assert jobs.read_job(connection, "a").state == "running"
        jobs.release_job(connection, "a", owner="x")
        job = jobs.read_job(connection, "a")
    assert (job.state, job.documents[0].state) == ("queued", "queued")


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (("done", "done"), "done"),
        (("done", "failed"), "done"),  # what could be read was
        (("failed", "failed"), "failed"),
    ],
)
def test_a_job_has_failed_where_all_of_it_has(
    store: Store, states: tuple[jobs.JobState, ...], state: str
) -> None:
    _add(store, "a", documents=2)
    with store.write() as connection:
        jobs.lease_job(connection, owner="x", lease_seconds=60)
        for ordinal, each in enumerate(states):
            jobs.update_document(connection, "a", ordinal, state=each, failure={"code": "broken"})
        ended = jobs.end_job(connection, "a", owner="x")
        assert not jobs.any_to_lease(connection)
    assert ended is not None
    assert ended.state == state
    assert ended.ended_at is not None


def test_a_cancelled_job_stays_so(store: Store) -> None:
    _add(store, "a", documents=2)
    with store.write() as connection:
        jobs.lease_job(connection, owner="x", lease_seconds=60)
        jobs.update_document(connection, "a", 0, state="done")
        job = jobs.cancel_job(connection, "a")
        assert [each.state for each in job.documents] == ["done", "cancelled"]
        jobs.update_document(connection, "a", 1, state="done")
        assert jobs.seconds_left(connection, "a", owner="x") is None
        assert jobs.end_job(connection, "a", owner="x") is None
        assert jobs.read_job(connection, "a").documents[1].state == "cancelled"
        with pytest.raises(RequestRefused) as error:
            jobs.cancel_job(connection, "a")
        assert error.value.code == "job_ended"
        assert jobs.count_open(connection) == 0


def test_a_job_that_is_not_there(store: Store) -> None:
    with store.read() as connection, pytest.raises(RequestRefused) as error:
        jobs.read_job(connection, "\ufffd")
    assert error.value.code == "unknown_job"
