"""Issuer codes (机关代字) in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import sqlalchemy as sa

from extraction.registry.regulations import CodeIssuer, IssuerCode
from service.store.state import registry_changed
from service.store.tables import issuer_codes

# Codes named in one statement; databases bound how many values one may have.
_BATCH = 500


def read_issuer_codes(connection: sa.Connection) -> Iterator[IssuerCode]:
    """Yield all issuer codes in the order of the code, issuers as they were given."""
    rows = connection.execute(
        sa.select(
            issuer_codes.c.code,
            issuer_codes.c.issuer,
            issuer_codes.c.documents,
            issuer_codes.c.source,
        ).order_by(issuer_codes.c.code, issuer_codes.c.ordinal)
    )
    for code, issuers in groupby(rows, key=lambda row: str(row[0])):
        yield IssuerCode(code, tuple(CodeIssuer(row[1], row[2], row[3]) for row in issuers))


def insert_issuer_codes(connection: sa.Connection, new: Iterable[IssuerCode]) -> int:
    """Insert issuer codes, each in the place of what stood under it; return how many."""
    codes = {code.code: code for code in new}
    names = list(codes)
    for start in range(0, len(names), _BATCH):
        connection.execute(
            sa.delete(issuer_codes).where(issuer_codes.c.code.in_(names[start : start + _BATCH]))
        )
    rows = [
        {
            "code": code.code,
            "ordinal": ordinal,
            "issuer": issuer.name,
            "documents": issuer.documents,
            "source": issuer.source,
        }
        for code in codes.values()
        for ordinal, issuer in enumerate(code.issuers)
    ]
    if rows:
        connection.execute(sa.insert(issuer_codes), rows)
    if codes:
        registry_changed(connection)
    return len(codes)
