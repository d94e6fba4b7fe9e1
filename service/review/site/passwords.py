"""Passwords and secrets: argon2 for what people choose, SHA-256 for what chance chose."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from typing import TYPE_CHECKING

from extraction.errors import ReviewError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password. Raises `ReviewError` (``weak_password``)."""
    if len(password) < SHORTEST:
        raise ReviewError(
            found=f"一个 {len(password)} 个字符的密码",
            expected=f"至少 {SHORTEST} 个字符",
            hint="换一个更长的密码。",
            code="weak_password",
        )
    return _hasher().hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Tell whether a password is the hashed one; an unknown user's takes as long to refuse."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def new_secret() -> str:
    """Return 256 bits of chance as text."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return the hash under which the store knows a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    # RFC 9106, second recommended option: 64 MiB
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=2)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
