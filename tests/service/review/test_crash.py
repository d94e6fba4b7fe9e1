"""kill -9 of the server while an analyst saves: what the page showed as saved is there."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from service.registry.opening import open_registry
from service.review import demo
from service.review.sheets import stored_sheet
from service.settings import Settings
from service.store import Store
from tests.service.command import ROOT
from tests.service.review.chromium import Chromium, open_document
from tests.service.review.serving import nine_projects

_BOOT = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from service.cli import main; main()"
_ROW = '.item[data-target="p0/field/nature"]'


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _start(store: Path, port: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", _BOOT, "serve", "--port", str(port), "--store", str(store)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "YIJU_WORKER_COUNT": "1"},
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/review/sign-in", timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return process
    raise AssertionError("the server did not come up")


def _texts(store: Store, sha256: str) -> list[str]:
    with store.read() as connection:
        events = stored_sheet(connection, sha256).events
    return [str(event.after["value"]) for event in events if isinstance(event.after, dict)]


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.soak)])
def test_nothing_that_was_shown_as_saved_is_lost(
    chromium: Chromium, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(7)
    place = tmp_path / "store.db"
    with open_registry(replace(Settings(), store=str(place))) as store:
        (sha256,) = demo.fill(
            store, replace(Settings(), store=str(place)), [("九.pdf", nine_projects())]
        )
        demo.make_user(store, demo.USER, demo.PASSWORD)
        port = _free_port()
        process = _start(place, port)
        address = f"http://127.0.0.1:{port}/review"
        try:
            with chromium.visit(address) as visitor:
                page = visitor.page
                open_document(page, f"{address}/documents/{sha256}")
                shown: list[str] = []
                for number in range(rounds):
                    word = f"第{number}次"
                    page.click(f"{_ROW} .value")
                    page.keyboard.type(word)
                    page.keyboard.press("Enter")
                    time.sleep(chance.random() * 0.3)
                    if page.get_attribute("#saved", "data-count") == "0":
                        shown.append(word)
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    assert set(shown) <= set(_texts(store, sha256))
                    process = _start(place, port)
                    # what was under way arrives by itself, once
                    page.wait_for_selector('#saved[data-count="0"]')
                    assert _texts(store, sha256).count(word) == 1
                    shown.append(word)
        finally:
            process.kill()
            process.wait()
