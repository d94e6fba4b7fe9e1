"""The clock beside a reading process: it kills one that takes too long, or falls silent."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal


class Watch:
    """What one block may take: until when, and how long without a sign of life.

    ``passed`` says why the process was killed: ``"time"`` or ``"silence"``; ``None`` where it
    was not.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], seconds: float, silence_seconds: float | None
    ) -> None:
        self._process = process
        self._ends = time.monotonic() + seconds
        self._silence = silence_seconds
        self._heard = time.monotonic()
        self.passed: Literal["time", "silence"] | None = None

    def hear(self) -> None:
        """Note a sign of life."""
        self._heard = time.monotonic()

    def patience(self) -> float:
        """Return until when nothing is wrong, on the monotonic clock."""
        if self._silence is None:
            return self._ends
        return min(self._ends, self._heard + self._silence)

    def end(self) -> None:
        """Kill the process, whose time has passed."""
        self.passed = "time" if time.monotonic() >= self._ends else "silence"
        self._process.kill()


class Watcher:
    """One thread that watches one block after the other; it sleeps until the first could be late.

    Starting a thread for each document costs more than all else that the parent does for it.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._watch: Watch | None = None
        self._thread: threading.Thread | None = None
        self._wakes = 0.0  # when the thread looks again
        self._closed = False

    @contextmanager
    def watching(
        self, process: subprocess.Popen[bytes], seconds: float, *, silence_seconds: float | None
    ) -> Iterator[Watch]:
        """Kill ``process`` when the block takes too long, or when nothing is heard in it."""
        watch = Watch(process, seconds, silence_seconds)
        with self._changed:
            self._watch = watch
            if self._thread is None:
                self._wakes = watch.patience()
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            elif watch.patience() < self._wakes:
                self._changed.notify()
        try:
            yield watch
        finally:
            # The kill is done under the lock: none that is under way hits the next document.
            with self._changed:
                self._watch = None

    def close(self) -> None:
        """End the thread; a later block starts another."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        self._closed = False

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                if self._watch is None:
                    self._wakes = float("inf")
                    self._changed.wait()
                    continue
                self._wakes = self._watch.patience()
                left = self._wakes - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                self._watch.end()
                self._watch = None
