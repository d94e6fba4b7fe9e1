"""The way into the archive: every file known by its bytes, none hashed twice for nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Protocol, TypeVar

from extraction.errors import DocumentError
from service.addresses import is_url, read_address
from service.archive.sources import Entry, Found, unread
from service.store import Store
from service.store.documents import (
    DocumentName,
    UnreadPlace,
    forget_unread,
    names_at,
    record_names,
    record_unread,
)
from service.store.ledger import add_tasks

_BATCH = 256
_BLOCK_BYTES = 1024 * 1024


_T = TypeVar("_T")


class Patiently(Protocol):
    """Do something with the store, again where it is away for a moment."""

    def __call__(self, act: Callable[[], _T]) -> _T: ...


def _at_once(act: Callable[[], _T]) -> _T:
    return act()


@dataclass(slots=True)
class Intake:
    """What a run found: files looked at, files unread, and documents that are new tasks."""

    files: int = 0
    unread: list[UnreadPlace] = field(default_factory=list)
    new_tasks: int = 0


def take_in(
    store: Store,
    entries: Iterable[Found],
    *,
    pipeline_version: str,
    progress: Callable[[Intake], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
    patiently: Patiently | None = None,
) -> Intake:
    """Record all files of a source and make a task of each document that has none.

    A file whose size and time are those that the store knows is not read again. ``stopped`` is
    asked between batches; what was taken in until then stays. ``patiently`` does what it is
    given, again where the store is away for a moment.
    """
    intake = Intake()
    patiently = patiently or _at_once
    for batch in _batched(entries):
        known = patiently(partial(_known, store, batch))
        found = _look_at(batch, known)
        intake.new_tasks += patiently(
            partial(_record, store, found, pipeline_version=pipeline_version)
        )
        intake.files += len(found.hashes)
        intake.unread += found.closed
        if progress is not None:
            progress(intake)
        if stopped():
            break
    return intake


def hash_of(address: str) -> tuple[str, int]:
    """Return the SHA-256 of the bytes at an address, and how many they are.

    Raises `DocumentError` where they cannot be read.
    """
    if is_url(address):
        data = read_address(address)
        return hashlib.sha256(data).hexdigest(), len(data)
    digest, count = hashlib.sha256(), 0
    try:
        with open(address, "rb") as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
                count += len(block)
    except OSError as error:
        raise DocumentError(
            found=f"{address}: {error.strerror or error}",
            expected="a file that can be opened",
            hint="Check the path and that you may read the file.",
        ) from error
    return digest.hexdigest(), count


def _batched(entries: Iterable[Found]) -> Iterator[list[Found]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class _Looked:
    """A batch as it was found: all documents, those whose files are new, and what is closed."""

    hashes: list[str]
    changed: list[DocumentName]
    closed: list[UnreadPlace]


def _known(store: Store, batch: list[Found]) -> dict[str, DocumentName]:
    addresses = [each.address for each in batch if isinstance(each, Entry)]
    with store.read() as connection:
        return names_at(connection, addresses)


def _look_at(batch: list[Found], known: Mapping[str, DocumentName]) -> _Looked:
    entries = [each for each in batch if isinstance(each, Entry)]
    looked = _Looked([], [], [each for each in batch if isinstance(each, UnreadPlace)])
    for entry in entries:
        before = known.get(entry.address)
        if before is not None and _same(entry, before):
            looked.hashes.append(before.document_sha256)
            continue
        try:
            sha256, byte_count = hash_of(entry.address)
        except DocumentError as error:
            looked.closed.append(unread(entry.address, entry.name, error.found))
            continue
        place = DocumentName(sha256, entry.address, entry.name, byte_count, entry.modified_at)
        looked.changed.append(place)
        looked.hashes.append(sha256)
    return looked


def _record(store: Store, looked: _Looked, *, pipeline_version: str) -> int:
    with store.write(repeatable=True) as connection:
        record_names(connection, looked.changed)
        record_unread(connection, looked.closed)
        forget_unread(connection, [each.address for each in looked.changed])
        return add_tasks(connection, pipeline_version, looked.hashes)


def _same(entry: Entry, before: DocumentName) -> bool:
    return (
        entry.modified_at is not None
        and entry.modified_at == before.modified_at
        and entry.byte_count == before.byte_count
    )
