"""One thread that writes results into the store, many in one transaction where many wait.

A database takes one writer at a time, so that threads of their own would only queue there.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.errors import StoreError, YijuError
from service.parsing.packing import Packed
from service.pipeline_version import ModelVersions
from service.store import Store, documents, extractions, ledger
from service.store.documents import DocumentName, upload_address
from service.store.extractions import Extraction
from service.store.kept_answers import keep_aside

_MOST_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Result:
    """A document that was read, with its bytes where the store is to keep them.

    ``usual``: it was read as all are, so that this is what the document is.
    """

    name: str
    data: bytes | None
    packed: Packed
    pipeline_version: str
    mode: str
    models: ModelVersions
    seconds: float
    usual: bool

    @property
    def sha256(self) -> str:
        return self.packed.sha256


@dataclass(frozen=True, slots=True)
class _Waiting:
    result: Result
    loop: asyncio.AbstractEventLoop
    saved: asyncio.Future[None]


class Keeper:
    """Saves results; `save` returns when they are safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Save what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    async def save(self, result: Result) -> None:
        """Keep a result, and make it the document's current one. Raises `StoreError`."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(result, loop, loop.create_future())
        self._waiting.put(waiting)
        # what is written is written, also where the one who asked has left
        await asyncio.shield(waiting.saved)

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch = [first]
            ended = False
            while len(batch) < _MOST_AT_ONCE and not ended:
                try:
                    more = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    ended = True
                else:
                    batch.append(more)
            self._save(batch)
            if ended:
                return

    def _save(self, batch: Sequence[_Waiting]) -> None:
        failure: YijuError | None = None
        try:
            # of two equal results the later one counts; different ones go one after the other
            by_document: dict[str, dict[str, Result]] = {}
            for each in batch:
                of_document = by_document.setdefault(each.result.sha256, {})
                of_document[each.result.pipeline_version] = each.result
            while by_document:
                write_results(
                    self._store, [ways.pop(next(iter(ways))) for ways in by_document.values()]
                )
                by_document = {sha256: ways for sha256, ways in by_document.items() if ways}
        except YijuError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - somebody waits for each of these
            failure = StoreError(
                found=f"a result that cannot be kept ({type(error).__name__})",
                expected="a store that takes it",
                hint="See the service's log; ask again.",
            )
        for each in batch:
            _tell(each, failure)


def write_results(store: Store, results: Sequence[Result]) -> None:
    """Write results of different documents in one transaction. Raises `StoreError`."""
    made = [_extraction(result) for result in results]
    with store.write(repeatable=True) as connection:
        for result in results:
            place = DocumentName(
                result.sha256,
                upload_address(result.sha256, result.name),
                result.name,
                0 if result.data is None else len(result.data),
            )
            if result.data is not None:
                documents.record_document(connection, place, data=result.data)
        current = [
            each
            for each, result in zip(made, results, strict=True)
            if result.usual or not keep_aside(connection, each)
        ]
        extractions.save_extractions(connection, current)
        ledger.finish_tasks(
            connection,
            [
                ledger.Finished(each.document_sha256, each.pipeline_version, "done")
                for each in current
            ],
        )


def _extraction(result: Result) -> Extraction:
    # the way of the request says what counts: the process may be about to be replaced
    packed = replace(result.packed, mode=result.mode, versions=result.models)
    return packed.extraction(pipeline_version=result.pipeline_version, seconds=result.seconds)


def _tell(waiting: _Waiting, failure: YijuError | None) -> None:
    def tell() -> None:
        if waiting.saved.done():
            return
        if failure is None:
            waiting.saved.set_result(None)
        else:
            waiting.saved.set_exception(failure)

    try:
        waiting.loop.call_soon_threadsafe(tell)
    except RuntimeError:
        return  # the loop is closed: nobody waits
