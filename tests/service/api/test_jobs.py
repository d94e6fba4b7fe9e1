"""Jobs against a real service: done later, watched, cancelled, taken up again, told of."""

from __future__ import annotations

import hashlib
import hmac
import json
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.service.api.problems import assert_problem
from tests.service.api.running import EXAMPLE, Served, serving

_SETTINGS = {"YIJU_OCR": "off", "YIJU_PARSE_TIMEOUT_SECONDS": "120"}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def obeying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store = tmp_path_factory.mktemp("jobs") / "store.db"
    with serving(str(store), settings=_SETTINGS, obeying=True) as served:
        yield served


def _ended(client: httpx.Client, job_id: str, seconds: float = 60.0) -> Json:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job: Json = client.get(f"/v1/jobs/{job_id}").json()
        if job["state"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"not ended: {job}")


def _files(*contents: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", (f"{n}.txt", each.encode())) for n, each in enumerate(contents)]


def test_a_job_gives_what_extract_gives(client: httpx.Client) -> None:
    data = EXAMPLE.read_bytes()
    response = client.post("/v1/jobs", files={"file": ("例.pdf", data)})
    assert response.status_code == 202
    job = response.json()
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    ended = _ended(client, job["id"])
    assert ended["state"] == "done"
    assert (
        ended["result"]["projects"] == client.post("/v1/extract", content=data).json()["projects"]
    )
    assert ended["progress"] == {"documents": 1, "documents_done": 1, "pages": 1, "pages_done": 1}
    document = ended["documents"][0]
    assert client.get(document["location"]).json()["sha256"] == document["sha256"]
    assert ended["started_at"] <= ended["ended_at"]


def test_each_document_ends_for_itself(obeying: Served) -> None:
    files = _files("fine a", "broken", "killed", "fine b")
    job = obeying.client.post("/v1/jobs", files=files).json()
    ended = _ended(obeying.client, job["id"])
    assert ended["state"] == "done"
    assert [each["state"] for each in ended["documents"]] == ["done", "failed", "failed", "done"]
    codes = [each["error"] and each["error"]["code"] for each in ended["documents"]]
    assert codes == [None, "broken", "worker_lost", None]
    assert ended["result"] is None
    assert [bool(each["location"]) for each in ended["documents"]] == [True, False, False, True]


def test_a_job_of_one_document_fails_with_its_problem(obeying: Served) -> None:
    job = obeying.client.post("/v1/jobs", content=b"broken").json()
    ended = _ended(obeying.client, job["id"])
    assert ended["state"] == "failed"
    assert ended["error"]["code"] == "broken"
    assert ended["error"]["status"] == 422
    assert ended["error"]["hint"]


def test_progress_is_told_by_page(obeying: Served) -> None:
    job = obeying.client.post("/v1/jobs", content=b"pages 8").json()
    seen = set()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        now = obeying.client.get(f"/v1/jobs/{job['id']}").json()
        if now["state"] != "running" and now["state"] != "queued":
            break
        if now["progress"]["pages_done"]:
            assert now["progress"]["pages"] == 8
            seen.add(now["progress"]["pages_done"])
        time.sleep(0.1)
    assert len(seen) >= 2
    assert max(seen) <= 8


def test_a_job_that_runs_or_waits_can_be_cancelled(obeying: Served) -> None:
    client = obeying.client
    running = client.post("/v1/jobs", content=b"sleep 90").json()
    waiting = client.post("/v1/jobs", content=b"fine and waiting").json()
    time.sleep(0.5)
    start = time.monotonic()
    assert client.delete(f"/v1/jobs/{waiting['id']}").json()["state"] == "cancelled"
    assert client.delete(f"/v1/jobs/{running['id']}").json()["state"] == "cancelled"
    after = client.post("/v1/jobs", content=b"fine after").json()
    assert _ended(client, after["id"])["state"] == "done"
    assert time.monotonic() - start < 60  # the sleeper was ended and not waited for
    for job in (running, waiting):
        assert client.get(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"
    assert_problem(client.delete(f"/v1/jobs/{running['id']}"), 409, "job_ended")
    assert_problem(client.delete("/v1/jobs/none"), 404, "unknown_job")


def test_a_job_outlives_a_kill_and_a_stop(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    with serving(store, settings=_SETTINGS, obeying=True) as served:
        files = _files("fine 1", "sleep 2", "fine 2", "fine 3")
        job = served.client.post("/v1/jobs", files=files).json()
        while served.client.get(f"/v1/jobs/{job['id']}").json()["progress"]["documents_done"] < 1:
            time.sleep(0.05)
        served.stop(signal.SIGTERM)
    with serving(store, settings=_SETTINGS, obeying=True) as served:
        ended = _ended(served.client, job["id"])
    assert [each["state"] for each in ended["documents"]] == ["done"] * 4


def test_too_many_open_jobs_are_refused(tmp_path: Path) -> None:
    settings = {**_SETTINGS, "YIJU_HTTP_MAX_OPEN_JOBS": "1"}
    with serving(str(tmp_path / "store.db"), settings=settings, obeying=True) as served:
        assert served.client.post("/v1/jobs", content=b"sleep 5").status_code == 202
        assert_problem(served.client.post("/v1/jobs", content=b"fine"), 429, "busy")


class _Listener(BaseHTTPRequestHandler):
    heard: list[tuple[Mapping[str, str], bytes]]
    answer = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers), body))
        self.send_response(type(self).answer)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@contextmanager
def _listening(answer: int) -> Iterator[tuple[str, type[_Listener]]]:
    handler = type("Listener", (_Listener,), {"heard": [], "answer": answer})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
        server.shutdown()


@pytest.mark.parametrize(("answer", "state"), [(200, "done"), (302, "failed"), (500, "failed")])
def test_a_listed_address_is_told_and_can_tell_who_called(
    tmp_path: Path, answer: int, state: str
) -> None:
    key = b"0123456789abcdef0123456789abcdef"
    (tmp_path / "key").write_bytes(key + b"\n")
    with _listening(answer) as (address, listener):
        settings = {
            **_SETTINGS,
            "YIJU_HTTP_CALLBACK_ADDRESSES": address,
            "YIJU_HTTP_CALLBACK_KEY_FILE": str(tmp_path / "key"),
        }
        with serving(str(tmp_path / "store.db"), settings=settings, obeying=True) as served:
            client = served.client
            for other in (
                "http://169.254.169.254/latest",  # a cloud's own secrets
                f"{address}@evil.example/",
                "http://127.0.0.1:1/",
                "file:///etc/passwd",
                "http://[::1/",
            ):
                response = client.post("/v1/jobs", params={"callback": other}, content=b"fine")
                assert_problem(response, 422, "callback_refused")
            job = client.post(
                "/v1/jobs", params={"callback": f"{address}/done?a=b"}, content=b"fine"
            ).json()
            deadline = time.monotonic() + 30
            while client.get(f"/v1/jobs/{job['id']}").json()["callback"] != state:
                assert time.monotonic() < deadline
                time.sleep(0.1)
    ((headers, body),) = listener.heard
    told = json.loads(body)
    assert (told["id"], told["state"]) == (job["id"], "done")
    at, given = (part.partition("=")[2] for part in headers["Yiju-Signature"].split(","))
    assert given == hmac.new(key, f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def test_callbacks_are_off_by_default(obeying: Served) -> None:
    response = obeying.client.post(
        "/v1/jobs", params={"callback": "https://example.org/"}, content=b"fine"
    )
    assert_problem(response, 422, "callback_refused")
