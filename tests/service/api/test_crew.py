"""The reading processes behind their queue, without a server around them."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction.errors import WorkerLost, YijuError
from service.api.crew import Crew
from service.parsing import Reply, Request, Worker
from service.settings import Settings
from tests.service.parsing.pipelines import OBEDIENT

_SETTINGS = Settings(ocr="off", worker_count=2, worker_max_documents=9)


def _process_of(outcome: Reply | YijuError) -> str:
    assert isinstance(outcome, Reply)
    name: str = json.loads(outcome.body)["projects"][0]["name"]
    return name


def test_processes_are_replaced_one_after_the_other(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("fine")
    crew = Crew(_SETTINGS, pipeline=OBEDIENT)
    crew.start()

    async def read() -> list[str]:
        found = []
        for _ in range(30):
            reading = await crew.submit(Request(str(document))).reading
            found.append(_process_of(reading.outcome))
        return found

    try:
        processes = asyncio.run(read())
    finally:
        crew.stop()
    lives = {process: processes.count(process) for process in processes}
    assert len(lives) >= 4
    assert max(lives.values()) <= 8  # one less than the setting
    assert crew.ready_count == 0


def test_a_stopped_crew_takes_nothing(tmp_path: Path) -> None:
    crew = Crew(_SETTINGS, pipeline=OBEDIENT)
    crew.start()
    crew.stop()

    async def ask() -> str:
        try:
            crew.submit(Request(str(tmp_path / "a.txt")))
        except YijuError as error:
            return error.code
        return "taken"

    assert asyncio.run(ask()) == "stopping"


_NO_MEMORY = WorkerLost(found="no memory", expected="a process", hint="", code="worker_start")


def _break_the_first(worker: Worker) -> None:
    """Stand for a machine on which the first process does not come up."""
    if threading.current_thread().name == "crew-0":
        raise _NO_MEMORY


def _wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < end, "not reached in time"
        time.sleep(0.01)


def test_the_last_process_comes_up_when_another_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.api.crew._FIRST_READY_SECONDS", 60.0)
    ready_before: dict[str, int] = {}

    def warm_up(worker: Worker) -> None:
        ready_before[threading.current_thread().name] = crew.ready_count

    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=warm_up)
    crew.start()
    try:
        _wait_until(lambda: crew.ready_count == 2)
        assert ready_before == {"crew-0": 0, "crew-1": 1}
    finally:
        crew.stop()


def test_the_last_process_comes_up_although_no_other_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.api.crew._FIRST_READY_SECONDS", 0.1)
    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=_break_the_first)
    crew.start()
    try:
        _wait_until(lambda: crew.ready_count == 1)
    finally:
        crew.stop()


def test_a_crew_stops_at_once_while_its_last_process_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.api.crew._FIRST_READY_SECONDS", 60.0)
    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=_break_the_first)
    crew.start()
    begun = time.monotonic()
    crew.stop()
    assert time.monotonic() - begun < 20
    assert not [one for one in threading.enumerate() if one.name.startswith("crew-")]


@pytest.mark.parametrize("urgent", [True, False])
def test_a_process_that_does_not_come_up_takes_no_wake_up_from_another(
    tmp_path: Path, urgent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.api.crew._START_PAUSE_SECONDS", 60.0)
    document = tmp_path / "a.txt"
    document.write_text("fine")
    failed = threading.Event()

    def warm_up(worker: Worker) -> None:
        if threading.current_thread().name == "crew-1":
            failed.set()
            raise _NO_MEMORY

    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=warm_up)
    crew.start()

    async def read() -> None:
        for _ in range(3):
            ticket = crew.submit(Request(str(document)), urgent=urgent)
            await asyncio.wait_for(ticket.reading, 15)
            await asyncio.sleep(0.2)  # the one that read waits again, the other for longer

    try:
        assert failed.wait(30)
        _wait_until(lambda: crew.ready_count == 1)
        asyncio.run(read())
    finally:
        crew.stop()


def test_a_short_question_never_waits_behind_a_job_of_before(tmp_path: Path) -> None:
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    long.write_text("sleep 3")
    short.write_text("fine")
    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=lambda _: time.sleep(0.7))
    crew.start()

    async def ask() -> float:
        job = crew.submit(Request(str(long)), urgent=False)
        while crew.ready_count == 0:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        reading = await crew.submit(Request(str(short))).reading
        assert not job.reading.done()
        await asyncio.wait_for(job.reading, 30)
        return reading.queue_seconds

    try:
        assert asyncio.run(ask()) < 0.3
    finally:
        crew.stop()
