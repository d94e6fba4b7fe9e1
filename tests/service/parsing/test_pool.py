"""Many documents over several real processes."""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import LimitExceeded, WorkerLost, YijuError
from service.parsing import Reply, Request, run_all
from service.settings import Settings
from tests.service.parsing.pipelines import OBEDIENT

SETTINGS = replace(
    Settings(), parse_timeout_seconds=3.0, parse_memory_bytes=256 * 1024**2, worker_count=2
)


def requests(folder: Path, *words: str) -> list[Request]:
    paths = [folder / f"{number}.txt" for number in range(len(words))]
    for path, word in zip(paths, words, strict=True):
        path.write_text(word)
    return [Request(path=str(path)) for path in paths]


def kinds(outcomes: list[tuple[int, Reply | YijuError]]) -> list[str]:
    return [type(outcome).__name__ for _, outcome in outcomes]


def test_one_bad_document_never_stops_the_rest(tmp_path: Path) -> None:
    words = ("plain", "loop", "plain", "killed", "eat", "broken", "plain", "exit 0", "plain")
    outcomes = list(run_all(requests(tmp_path, *words), SETTINGS, pipeline=OBEDIENT))
    assert [index for index, _ in outcomes] == list(range(len(words)))
    assert kinds(outcomes) == [
        "Reply",
        "LimitExceeded",
        "Reply",
        "WorkerLost",
        "LimitExceeded",
        "BrokenDocument",
        "Reply",
        "WorkerLost",
        "Reply",
    ]


def test_every_document_comes_once_as_it_is_ready(tmp_path: Path) -> None:
    words = ["sleep 1.0"] + ["plain"] * 30
    asked = requests(tmp_path, *words)
    patient = replace(SETTINGS, parse_timeout_seconds=20.0)
    outcomes = list(run_all(asked, patient, in_order=False, pipeline=OBEDIENT))
    order = [index for index, _ in outcomes]
    assert sorted(order) == list(range(len(words)))
    # the first sleeps; two processes are at work
    assert order[0] != 0


def test_more_documents_than_wait_at_once_come_in_order(tmp_path: Path) -> None:
    asked = requests(tmp_path, "sleep 0.3", *["plain"] * 40)
    outcomes = list(run_all(asked, SETTINGS, pipeline=OBEDIENT))
    assert [index for index, _ in outcomes] == list(range(41))


def test_no_documents_need_no_process() -> None:
    assert list(run_all([], SETTINGS, pipeline="nowhere:build")) == []


def test_installation_that_does_not_work_ends_the_run(tmp_path: Path) -> None:
    place = OBEDIENT.replace("build", "fail_to_build")
    with pytest.raises(WorkerLost, match="ImportError"):
        list(run_all(requests(tmp_path, "plain", "plain"), SETTINGS, pipeline=place))


def test_leaving_early_ends_processes_and_threads(tmp_path: Path) -> None:
    settings = replace(SETTINGS, parse_timeout_seconds=60.0)
    threads = threading.active_count()
    asked = requests(tmp_path, "plain", "sleep 60", "sleep 60", "sleep 60")
    start = time.monotonic()
    with closing(run_all(asked, settings, pipeline=OBEDIENT)) as outcomes:
        _, outcome = next(outcomes)
    assert time.monotonic() - start < 10
    assert isinstance(outcome, Reply)
    number = int(json.loads(outcome.body)["projects"][0]["name"])
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert threading.active_count() == threads


def test_runs_leak_no_descriptors(tmp_path: Path) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        return  # only Linux lists them
    asked = requests(tmp_path, "plain", "killed", "loop")
    settings = replace(SETTINGS, parse_timeout_seconds=0.3)
    before = len(list(descriptors.iterdir()))
    for _ in range(3):
        outcomes = list(run_all(asked, settings, pipeline=OBEDIENT))
        assert isinstance(outcomes[2][1], LimitExceeded)
    assert len(list(descriptors.iterdir())) == before
