"""The clock beside a reading process, over real processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from service.parsing.watching import Watcher


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    made = Watcher()
    yield made
    made.close()


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as made:
        yield made
        made.kill()


def test_a_block_in_time_kills_nobody(watcher: Watcher, process: subprocess.Popen[bytes]) -> None:
    with watcher.watching(process, 0.3, silence_seconds=None) as watch:
        pass
    time.sleep(0.5)
    assert (watch.passed, process.poll()) == (None, None)


def test_time_passes(watcher: Watcher, process: subprocess.Popen[bytes]) -> None:
    with watcher.watching(process, 0.2, silence_seconds=60) as watch:
        process.wait(10)
    assert watch.passed == "time"


def test_silence(watcher: Watcher, process: subprocess.Popen[bytes]) -> None:
    with watcher.watching(process, 60, silence_seconds=0.4) as watch:
        for _ in range(4):
            time.sleep(0.2)
            watch.hear()
        assert process.poll() is None
        process.wait(10)
    assert watch.passed == "silence"


def test_a_shorter_block_after_a_longer_one(
    watcher: Watcher, process: subprocess.Popen[bytes]
) -> None:
    for _ in range(3):
        with watcher.watching(process, 60, silence_seconds=None):
            pass
    began = time.monotonic()
    with watcher.watching(process, 0.2, silence_seconds=None) as watch:
        process.wait(10)
    assert watch.passed == "time"
    assert time.monotonic() - began < 5


def test_many_blocks_take_one_thread(watcher: Watcher, process: subprocess.Popen[bytes]) -> None:
    before = threading.active_count()
    for _ in range(200):
        with watcher.watching(process, 60, silence_seconds=30):
            assert threading.active_count() == before + 1
    watcher.close()
    assert threading.active_count() == before


def test_a_closed_one_watches_again(watcher: Watcher, process: subprocess.Popen[bytes]) -> None:
    watcher.close()
    with watcher.watching(process, 60, silence_seconds=None):
        pass
    watcher.close()
    with watcher.watching(process, 0.2, silence_seconds=None) as watch:
        process.wait(10)
    assert watch.passed == "time"
