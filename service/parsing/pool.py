"""Many documents over several reading processes; one bad document never stops the rest."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator, Sequence

from extraction.errors import YijuError
from service.parsing.requests import Reply, Request
from service.parsing.worker import Worker
from service.settings import Settings

Outcome = Reply | YijuError

# Documents that may be under way or wait for their turn, for each process: enough to keep
# every process busy behind one slow document, few enough to bound the memory of the replies.
_WINDOW_PER_WORKER = 8


def run_all(
    requests: Sequence[Request],
    settings: Settings,
    *,
    in_order: bool = True,
    pipeline: str | None = None,
) -> Generator[tuple[int, Outcome]]:
    """Yield ``(index of the request, reply or error)``, each once.

    In the order of the requests, or, with ``in_order=False``, as they are ready. Raises
    `WorkerLost` with the code ``worker_start`` where no reading process comes up. Closing
    the iterator ends all processes.
    """
    if not requests:
        return
    count = min(settings.worker_count or cpu_count(), len(requests))
    crew = _Crew(requests, settings, count=count, pipeline=pipeline)
    try:
        waiting: dict[int, Outcome] = {}
        for turn in range(len(requests)):
            if in_order:
                while turn not in waiting:
                    index, outcome = crew.next_outcome()
                    waiting[index] = outcome
                yield turn, waiting.pop(turn)
            else:
                yield crew.next_outcome()
            crew.free_place()
    finally:
        crew.dismiss()


def cpu_count() -> int:
    """Return the CPUs that this process may use, not those of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Crew:
    """One thread for each reading process; requests are taken in order, under a window."""

    def __init__(
        self, requests: Sequence[Request], settings: Settings, *, count: int, pipeline: str | None
    ) -> None:
        self._requests = requests
        self._indices = iter(range(len(requests)))
        self._taking = threading.Lock()
        self._places = threading.Semaphore(count * _WINDOW_PER_WORKER)
        self._stopped = threading.Event()
        self._outcomes: queue.SimpleQueue[tuple[int, Outcome] | BaseException] = queue.SimpleQueue()
        self._workers = [Worker(settings, pipeline=pipeline) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._work, args=(worker,), daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def next_outcome(self) -> tuple[int, Outcome]:
        """Wait for the next finished document."""
        outcome = self._outcomes.get()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def free_place(self) -> None:
        """Let one more document start."""
        self._places.release()

    def dismiss(self) -> None:
        """End all processes and threads."""
        self._stopped.set()
        for worker, thread in zip(self._workers, self._threads, strict=True):
            self._places.release()
            if thread.is_alive():
                worker.kill()
        for thread in self._threads:
            thread.join()

    def _work(self, worker: Worker) -> None:
        try:
            with worker:
                while not self._stopped.is_set() and self._serve_next(worker):
                    pass
        except BaseException as error:  # noqa: BLE001
            # Nobody else would tell the one who waits for outcomes.
            self._outcomes.put(error)

    def _serve_next(self, worker: Worker) -> bool:
        """Have the next document read; False where there is none."""
        self._places.acquire()
        with self._taking:
            index = next(self._indices, None)
        if index is None or self._stopped.is_set():
            return False
        # A process that does not come up is no fault of the document: that ends the run.
        worker.start()
        try:
            outcome: Outcome = worker.run(self._requests[index])
        except YijuError as error:
            outcome = error
        self._outcomes.put((index, outcome))
        return True
