"""Which documents cite which works, mention by mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from extraction.schema import LinkStatus, Method
from service.store.tables import LINK_STATUSES, cited_documents, mentions, redirects

_BATCH = 500

_STATEMENT = (
    sa.select(
        cited_documents.c.sha256,
        cited_documents.c.name,
        cited_documents.c.media_type,
        cited_documents.c.department,
        cited_documents.c.fiscal_year,
        cited_documents.c.place,
        mentions.c.project_index,
        mentions.c.start_offset,
        mentions.c.end_offset,
        mentions.c.text,
        mentions.c.link_status,
        mentions.c.why,
        mentions.c.project_name,
        mentions.c.page,
        mentions.c.title,
        mentions.c.doc_number,
        mentions.c.issuer,
        mentions.c.section,
        mentions.c.work_id,
        mentions.c.version_id,
        mentions.c.score,
        mentions.c.proposal_id,
        mentions.c.annual_amount_fen,
        mentions.c.id,
        mentions.c.article,
        mentions.c.version,
        mentions.c.method,
        mentions.c.by,
        mentions.c.confidence,
    )
    .join_from(mentions, cited_documents)
    .order_by(cited_documents.c.name, cited_documents.c.sha256, mentions.c.start_offset)
)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A disclosure whose citations are known; ``place`` is its district or city."""

    sha256: str
    name: str
    media_type: str
    department: str | None = None
    fiscal_year: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation in a document and what it was linked to; fields as in the output contract.

    ``annual_amount`` is what the project asks for its year, in yuan with two places.
    ``id`` is given by the store.
    """

    project_index: int
    start: int
    end: int
    text: str
    link_status: LinkStatus
    why: str
    project_name: str | None = None
    page: int | None = None
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    section: str | None = None
    work_id: str | None = None
    version_id: str | None = None
    score: float | None = None
    proposal_id: str | None = None
    annual_amount: str | None = None
    id: int | None = None
    article: str | None = None
    version: str | None = None
    method: Method | None = None
    by: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class MentionLink:
    """A new answer of the linker for the mention ``mention_id``."""

    mention_id: int
    link_status: LinkStatus
    why: str
    work_id: str | None = None
    version_id: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class MentionCounts:
    """How many documents and mentions there are, and mentions by the state of their link."""

    documents: int
    mentions: int
    by_status: Mapping[LinkStatus, int]


def record_document(
    connection: sa.Connection, document: CitedDocument, found: Iterable[Mention]
) -> None:
    """Store a document with its mentions, in the place of what was known of its bytes."""
    connection.execute(
        sa.delete(cited_documents).where(cited_documents.c.sha256 == document.sha256)
    )
    connection.execute(
        sa.insert(cited_documents).values(
            sha256=document.sha256,
            name=document.name,
            media_type=document.media_type,
            department=document.department,
            fiscal_year=document.fiscal_year,
            place=document.place,
        )
    )
    rows = [
        {
            "document_sha256": document.sha256,
            "project_index": mention.project_index,
            "project_name": mention.project_name,
            "annual_amount_fen": _fen(mention.annual_amount),
            "page": mention.page,
            "start_offset": mention.start,
            "end_offset": mention.end,
            "text": mention.text,
            "title": mention.title,
            "doc_number": mention.doc_number,
            "issuer": mention.issuer,
            "section": mention.section,
            "link_status": mention.link_status,
            "work_id": mention.work_id,
            "version_id": mention.version_id,
            "score": mention.score,
            "why": mention.why,
            "proposal_id": mention.proposal_id,
            "article": mention.article,
            "version": mention.version,
            "method": mention.method,
            "by": mention.by,
            "confidence": mention.confidence,
        }
        for mention in found
    ]
    if rows:
        connection.execute(sa.insert(mentions), rows)


def mentions_of_work(
    connection: sa.Connection, work_id: str
) -> Iterator[tuple[CitedDocument, Mention]]:
    """Yield who cites a work, under its id or one that was redirected to it.

    In the order of documents' names, then as they stand in the document.
    """
    target = connection.execute(
        sa.select(redirects.c.work_id).where(redirects.c.old_id == work_id)
    ).scalar()
    asked = work_id if target is None else target
    former = sa.select(redirects.c.old_id).where(redirects.c.work_id == asked)
    return _read(connection, sa.or_(mentions.c.work_id == asked, mentions.c.work_id.in_(former)))


def mentions_of_proposal(
    connection: sa.Connection, proposal_id: str
) -> Iterator[tuple[CitedDocument, Mention]]:
    """Yield the mentions that a proposal would explain."""
    return _read(connection, mentions.c.proposal_id == proposal_id)


def mentions_of_document(
    connection: sa.Connection, sha256: str
) -> Iterator[tuple[CitedDocument, Mention]]:
    """Yield the mentions of one document."""
    return _read(connection, mentions.c.document_sha256 == sha256)


def mentions_by_status(
    connection: sa.Connection,
    statuses: Sequence[LinkStatus] = ("unknown", "ambiguous", "conflict"),
) -> Iterator[tuple[CitedDocument, Mention]]:
    """Yield the mentions with these states of their link; by default all that are not linked."""
    return _read(connection, mentions.c.link_status.in_(statuses))


def update_links(connection: sa.Connection, links: Iterable[MentionLink]) -> None:
    """Store new answers of the linker, as after the registry has grown."""
    rows = [
        {
            "mention_id": link.mention_id,
            "new_status": link.link_status,
            "new_work_id": link.work_id,
            "new_version_id": link.version_id,
            "new_score": link.score,
            "new_why": link.why,
        }
        for link in links
    ]
    if rows:
        statement = (
            sa.update(mentions)
            .where(mentions.c.id == sa.bindparam("mention_id"))
            .values(
                link_status=sa.bindparam("new_status"),
                work_id=sa.bindparam("new_work_id"),
                version_id=sa.bindparam("new_version_id"),
                score=sa.bindparam("new_score"),
                why=sa.bindparam("new_why"),
            )
        )
        connection.execute(statement, rows)


def assign_proposal(
    connection: sa.Connection, proposal_id: str | None, mention_ids: Sequence[int]
) -> None:
    """Say which proposal explains these mentions; ``None`` takes that back."""
    for start in range(0, len(mention_ids), _BATCH):
        connection.execute(
            sa.update(mentions)
            .where(mentions.c.id.in_(mention_ids[start : start + _BATCH]))
            .values(proposal_id=proposal_id)
        )


def count_mentions(connection: sa.Connection) -> MentionCounts:
    """Count documents and mentions; every state of a link has its count, 0 too."""
    documents = connection.execute(
        sa.select(sa.func.count()).select_from(cited_documents)
    ).scalar_one()
    by_status = dict.fromkeys(cast("tuple[LinkStatus, ...]", LINK_STATUSES), 0)
    for status, count in connection.execute(
        sa.select(mentions.c.link_status, sa.func.count()).group_by(mentions.c.link_status)
    ):
        by_status[cast(LinkStatus, status)] = count
    return MentionCounts(documents, sum(by_status.values()), by_status)


def _read(
    connection: sa.Connection, condition: sa.ColumnElement[bool]
) -> Iterator[tuple[CitedDocument, Mention]]:
    rows = connection.execute(_STATEMENT.where(condition).execution_options(yield_per=_BATCH))
    try:
        for row in rows:
            yield CitedDocument(*row[:6]), _mention(row[6:])
    finally:
        rows.close()


def _mention(values: Sequence[Any]) -> Mention:
    return Mention(
        project_index=values[0],
        start=values[1],
        end=values[2],
        text=values[3],
        link_status=cast(LinkStatus, values[4]),
        why=values[5],
        project_name=values[6],
        page=values[7],
        title=values[8],
        doc_number=values[9],
        issuer=values[10],
        section=values[11],
        work_id=values[12],
        version_id=values[13],
        score=values[14],
        proposal_id=values[15],
        annual_amount=_yuan(values[16]),
        id=values[17],
        article=values[18],
        version=values[19],
        method=cast("Method | None", values[20]),
        by=values[21],
        confidence=values[22],
    )


def _fen(yuan: str | None) -> int | None:
    """Return whole fen. Raises `ValueError` where the amount has more than two places."""
    if yuan is None:
        return None
    fen = Decimal(yuan) * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return int(fen)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else str(Decimal(fen).scaleb(-2))
