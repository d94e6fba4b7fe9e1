"""Real reading processes that misbehave in every way a document can make them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import BrokenDocument, DocumentError, LimitExceeded, WorkerLost, YijuError
from extraction.learned import Mode
from service.parsing import Reply, Request, Worker
from service.settings import Settings
from tests.service.parsing.pipelines import OBEDIENT

ROOT = Path(__file__).parents[3]
SETTINGS = replace(Settings(), parse_timeout_seconds=3.0, parse_memory_bytes=256 * 1024**2)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(SETTINGS, pipeline=OBEDIENT) as worker:
        yield worker


def ask(worker: Worker, folder: Path, words: str) -> Reply:
    document = folder / "document.txt"
    document.write_text(words)
    return worker.run(Request(path=str(document)))


def process_number(reply: Reply) -> int:
    return int(json.loads(reply.body)["projects"][0]["name"])


def test_reply_is_the_disclosure_as_json(worker: Worker, tmp_path: Path) -> None:
    reply = ask(worker, tmp_path, "plain")
    disclosure = json.loads(reply.body)
    assert disclosure["source"]["name"] == "document.txt"
    assert disclosure["source"]["reader"] == "auto"
    assert dict(reply.counts) == {"projects": 1, "problems": 1}
    assert reply.missing_limits == () or sys.platform != "linux"


def test_one_process_takes_one_document_after_the_other(worker: Worker, tmp_path: Path) -> None:
    numbers = {process_number(ask(worker, tmp_path, "plain")) for _ in range(3)}
    assert len(numbers) == 1
    assert numbers != {os.getpid()}


@pytest.mark.parametrize(
    ("words", "kind", "code", "said"),
    [
        # Python code that runs out of memory answers itself
        ("eat", LimitExceeded, "limit_exceeded", "bytes of memory"),
        # neither busy nor idle processes outlive the wall clock
        ("loop", LimitExceeded, "limit_exceeded", "longer than 3 seconds"),
        ("sleep 60", LimitExceeded, "limit_exceeded", "longer than 3 seconds"),
        ("killed", WorkerLost, "worker_lost", "SIGKILL"),
        ("crash", WorkerLost, "worker_lost", "SIGSEGV"),
        ("exit 7", WorkerLost, "worker_lost", "exit status 7"),
        # a typed error of the pipeline comes back as it was raised
        ("broken", BrokenDocument, "broken", "a torn page"),
        # a fault of the program says where, without a traceback
        ("fault", WorkerLost, "internal_error", "ZeroDivisionError in tests.service.parsing"),
        ("nonsense", WorkerLost, "worker_lost", "answered with"),
    ],
)
def test_misbehaviour_is_one_typed_error_and_the_next_document_is_read(
    worker: Worker, tmp_path: Path, words: str, kind: type[YijuError], code: str, said: str
) -> None:
    with pytest.raises(kind) as caught:
        ask(worker, tmp_path, words)
    assert caught.value.code == code
    assert said in caught.value.found
    assert caught.value.hint
    assert ask(worker, tmp_path, "plain").counts["projects"] == 1


def test_a_c_library_that_dies_of_memory_is_known_by_what_the_process_held(
    tmp_path: Path,
) -> None:
    # In a process of its own: Linux hands what this one holds down to the child.
    document = tmp_path / "a.txt"
    document.write_text("eat_in_c")
    code = (
        "import sys; from dataclasses import replace;"
        "from service.parsing import Request, Worker; from service.settings import Settings;"
        "from extraction.errors import LimitExceeded\n"
        "settings = replace(Settings(), parse_memory_bytes=1024**3)\n"
        f"with Worker(settings, pipeline={OBEDIENT!r}) as worker:\n"
        "    try:\n"
        f"        worker.run(Request({str(document)!r}))\n"
        "    except LimitExceeded as error:\n"
        "        print(error.found)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "bytes of memory" in ended.stdout


def test_time_limit_holds_not_before_and_soon_after(worker: Worker, tmp_path: Path) -> None:
    ask(worker, tmp_path, "plain")
    start = time.monotonic()
    with pytest.raises(LimitExceeded):
        ask(worker, tmp_path, "loop")
    assert 0.9 < time.monotonic() - start < 5.0


def test_document_just_below_the_time_limit_is_read(worker: Worker, tmp_path: Path) -> None:
    assert ask(worker, tmp_path, "sleep 0.5").counts["projects"] == 1


def test_file_that_is_not_there_is_a_document_error(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        worker.run(Request(path=str(tmp_path / "absent.pdf")))
    assert caught.value.code == "unreadable"
    assert "absent.pdf" in caught.value.found


def test_what_libraries_print_reaches_neither_reply_nor_terminal(
    worker: Worker, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask(worker, tmp_path, "chatter").counts["projects"] == 1
    assert ask(worker, tmp_path, "plain").counts["projects"] == 1
    assert capfd.readouterr() == ("", "")


def test_process_is_renewed_after_its_documents(tmp_path: Path) -> None:
    settings = replace(SETTINGS, worker_max_documents=2)
    with Worker(settings, pipeline=OBEDIENT) as worker:
        numbers = [process_number(ask(worker, tmp_path, "plain")) for _ in range(4)]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_process_that_dies_between_documents_is_replaced(worker: Worker, tmp_path: Path) -> None:
    number = process_number(ask(worker, tmp_path, "plain"))
    os.kill(number, signal.SIGKILL)
    time.sleep(0.1)
    assert process_number(ask(worker, tmp_path, "plain")) != number


def test_no_process_outlives_its_worker(tmp_path: Path) -> None:
    with Worker(SETTINGS, pipeline=OBEDIENT) as worker:
        number = process_number(ask(worker, tmp_path, "plain"))
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        ("fail_to_build", "ImportError"),  # says why it cannot serve
        ("end_at_start", "ends at once"),  # cannot even say that
    ],
)
def test_process_that_does_not_come_up_is_said_so(build: str, said: str) -> None:
    place = OBEDIENT.replace("build", build)
    with Worker(SETTINGS, pipeline=place) as worker, pytest.raises(WorkerLost) as caught:
        worker.start()
    assert caught.value.code == "worker_start"
    assert said in caught.value.found


def test_file_name_of_undecodable_bytes(worker: Worker, tmp_path: Path) -> None:
    document = tmp_path / os.fsdecode(b"\xff.txt")
    try:
        document.write_text("plain")
    except OSError:
        return  # this file system takes no such names, so no such document can be met
    reply = worker.run(Request(path=str(document)))
    assert json.loads(reply.body)["source"]["name"] == "?.txt"


def test_the_child_imports_nothing_that_only_the_parent_needs() -> None:
    code = "import sys, service.parsing.child; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert {"click", "rich", "openpyxl", "PIL", "models"} & set(modules) == set()


def test_pages_are_told_while_they_are_read(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("pages 5")
    told: list[tuple[int, int]] = []
    with Worker(Settings(ocr="off"), pipeline=OBEDIENT) as worker:
        worker.run(Request(str(document)), on_page=lambda page, count: told.append((page, count)))
        once = list(told)
        worker.run(Request(str(document)))
    assert told == once
    assert once == sorted(once)
    assert {count for _, count in once} == {5}
    assert all(1 <= page <= 5 for page, _ in once)


def test_a_document_is_read_in_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("mode")
    modes: tuple[Mode, ...] = ("rules", "model", "both")
    with Worker(Settings(ocr="off"), pipeline=OBEDIENT) as worker:
        names = [
            json.loads(worker.run(Request(str(document), mode=mode)).body)["source"]["name"]
            for mode in modes
        ]
    assert names == list(modes)
