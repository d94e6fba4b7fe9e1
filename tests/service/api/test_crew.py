"""The reading processes behind their queue, without a server around them."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from pathlib import Path

from extraction.errors import YijuError
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


def test_the_last_process_comes_up_when_another_is_ready(tmp_path: Path) -> None:
    ready_before: dict[str, int] = {}
    warm = threading.Lock()

    def warm_up(worker: Worker) -> None:
        with warm:
            ready_before[threading.current_thread().name] = crew.ready_count

    crew = Crew(_SETTINGS, pipeline=OBEDIENT, warm_up=warm_up)
    crew.start()
    try:
        end = time.monotonic() + 30
        while crew.ready_count < 2 and time.monotonic() < end:
            time.sleep(0.01)
        assert ready_before == {"crew-0": 0, "crew-1": 1}
    finally:
        crew.stop()
