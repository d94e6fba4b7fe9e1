"""The signs of life of a reading process, sent while it reads a document."""

from __future__ import annotations

import os
import threading
from types import TracebackType
from typing import BinaryIO, Self

from service.parsing.frames import write_frame

BEAT_SECONDS = 1.0


class Beats:
    """Send ``{"alive": true}`` every `BEAT_SECONDS` inside a ``with`` block, never outside.

    Once `at_page` was told, also the page that was read last and how many there are.

    A process that is stopped, that waits for a dead file server, or that sits in a library
    without ever letting another thread run sends none. Where the parent is gone, the process
    ends, in the middle of its document.
    """

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._writing = threading.Lock()
        self._reading = threading.Event()
        self._pages: dict[str, int] = {}
        # started before the address space is limited by a document
        threading.Thread(target=self._beat, daemon=True).start()

    def at_page(self, number: int, count: int) -> None:
        """Note how far the document has been read."""
        self._pages = {"page": number, "page_count": count}

    def __enter__(self) -> Self:
        self._pages = {}
        self._reading.set()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._reading.clear()
        # a sign that is half written must not be mixed into the answer
        with self._writing:
            pass

    def _beat(self) -> None:
        pause = threading.Event()
        while True:
            self._reading.wait()
            pause.wait(BEAT_SECONDS)
            with self._writing:
                if not self._reading.is_set():
                    continue
                try:
                    write_frame(self._replies, {"alive": True, **self._pages})
                except OSError:
                    # Nobody listens any more: the parent was killed. What is read is for nobody,
                    # and the next run wants the cores and the memory.
                    os._exit(0)
