"""A real `yiju serve` on this machine, for tests to talk to."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.service.parsing.pipelines import OBEDIENT

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs" / "example.pdf"
_READY_SECONDS = 60.0
_YIJU = "from service.cli import main; main()"
# Reading processes that do what the document's first word says; see the module named here.
_OBEYING = f"import service.assembly; service.assembly.PLACE = {OBEDIENT!r}; {_YIJU}"


@dataclass(slots=True)
class Served:
    """A running service: its address, its process, what it logs."""

    process: subprocess.Popen[str]
    first_line: str
    client: httpx.Client
    lines: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.client.base_url.port or 0)

    @property
    def log(self) -> list[dict[str, object]]:
        """The log's lines so far."""
        return [json.loads(line) for line in list(self.lines) if line.startswith("{")]

    def logged(self, request_id: str) -> dict[str, object]:
        """Wait for the line of one request."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for row in self.log:
                if row.get("request_id") == request_id and row["event"] == "request":
                    return row
            time.sleep(0.01)
        raise AssertionError(f"no line of {request_id} in the log")

    def connect(self) -> socket.socket:
        """Open a bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def stop(self, kind: signal.Signals = signal.SIGTERM) -> int:
        """Ask the process to stop and return its exit code."""
        self.process.send_signal(kind)
        return self.process.wait(60)


@contextmanager
def serving(
    store: str,
    *options: str,
    wait: bool = True,
    settings: Mapping[str, str] | None = None,
    obeying: bool = False,
) -> Generator[Served]:
    """Start `yiju serve` on a free port; it is ended at last, however the block ends."""
    program = _OBEYING if obeying else _YIJU
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YIJU_")}
    process = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", "--store", store, *options],
        cwd=ROOT,
        env={**clean, "PYTHONPATH": str(ROOT), "YIJU_WORKER_COUNT": "1", **(settings or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = re.search(r"http://\S+:(\d+)", first)
        if found is None:
            assert process.stderr is not None
            raise AssertionError(f"did not start: {first}{process.stderr.read()}")
        client = httpx.Client(base_url=f"http://127.0.0.1:{found[1]}", timeout=60)
        with client:
            served = Served(process, first, client)
            threading.Thread(target=_collect, args=(process, served.lines), daemon=True).start()
            if wait:
                wait_until_ready(client)
            yield served
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if client.get("/readyz").status_code == 200:
            return
        time.sleep(0.05)
    raise AssertionError("the service is not ready")


def _collect(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stderr is not None
    try:
        # line by line: others look at the list meanwhile
        lines.extend(line.rstrip("\n") for line in process.stderr)
    except ValueError:
        return  # closed at the end of the test
