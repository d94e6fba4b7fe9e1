"""One document read, and what that means for its task."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from extraction.errors import (
    DocumentError,
    ModelError,
    RegistryError,
    StoreError,
    UsageError,
    YijuError,
)
from service.addresses import is_url, read_address
from service.parsing import Request, Worker
from service.parsing.packing import Packed, unpack
from service.store.documents import DocumentName
from service.store.times import now_text

# done: there is a result. failed: the document is to blame, and would be again. lost: the
# reading process died or hung. unready: what the process needs was not there (the registry's
# store, a model); the document is not to blame and was not tried.
Kind = Literal["done", "failed", "lost", "unready"]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read, the places where its bytes stand, and the number of the try.

    ``alone`` says that nothing else is read meanwhile.
    """

    sha256: str
    places: tuple[DocumentName, ...]
    attempt: int
    alone: bool = False

    @property
    def name(self) -> str:
        """What the document is called in the output: by the name it was first seen under."""
        return self.places[0].name if self.places else self.sha256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try. ``packed`` is there where it is done, ``error`` where it is not."""

    job: Job
    kind: Kind
    worker: str
    started_at: str
    ended_at: str
    seconds: float
    packed: Packed | None = None
    error: YijuError | None = None
    peak_bytes: int | None = None


def process_one(job: Job, worker: Worker, *, name: str) -> Outcome:
    """Have one document read by a reading process; never raises for what a document does.

    ``name`` says which worker this is. Raises `WorkerLost` (``worker_start``) where no reading
    process comes up.
    """
    worker.start()
    started_at, began = now_text(), time.monotonic()
    packed: Packed | None = None
    error: YijuError | None = None
    lost = False
    for place in job.places or (_NOWHERE,):
        try:
            packed = _read(job, place, worker)
        except YijuError as raised:
            error, lost = raised, worker.lost and not isinstance(raised, _Elsewhere)
            # the bytes may still stand under another name
            if isinstance(raised, _Elsewhere):
                continue
        break
    return Outcome(
        job=job,
        kind=_kind(packed, error, lost=lost),
        worker=name,
        started_at=started_at,
        ended_at=now_text(),
        seconds=time.monotonic() - began,
        packed=packed,
        error=None if packed is not None else error,
        peak_bytes=worker.peak_bytes or None,
    )


class _Elsewhere(DocumentError):
    """The bytes are not at this address (any more)."""


_NOWHERE = DocumentName("", "", "", 0)


def _read(job: Job, place: DocumentName, worker: Worker) -> Packed:
    if not place.address:
        raise _gone("no address")
    if not is_url(place.address):
        return _read_file(job, place.address, worker, at=place.address)
    try:
        data = read_address(place.address)
    except DocumentError as error:
        raise _gone(error.found) from error
    with TemporaryDirectory(prefix="yiju-") as folder:
        path = Path(folder, "document")
        path.write_bytes(data)
        return _read_file(job, str(path), worker, at=place.address)


def _read_file(job: Job, path: str, worker: Worker, *, at: str) -> Packed:
    try:
        reply = worker.run(Request(path=path, name=job.name, task="pack"))
    except YijuError as error:
        if error.code == DocumentError.code:
            raise _gone(error.found) from error
        # A broken or empty document may be one that is being written anew just now.
        if isinstance(error, DocumentError) and not worker.lost and _changed(job, path):
            raise _another(at) from error
        raise
    packed = unpack(reply.body)
    if packed.sha256 != job.sha256:
        raise _another(at)
    return packed


def _changed(job: Job, path: str) -> bool:
    from service.archive.intake import hash_of

    try:
        return hash_of(path)[0] != job.sha256
    except DocumentError:
        return True


def _gone(said: str) -> _Elsewhere:
    return _Elsewhere(
        found=said,
        expected="the file that was there when the archive was listed",
        hint="Bring the file back, or run the archive over the place where it is now.",
        code="contents_gone",
    )


def _another(address: str) -> _Elsewhere:
    return _Elsewhere(
        found=f"{address}: other bytes than when the archive was listed",
        expected="a file that nobody changes while it is read",
        hint="Run the archive again when the file is whole: its new bytes are a new document.",
        code="document_changed",
    )


def _kind(packed: Packed | None, error: YijuError | None, *, lost: bool) -> Kind:
    if packed is not None:
        return "done"
    if lost:
        return "lost"
    if isinstance(error, StoreError | RegistryError | ModelError | UsageError):
        return "unready"
    return "failed"
