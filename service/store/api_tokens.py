"""Tokens of the HTTP service: made, listed, taken back, and found again by their secret.

A token is ``yiju_<id>_<secret>``. The store has the SHA-256 of the secret alone: 256 bits drawn
at random need no slow hash.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from extraction.errors import StoreError, UsageError
from service.store.service_tables import api_tokens
from service.store.times import now_text

TokenRole = Literal["reader", "analyst", "admin"]

_TOKEN = re.compile(r"yiju_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; its secret is not."""

    id: str
    name: str
    role: TokenRole
    created_at: str
    expires_at: str | None
    revoked_at: str | None

    def holds(self, now: str) -> bool:
        """Tell whether it opens anything at a time, in the store's form."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


_COLUMNS = tuple(api_tokens.c[name] for name in Token.__slots__)


def create_token(
    connection: sa.Connection, *, name: str, role: TokenRole, expires_at: str | None = None
) -> tuple[Token, str]:
    """Make a token; return it with the text that its owner sends. That is kept nowhere.

    Raises `UsageError` (``token_name``) for a name that is empty, too long, or that a token
    which was not revoked has.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(
            found=f"the name {name[:_LONGEST_NAME]!r}",
            expected=f"1 to {_LONGEST_NAME} characters that can be printed",
            hint="Call the token by who will use it.",
            code="token_name",
        )
    standing = sa.select(api_tokens.c.id).where(
        api_tokens.c.name == name, api_tokens.c.revoked_at.is_(None)
    )
    if connection.execute(standing).first() is not None:
        raise UsageError(
            found=f"the name {name!r}, which another token has",
            expected="a name of its own",
            hint="Take another name, or revoke the other token first: `yiju token revoke`.",
            code="token_name",
        )
    token = Token(secrets.token_hex(6), name, role, now_text(), expires_at, None)
    secret = secrets.token_urlsafe(32)
    connection.execute(
        sa.insert(api_tokens).values(
            secret_sha256=_hash(secret), **{key: getattr(token, key) for key in Token.__slots__}
        )
    )
    return token, f"yiju_{token.id}_{secret}"


def list_tokens(connection: sa.Connection) -> list[Token]:
    """Return all tokens, the oldest first."""
    rows = connection.execute(
        sa.select(*_COLUMNS).order_by(api_tokens.c.created_at, api_tokens.c.id)
    )
    return [_token(row) for row in rows]


def revoke_token(connection: sa.Connection, name_or_id: str) -> Token:
    """Take a token back, for good. Raises `StoreError` (``unknown_token``)."""
    statement = sa.select(*_COLUMNS).where(
        sa.or_(api_tokens.c.id == name_or_id, api_tokens.c.name == name_or_id),
        api_tokens.c.revoked_at.is_(None),
    )
    row = connection.execute(statement).first()
    if row is None:
        raise StoreError(
            found=f"the token {name_or_id[:_LONGEST_NAME]}",
            expected="the name or the id of a token that was not revoked",
            hint="`yiju token list` names them.",
            code="unknown_token",
        )
    at = now_text()
    connection.execute(sa.update(api_tokens).where(api_tokens.c.id == row[0]).values(revoked_at=at))
    return _token((*row[:-1], at))


def any_token(connection: sa.Connection) -> bool:
    """Tell whether a token was ever made, revoked ones too: a closed door stays closed."""
    return connection.execute(sa.select(api_tokens.c.id).limit(1)).first() is not None


def find_token(connection: sa.Connection, text: str) -> Token | None:
    """Return the token that ``text`` is, if it holds now."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        return None
    row = connection.execute(
        sa.select(*_COLUMNS, api_tokens.c.secret_sha256).where(api_tokens.c.id == match[1])
    ).first()
    # compared also where there is no such token, so that both take the same time
    same = hmac.compare_digest(_hash(match[2]), _hash("") if row is None else str(row[-1]))
    if row is None or not same:
        return None
    token = _token(row[:-1])
    return token if token.holds(now_text()) else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def _token(row: Sequence[Any]) -> Token:
    return Token(*row)
