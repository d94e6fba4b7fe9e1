"""What Yiju remembers: an SQLite file, or a PostgreSQL database by URL."""

from __future__ import annotations

from service.store import (
    api_tokens,
    audit,
    conflicts,
    corrections,
    documents,
    events,
    extractions,
    issuer_codes,
    jobs,
    ledger,
    mentions,
    presence,
    proposals,
    review_queue,
    users,
    works,
)
from service.store.database import Store, open_store

__all__ = [
    "Store",
    "api_tokens",
    "audit",
    "conflicts",
    "corrections",
    "documents",
    "events",
    "extractions",
    "issuer_codes",
    "jobs",
    "ledger",
    "mentions",
    "open_store",
    "presence",
    "proposals",
    "review_queue",
    "users",
    "works",
]
