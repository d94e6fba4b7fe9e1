"""Results that stand in the store already, by what made them."""

from __future__ import annotations

import zlib

import sqlalchemy as sa

from service.pipeline_version import ModelVersions
from service.store.document_tables import document_names, documents, extractions
from service.store.extractions import Extraction
from service.store.times import now_text


def kept_answer(
    connection: sa.Connection,
    sha256: str,
    *,
    pipeline_version: str,
    mode: str,
    models: ModelVersions,
) -> bytes | None:
    """Return the JSON of what just these versions made of a document, None for nothing."""
    table = extractions.c
    data = connection.execute(
        sa.select(table.disclosure).where(
            table.document_sha256 == sha256,
            table.pipeline_version == pipeline_version,
            table.mode == mode,
            table.tokens_version == models.tokens,
            table.lines_version == models.lines,
            table.links_version == models.links,
        )
    ).scalar()
    return None if data is None else zlib.decompress(data)


def has_address(connection: sa.Connection, address: str) -> bool:
    """Tell whether a document is known at an address."""
    statement = sa.select(document_names.c.id).where(document_names.c.address == address)
    return connection.execute(statement).first() is not None


def keep_aside(connection: sa.Connection, extraction: Extraction) -> bool:
    """Keep a result without making it the current one; False where there is no current one.

    So that a document which somebody reads in a way of his own stays for all others what it is.
    """
    current = sa.select(documents.c.extraction_id).where(
        documents.c.sha256 == extraction.document_sha256
    )
    if connection.execute(current).scalar() is None:
        return False
    key = {
        name: getattr(extraction, name)
        for name in (
            "document_sha256",
            "pipeline_version",
            "mode",
            "tokens_version",
            "lines_version",
            "links_version",
        )
    }
    table = extractions.c
    connection.execute(
        sa.delete(extractions).where(*(table[name] == value for name, value in key.items()))
    )
    connection.execute(
        sa.insert(extractions).values(
            **key,
            made_at=now_text(),
            seconds=extraction.seconds,
            ocr_page_count=extraction.ocr_page_count,
            disclosure=extraction.disclosure,
        )
    )
    return True
