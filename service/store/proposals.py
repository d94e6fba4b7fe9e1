"""Works that documents cite and the registry lacks, proposed with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Literal, cast

import sqlalchemy as sa

from extraction.errors import StoreError
from service.store.tables import proposals

ProposalState = Literal["proposed", "accepted", "rejected"]

_COLUMNS = sa.select(
    proposals.c.id,
    proposals.c.title,
    proposals.c.doc_number,
    proposals.c.issuer,
    proposals.c.place,
    proposals.c.spellings,
    proposals.c.evidence,
    proposals.c.state,
    proposals.c.work_id,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A place where the regulation is cited: the document's hash and name, the page, the words."""

    sha256: str
    document: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A regulation that may be added. ``id`` is given by who proposes it.

    ``spellings`` are the ways in which it was cited; ``work_id`` is the work that came of it,
    once accepted.
    """

    id: str
    title: str | None
    doc_number: str | None
    issuer: str | None
    place: str | None
    spellings: tuple[str, ...]
    evidence: tuple[Seen, ...]
    state: ProposalState = "proposed"
    work_id: str | None = None


def insert_proposals(connection: sa.Connection, new: Iterable[Proposal]) -> int:
    """Insert proposals and return how many. Raises `StoreError` (``store_duplicate``)."""
    rows = [{"id": proposal.id, **_values(proposal)} for proposal in new]
    try:
        if rows:
            connection.execute(sa.insert(proposals), rows)
    except sa.exc.IntegrityError as error:
        raise StoreError(
            found="a proposal whose id stands already",
            expected="an id that no proposal has",
            hint="Update the proposal that stands.",
            code="store_duplicate",
        ) from error
    return len(rows)


def read_proposals(
    connection: sa.Connection, *, state: ProposalState | None = None
) -> Iterator[Proposal]:
    """Yield proposals in the order of their ids."""
    statement = _COLUMNS.order_by(proposals.c.id)
    if state is not None:
        statement = statement.where(proposals.c.state == state)
    for row in connection.execute(statement):
        yield _proposal(*row)


def read_proposal(connection: sa.Connection, proposal_id: str) -> Proposal | None:
    """Return one proposal."""
    row = connection.execute(_COLUMNS.where(proposals.c.id == proposal_id)).first()
    return None if row is None else _proposal(*row)


def update_proposal(connection: sa.Connection, proposal: Proposal) -> None:
    """Put ``proposal`` in the place of the one with its id.

    Raises `StoreError` (``store_unknown_id``) where there is none.
    """
    changed = connection.execute(
        sa.update(proposals).where(proposals.c.id == proposal.id).values(**_values(proposal))
    )
    if changed.rowcount != 1:
        raise StoreError(
            found=f"the proposal {proposal.id}",
            expected="the id of a proposal that is in the store",
            hint="See what is proposed with `yiju registry grow`.",
            code="store_unknown_id",
        )


def _values(proposal: Proposal) -> dict[str, object]:
    return {
        "title": proposal.title,
        "doc_number": proposal.doc_number,
        "issuer": proposal.issuer,
        "place": proposal.place,
        "spellings": list(proposal.spellings),
        "evidence": [asdict(seen) for seen in proposal.evidence],
        "state": proposal.state,
        "work_id": proposal.work_id,
    }


def _proposal(
    proposal_id: str,
    title: str | None,
    doc_number: str | None,
    issuer: str | None,
    place: str | None,
    spellings: list[str],
    evidence: list[Mapping[str, object]],
    state: str,
    work_id: str | None,
) -> Proposal:
    return Proposal(
        id=proposal_id,
        title=title,
        doc_number=doc_number,
        issuer=issuer,
        place=place,
        spellings=tuple(spellings),
        evidence=tuple(Seen(**seen) for seen in evidence),  # type: ignore[arg-type]
        state=cast(ProposalState, state),
        work_id=work_id,
    )
