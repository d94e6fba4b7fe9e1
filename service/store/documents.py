"""Which documents are known, under which names, and what is known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import sqlalchemy as sa

from extraction.errors import StoreError
from service.store.document_tables import (
    document_contents,
    document_names,
    documents,
    unread_places,
)
from service.store.times import now_text

DocumentState = Literal["waiting", "done", "failed", "quarantined"]

_UPLOAD = "upload:"
_COLUMNS = tuple(documents.c)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document: its bytes' hash and, once it was read, what it is.

    ``state`` is what became of its last task; ``extraction_id`` names the current extraction.
    """

    sha256: str
    media_type: str | None
    byte_count: int
    page_count: int | None
    department: str | None
    fiscal_year: int | None
    state: DocumentState
    first_seen_at: str
    extraction_id: int | None


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A place where a document's bytes stand, and what the document is called there.

    ``address`` is a path or a URL, or begins with ``upload:`` where the store has the bytes.
    """

    document_sha256: str
    address: str
    name: str
    byte_count: int
    modified_at: str | None = None


def upload_address(sha256: str, name: str) -> str:
    """Return the address of bytes that were handed in under ``name``."""
    return f"{_UPLOAD}{sha256}/{name}"


def is_upload(address: str) -> bool:
    """Tell whether the bytes at an address are the store's own."""
    return address.startswith(_UPLOAD)


def record_document(
    connection: sa.Connection, place: DocumentName, *, data: bytes | None = None
) -> bool:
    """Note a document under a name; True where its bytes were not known before.

    An address stands for one document: it moves when other bytes stand there. ``data`` keeps
    the bytes in the store; they must be those of ``place.document_sha256``.
    """
    sha256 = place.document_sha256
    if data is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError("the bytes are not those of the document")
    (new,) = record_names(connection, [place]) or (None,)
    if data is not None and not _has_contents(connection, sha256):
        connection.execute(sa.insert(document_contents).values(document_sha256=sha256, data=data))
    return new is not None


def record_names(connection: sa.Connection, places: Sequence[DocumentName]) -> list[str]:
    """Note many documents at once; return the hashes that were not known, in the same order."""
    seen_at = now_text()
    byte_counts = {place.document_sha256: place.byte_count for place in places}
    standing = set(
        connection.execute(
            sa.select(documents.c.sha256).where(documents.c.sha256.in_(byte_counts))
        ).scalars()
    )
    new = [sha256 for sha256 in byte_counts if sha256 not in standing]
    if new:
        connection.execute(
            sa.insert(documents),
            [
                {
                    "sha256": sha256,
                    "byte_count": byte_counts[sha256],
                    "state": "waiting",
                    "first_seen_at": seen_at,
                }
                for sha256 in new
            ],
        )
    by_address = {place.address: place for place in places}
    known = set(
        connection.execute(
            sa.select(document_names.c.address).where(document_names.c.address.in_(by_address))
        ).scalars()
    )
    rows = [
        {
            "document_sha256": place.document_sha256,
            "at": place.address,
            "name": place.name,
            "byte_count": place.byte_count,
            "modified_at": place.modified_at,
            "seen_at": seen_at,
        }
        for place in by_address.values()
    ]
    changed = [row for row in rows if row["at"] in known]
    if changed:
        connection.execute(
            sa.update(document_names)
            .where(document_names.c.address == sa.bindparam("at"))
            .values(
                document_sha256=sa.bindparam("document_sha256"),
                name=sa.bindparam("name"),
                byte_count=sa.bindparam("byte_count"),
                modified_at=sa.bindparam("modified_at"),
                seen_at=sa.bindparam("seen_at"),
            ),
            changed,
        )
    fresh = [row for row in rows if row["at"] not in known]
    if fresh:
        connection.execute(
            sa.insert(document_names).values(address=sa.bindparam("at")),
            fresh,
        )
    return new


def read_document(connection: sa.Connection, sha256: str) -> StoredDocument:
    """Return a document. Raises `StoreError` (``unknown_document``)."""
    row = connection.execute(sa.select(*_COLUMNS).where(documents.c.sha256 == sha256)).first()
    if row is None:
        raise unknown(sha256)
    return StoredDocument(*row)


def list_documents(
    connection: sa.Connection,
    *,
    state: DocumentState | None = None,
    department: str | None = None,
    fiscal_year: int | None = None,
    after: str = "",
    limit: int = 100,
) -> list[StoredDocument]:
    """Return documents in the order of their hashes, those behind ``after``."""
    statement = sa.select(*_COLUMNS).where(documents.c.sha256 > after)
    if state is not None:
        statement = statement.where(documents.c.state == state)
    if department is not None:
        statement = statement.where(documents.c.department == department)
    if fiscal_year is not None:
        statement = statement.where(documents.c.fiscal_year == fiscal_year)
    rows = connection.execute(statement.order_by(documents.c.sha256).limit(limit))
    return [StoredDocument(*row) for row in rows]


def names_of(connection: sa.Connection, sha256: str) -> list[DocumentName]:
    """Return a document's names, the first one that was noted first."""
    statement = _names().where(document_names.c.document_sha256 == sha256)
    return [DocumentName(*row) for row in connection.execute(statement)]


def names_of_many(
    connection: sa.Connection, hashes: Sequence[str]
) -> dict[str, list[DocumentName]]:
    """Return the names of many documents, those of each in the order they were noted."""
    statement = _names().where(document_names.c.document_sha256.in_(hashes))
    found: dict[str, list[DocumentName]] = {}
    for row in connection.execute(statement):
        found.setdefault(row[0], []).append(DocumentName(*row))
    return found


def names_at(connection: sa.Connection, addresses: Sequence[str]) -> dict[str, DocumentName]:
    """Return what is known of these addresses."""
    statement = _names().where(document_names.c.address.in_(addresses))
    return {row[1]: DocumentName(*row) for row in connection.execute(statement)}


def first_names(connection: sa.Connection, hashes: Sequence[str]) -> dict[str, DocumentName]:
    """Return the first name of each document: the one that its output carries."""
    statement = _names().where(document_names.c.document_sha256.in_(hashes))
    found: dict[str, DocumentName] = {}
    for row in connection.execute(statement):
        found.setdefault(row[0], DocumentName(*row))
    return found


def count_documents(connection: sa.Connection) -> dict[DocumentState, int]:
    """Return how many documents stand in each state; states without any are left out."""
    rows = connection.execute(
        sa.select(documents.c.state, sa.func.count()).group_by(documents.c.state)
    )
    return {cast(DocumentState, state): count for state, count in rows}


def stored_contents(connection: sa.Connection, sha256: str) -> bytes | None:
    """Return the bytes that the store has of a document, ``None`` where it has none."""
    data: bytes | None = connection.execute(
        sa.select(document_contents.c.data).where(document_contents.c.document_sha256 == sha256)
    ).scalar()
    return data


def unknown(sha256: str) -> StoreError:
    """Return the error for a document that the store does not have."""
    return StoreError(
        found=f"the document {sha256[:64]}",
        expected="the SHA-256 of a document that is in the store",
        hint="`yiju archive status` counts them; the list of documents names each.",
        code="unknown_document",
    )


def _has_contents(connection: sa.Connection, sha256: str) -> bool:
    statement = sa.select(document_contents.c.document_sha256).where(
        document_contents.c.document_sha256 == sha256
    )
    return connection.execute(statement).first() is not None


def _names() -> sa.Select[Any]:
    return sa.select(
        document_names.c.document_sha256,
        document_names.c.address,
        document_names.c.name,
        document_names.c.byte_count,
        document_names.c.modified_at,
    ).order_by(document_names.c.id)


def iterate_documents(connection: sa.Connection, *, batch: int = 500) -> Iterator[StoredDocument]:
    """Yield all documents in the order of their hashes."""
    after = ""
    while found := list_documents(connection, after=after, limit=batch):
        yield from found
        after = found[-1].sha256


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """A place of an archive whose bytes could not be had, and why."""

    address: str
    name: str
    code: str
    message: str
    hint: str


def record_unread(connection: sa.Connection, places: Sequence[UnreadPlace]) -> None:
    """Note places that could not be read, in the place of what was noted of them."""
    forget_unread(connection, [place.address for place in places])
    if places:
        seen_at = now_text()
        connection.execute(
            sa.insert(unread_places),
            [
                {
                    "address": place.address,
                    "name": place.name,
                    "code": place.code,
                    "message": place.message,
                    "hint": place.hint,
                    "seen_at": seen_at,
                }
                for place in {place.address: place for place in places}.values()
            ],
        )


def forget_unread(connection: sa.Connection, addresses: Sequence[str]) -> None:
    """Take back that these places could not be read."""
    connection.execute(sa.delete(unread_places).where(unread_places.c.address.in_(addresses)))


def read_unread(connection: sa.Connection) -> list[UnreadPlace]:
    """Return the places that could not be read, in order of address."""
    statement = sa.select(*(unread_places.c[name] for name in UnreadPlace.__slots__)).order_by(
        unread_places.c.address
    )
    return [UnreadPlace(*row) for row in connection.execute(statement)]
