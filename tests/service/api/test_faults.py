"""What breaks while the service runs: a reading process, the store, the service itself."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.api.problems import assert_problem
from tests.service.api.running import Served, serving, wait_until_ready
from tests.service.store.cluster import Cluster, find_programs

_SETTINGS = {
    "YIJU_OCR": "off",
    "YIJU_PARSE_TIMEOUT_SECONDS": "3",
    "YIJU_PARSE_MEMORY_BYTES": "400000000",
    "YIJU_HTTP_QUEUE_LENGTH": "2",
}


@pytest.fixture(scope="module")
def obeying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose reading processes obey their documents."""
    store = tmp_path_factory.mktemp("obeying") / "store.db"
    with serving(str(store), settings=_SETTINGS, obeying=True) as served:
        yield served


def _send(served: Served, words: str) -> httpx.Response:
    """Send a document that was never sent before; "fine" is no word that is obeyed."""
    new = f"{words} {time.time()}" if words == "fine" else words
    return httpx.post(f"{served.client.base_url}/v1/extract", content=new, timeout=60)


def _wait(condition: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("word", "status", "code"),
    [
        ("killed", 503, "worker_lost"),  # kill -9 in mid-request
        ("crash", 503, "worker_lost"),  # a segmentation fault
        ("exit 3", 503, "worker_lost"),
        ("loop", 504, "took_too_long"),
        ("eat", 422, "limit_exceeded"),  # more memory than it may have
        ("broken", 422, "broken"),
        ("fault", 422, "internal_error"),  # of the program, on this document alone
        ("nonsense", 503, "worker_lost"),  # a process that was taken over
    ],
)
def test_a_document_that_ends_its_process_leaves_the_next_alone(
    obeying: Served, word: str, status: int, code: str
) -> None:
    response = _send(obeying, word)
    problem = assert_problem(response, status, code)
    assert ("retry-after" in response.headers) == (status == 503)
    assert "Traceback" not in str(problem)
    assert "/" not in str(problem["detail"]).replace("pdfminer,", "")
    after = _send(obeying, "fine")
    assert after.status_code == 200, after.text


def test_a_full_queue_says_when_to_come_back(obeying: Served) -> None:
    with ThreadPoolExecutor(8) as pool:
        sent: list[Future[httpx.Response]] = []
        for number in range(8):
            sent.append(pool.submit(_send, obeying, f"sleep {1.0 + number / 1000}"))
            time.sleep(0.02)
        answers = [each.result() for each in sent]
    codes = sorted(each.status_code for each in answers)
    assert set(codes) <= {200, 429, 503}
    assert codes.count(200) >= 3  # one that is read and two that wait
    busy = [each for each in answers if each.status_code == 429]
    assert busy
    for each in busy:
        assert_problem(each, 429, "busy")
        assert 1 <= int(each.headers["retry-after"]) <= 60
    assert _send(obeying, "fine").status_code == 200


def test_a_client_that_leaves_frees_its_place(obeying: Served) -> None:
    with obeying.connect() as connection:
        body = b"sleep 2.5"
        connection.sendall(
            b"POST /v1/extract HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        time.sleep(0.3)
    start = time.monotonic()
    assert _send(obeying, "fine").status_code == 200
    assert time.monotonic() - start < 20


def test_a_stop_finishes_what_runs(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    with serving(store, settings=_SETTINGS, obeying=True) as served, ThreadPoolExecutor() as pool:
        running = pool.submit(_send, served, "sleep 1.5")
        time.sleep(0.5)
        code = served.stop()
        assert running.result().status_code == 200
    assert code == 0
    assert not [line for line in served.lines if "Traceback" in line]


def test_a_kill_leaves_no_process_behind(tmp_path: Path) -> None:
    with serving(str(tmp_path / "store.db"), settings=_SETTINGS, obeying=True) as served:
        process = _send(served, "fine").json()["projects"][0]["name"]
        served.stop(signal.SIGKILL)
        _wait(lambda: not Path(f"/proc/{process}").exists())


def test_a_store_that_is_taken_away_and_brought_back(tmp_path: Path) -> None:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb and postgres are not installed")
    cluster = Cluster(programs)
    try:
        with serving(cluster.new_database(), settings=_SETTINGS, obeying=True) as served:
            assert _send(served, "fine").status_code == 200
            cluster.pause()
            assert_problem(_send(served, "fine"), 503, "store_unreachable")
            assert_problem(served.client.get("/v1/documents"), 503, "store_unreachable")
            ready = served.client.get("/readyz")
            assert (ready.status_code, ready.json()["store"]) == (503, False)
            assert served.client.get("/healthz").status_code == 200
            cluster.resume()
            wait_until_ready(served.client)
            assert _send(served, "fine").status_code == 200
            assert served.client.get("/v1/documents").json()["items"]
    finally:
        cluster.stop()


def test_two_instances_share_a_store(store_url: str) -> None:
    with (
        serving(store_url, settings=_SETTINGS, obeying=True) as one,
        serving(store_url, settings=_SETTINGS, obeying=True) as other,
    ):
        read = one.client.post("/v1/extract", content=b"fine shared")
        kept = other.client.post("/v1/extract", content=b"fine shared")
        assert [each.headers["yiju-answer"] for each in (read, kept)] == ["read", "stored"]
        assert read.json() == kept.json()


def test_a_store_that_cannot_be_opened_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("no database")
    with pytest.raises(AssertionError, match="not_a_store"), serving(str(tmp_path / "store.db")):
        pass
