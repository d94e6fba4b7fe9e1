"""The store's versions, oldest first; each is a file in ``versions/``."""

from __future__ import annotations

__all__ = ["REVISIONS", "VERSION_TABLE"]

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004")

# Its own name, so that a PostgreSQL database can be shared with another program
# that uses Alembic.
VERSION_TABLE = "yiju_version"
