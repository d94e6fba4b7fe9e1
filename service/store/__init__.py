"""What Yiju remembers: an SQLite file, or a PostgreSQL database by URL."""

from __future__ import annotations

from service.store import (
    conflicts,
    documents,
    events,
    extractions,
    issuer_codes,
    ledger,
    mentions,
    proposals,
    works,
)
from service.store.database import Store, open_store

__all__ = [
    "Store",
    "conflicts",
    "documents",
    "events",
    "extractions",
    "issuer_codes",
    "ledger",
    "mentions",
    "open_store",
    "proposals",
    "works",
]
