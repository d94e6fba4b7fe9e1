"""How much the registry holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import sqlalchemy as sa

from extraction.registry.regulations import AliasKind, Level, Status
from service.store.mentions import count_mentions
from service.store.tables import (
    PROPOSAL_STATES,
    aliases,
    carriers,
    conflicts,
    issuer_codes,
    proposals,
    versions,
    works,
)


@dataclass(frozen=True, slots=True)
class RegistryCounts:
    """Counts by level, status, kind and state; a level, status or state may be at 0.

    ``works`` has "" for works whose level is not known. ``share_linked`` is the share of the
    recorded ``citations`` that are linked, None where there are none.
    """

    works: Mapping[str, int]
    versions: Mapping[str, int]
    carriers: int
    aliases: Mapping[str, int]
    codes: int
    ambiguous_codes: int
    open_conflicts: int
    proposals: Mapping[str, int]
    documents: int
    citations: Mapping[str, int]
    share_linked: float | None


def count_registry(connection: sa.Connection) -> RegistryCounts:
    """Count what the store holds of the registry and of the documents that cite it."""
    cited = count_mentions(connection)
    counted = sa.select(issuer_codes.c.code, sa.func.count().label("issuers"))
    issuers = counted.group_by(issuer_codes.c.code).subquery()
    return RegistryCounts(
        works=_by(connection, works.c.level, (*get_args(Level), "")),
        versions=_by(connection, versions.c.status, get_args(Status)),
        carriers=_all(connection, sa.select(sa.func.count()).select_from(carriers)),
        aliases=_by(connection, aliases.c.kind, get_args(AliasKind)),
        codes=_all(connection, sa.select(sa.func.count()).select_from(issuers)),
        ambiguous_codes=_all(
            connection,
            sa.select(sa.func.count()).select_from(issuers).where(issuers.c.issuers > 1),
        ),
        open_conflicts=_all(
            connection,
            sa.select(sa.func.count()).select_from(conflicts).where(conflicts.c.state == "open"),
        ),
        proposals=_by(connection, proposals.c.state, PROPOSAL_STATES),
        documents=cited.documents,
        citations={str(status): count for status, count in cited.by_status.items()},
        share_linked=cited.by_status["linked"] / cited.mentions if cited.mentions else None,
    )


def _by(
    connection: sa.Connection, column: sa.ColumnElement[str], values: tuple[str, ...]
) -> dict[str, int]:
    counts = dict.fromkeys(values, 0)
    for value, count in connection.execute(
        sa.select(column, sa.func.count()).group_by(column).order_by(column)
    ):
        counts[value or ""] = count
    return counts


def _all(connection: sa.Connection, statement: sa.Select[int]) -> int:
    count: int = connection.execute(statement).scalar_one()
    return count
