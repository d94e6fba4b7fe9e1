"""What came out of documents: the extractions, and their flat rows beside them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from extraction.errors import StoreError
from extraction.schema import Disclosure, to_json
from service.flat_rows import COLUMNS, FlatRows, compress, flat_rows
from service.records import RecordError, disclosure_from_json
from service.store import document_tables as tables
from service.store.documents import StoredDocument, read_document, unknown
from service.store.ledger import Finished, finish_tasks
from service.store.tables import cited_documents, mentions
from service.store.times import now_text

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Extraction:
    """One result. ``disclosure`` is the JSON of the contract, compressed.

    The versions name the models that had a say, empty where none had.
    """

    document_sha256: str
    pipeline_version: str
    disclosure: bytes
    rows: FlatRows
    seconds: float
    mode: str = "rules"
    tokens_version: str = ""
    lines_version: str = ""
    links_version: str = ""
    ocr_page_count: int = 0
    made_at: str | None = None


@dataclass(frozen=True, slots=True)
class StoredExtraction:
    """What is known of a stored result besides the result."""

    id: int
    document_sha256: str
    pipeline_version: str
    mode: str
    tokens_version: str
    lines_version: str
    links_version: str
    made_at: str
    seconds: float
    ocr_page_count: int


_KEY = (
    "document_sha256",
    "pipeline_version",
    "mode",
    "tokens_version",
    "lines_version",
    "links_version",
)


def extraction_of(
    disclosure: Disclosure,
    *,
    pipeline_version: str,
    seconds: float,
    mode: str = "rules",
    tokens_version: str = "",
    lines_version: str = "",
    links_version: str = "",
    ocr_page_count: int = 0,
) -> Extraction:
    """Return a disclosure with its rows, ready to be saved."""
    text = json.dumps(to_json(disclosure), ensure_ascii=False, separators=(",", ":"))
    return Extraction(
        document_sha256=disclosure.source.sha256,
        pipeline_version=pipeline_version,
        disclosure=compress(text.encode("utf-8", "replace")),
        rows=flat_rows(disclosure),
        seconds=seconds,
        mode=mode,
        tokens_version=tokens_version,
        lines_version=lines_version,
        links_version=links_version,
        ocr_page_count=ocr_page_count,
    )


def save_extraction(connection: sa.Connection, extraction: Extraction) -> None:
    """Save one result with its flat rows and citations, and mark its task as done.

    The document must be known. The result becomes the current one; one of the same pipeline
    and the same models is replaced, others are kept.
    """
    save_extractions(connection, [extraction])
    done = Finished(extraction.document_sha256, extraction.pipeline_version, "done")
    finish_tasks(connection, [done])


def save_extractions(connection: sa.Connection, extractions: Sequence[Extraction]) -> None:
    """Save results of different documents; the ledger is the caller's."""
    if not extractions:
        return
    hashes = [each.document_sha256 for each in extractions]
    made_at = now_text()
    _forget_rows(connection, hashes)
    keys = [{f"k_{name}": getattr(each, name) for name in _KEY} for each in extractions]
    table = tables.extractions
    connection.execute(
        sa.delete(table).where(*(table.c[name] == sa.bindparam(f"k_{name}") for name in _KEY)),
        keys,
    )
    connection.execute(
        sa.insert(table),
        [
            {
                **{name: getattr(each, name) for name in _KEY},
                "made_at": each.made_at or made_at,
                "seconds": each.seconds,
                "ocr_page_count": each.ocr_page_count,
                "disclosure": each.disclosure,
            }
            for each in extractions
        ],
    )
    newest = (
        sa.select(sa.func.max(table.c.id))
        .where(table.c.document_sha256 == tables.documents.c.sha256)
        .scalar_subquery()
    )
    connection.execute(
        sa.update(tables.documents)
        .where(tables.documents.c.sha256 == sa.bindparam("k_sha256"))
        .values(
            media_type=sa.bindparam("media_type"),
            page_count=sa.bindparam("page_count"),
            department=sa.bindparam("department"),
            fiscal_year=sa.bindparam("fiscal_year"),
            state="done",
            extraction_id=newest,
        ),
        [
            {
                "k_sha256": each.document_sha256,
                "media_type": each.rows.media_type,
                "page_count": each.rows.page_count,
                "department": each.rows.department,
                "fiscal_year": each.rows.fiscal_year,
            }
            for each in extractions
        ],
    )
    _insert_rows(connection, extractions)


def read_disclosure_json(connection: sa.Connection, sha256: str) -> bytes:
    """Return the JSON of a document's current result, as `yiju extract` prints it.

    Raises `StoreError`: ``unknown_document``, or ``not_read`` where it has no result yet.
    """
    row = connection.execute(
        sa.select(tables.extractions.c.disclosure)
        .join(tables.documents, tables.documents.c.extraction_id == tables.extractions.c.id)
        .where(tables.documents.c.sha256 == sha256)
    ).first()
    if row is None:
        raise _no_result(read_document(connection, sha256))
    return _decompress(row[0], sha256)


def read_disclosure(connection: sa.Connection, sha256: str) -> Disclosure:
    """Return a document's current result; raises as `read_disclosure_json` does."""
    return _disclosure(read_disclosure_json(connection, sha256), sha256)


def read_extraction(connection: sa.Connection, sha256: str) -> StoredExtraction:
    """Return what is known of a document's current result; raises as `read_disclosure_json`."""
    table = tables.extractions
    row = connection.execute(
        sa.select(*(table.c[name] for name in StoredExtraction.__slots__))
        .join(tables.documents, tables.documents.c.extraction_id == table.c.id)
        .where(tables.documents.c.sha256 == sha256)
    ).first()
    if row is None:
        raise _no_result(read_document(connection, sha256))
    return StoredExtraction(*row)


def iterate_disclosures(
    connection: sa.Connection, hashes: Iterable[str]
) -> Iterator[tuple[str, Disclosure]]:
    """Yield the current results of documents in the given order; those without are left out."""
    wanted = list(hashes)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        found = dict(
            cast(
                "Sequence[tuple[str, bytes]]",
                connection.execute(
                    sa.select(tables.documents.c.sha256, tables.extractions.c.disclosure)
                    .join(
                        tables.extractions,
                        tables.documents.c.extraction_id == tables.extractions.c.id,
                    )
                    .where(tables.documents.c.sha256.in_(part))
                ).all(),
            )
        )
        for sha256 in part:
            if sha256 in found:
                yield sha256, _disclosure(_decompress(found[sha256], sha256), sha256)


def _forget_rows(connection: sa.Connection, hashes: Sequence[str]) -> None:
    """Delete the flat rows of documents that have a result."""
    read = list(
        connection.execute(
            sa.select(tables.documents.c.sha256).where(
                tables.documents.c.sha256.in_(hashes),
                tables.documents.c.extraction_id.is_not(None),
            )
        ).scalars()
    )
    if read:
        for table in tables.FLAT_TABLES:
            connection.execute(sa.delete(table).where(table.c.document_sha256.in_(read)))


def _insert_rows(connection: sa.Connection, extractions: Sequence[Extraction]) -> None:
    for table in tables.FLAT_TABLES:
        columns = COLUMNS[table.name]
        rows = [
            dict(zip(columns, row, strict=True), document_sha256=each.document_sha256)
            for each in extractions
            for row in each.rows.rows[table.name]
        ]
        if rows:
            connection.execute(sa.insert(table), rows)
    hashes = [each.document_sha256 for each in extractions]
    decided = _decided(connection, hashes)
    connection.execute(sa.delete(cited_documents).where(cited_documents.c.sha256.in_(hashes)))
    connection.execute(
        sa.insert(cited_documents),
        [
            {
                "sha256": each.document_sha256,
                "name": each.rows.name,
                "media_type": each.rows.media_type,
                "department": each.rows.department,
                "fiscal_year": each.rows.fiscal_year,
                "place": each.rows.place,
            }
            for each in extractions
        ],
    )
    columns = COLUMNS["mentions"]
    rows = []
    for each in extractions:
        for values in each.rows.rows["mentions"]:
            row: dict[str, Any] = dict(zip(columns, values, strict=True))
            row["document_sha256"] = each.document_sha256
            row["version_id"] = row["proposal_id"] = None
            before = decided.get(_place(row), {})
            if row["link_status"] != "linked" and before.get("link_status") == "linked":
                row |= before
            elif row["link_status"] == "unknown" and before:
                row["proposal_id"] = before["proposal_id"]
            rows.append(row)
    if rows:
        connection.execute(sa.insert(mentions), rows)


_DECISION = ("link_status", "work_id", "version_id", "score", "why", "proposal_id")
_PLACE = (
    "document_sha256",
    "project_index",
    "start_offset",
    "end_offset",
    "title",
    "doc_number",
)


def _decided(
    connection: sa.Connection, hashes: Sequence[str]
) -> dict[tuple[object, ...], dict[str, Any]]:
    """Return what people and proposals said of citations, by their place in their document."""
    rows = connection.execute(
        sa.select(*(mentions.c[name] for name in _PLACE + _DECISION)).where(
            mentions.c.document_sha256.in_(hashes), mentions.c.proposal_id.is_not(None)
        )
    ).mappings()
    return {_place(row): {name: row[name] for name in _DECISION} for row in rows}


def _place(row: Any) -> tuple[object, ...]:
    return tuple(row[name] for name in _PLACE)


def _decompress(data: bytes, sha256: str) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise _damaged(sha256, str(error)) from error


def _disclosure(data: bytes, sha256: str) -> Disclosure:
    try:
        return disclosure_from_json(json.loads(data))
    except (RecordError, ValueError) as error:
        raise _damaged(sha256, str(error)[:200]) from error


def _damaged(sha256: str, said: str) -> StoreError:
    return StoreError(
        found=f"a result of the document {sha256} that cannot be read: {said}",
        expected="the JSON of the output contract",
        hint="The store was changed by another program: bring it back from a copy.",
        code="store_damaged",
    )


def _no_result(document: StoredDocument) -> StoreError:
    if document.extraction_id is not None:
        return unknown(document.sha256)
    return StoreError(
        found=f"the document {document.sha256}, which is {document.state}",
        expected="a document that was read",
        hint="`yiju archive failures` says why a document could not be read.",
        code="not_read",
    )
