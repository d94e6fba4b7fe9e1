"""Users of the analysts' pages, and their sessions. Passwords and secrets are kept as hashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from extraction.errors import ReviewError
from service.store.review_tables import sessions, users
from service.store.times import now_text

UserRole = Literal["reader", "analyst", "admin"]


@dataclass(frozen=True, slots=True)
class User:
    """A person who may come in, unless ``disabled_at`` says otherwise."""

    name: str
    role: UserRole
    created_at: str
    disabled_at: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A visit: ``csrf_token`` must come with every act."""

    user: User
    csrf_token: str
    expires_at: str


_USER = (users.c.name, users.c.role, users.c.created_at, users.c.disabled_at)


def add_user(connection: sa.Connection, name: str, role: UserRole, password_hash: str) -> None:
    """Add a user. Raises `ReviewError` (``user_taken``)."""
    if read_user(connection, name) is not None:
        raise ReviewError(
            found=f"用户 {name}，已经存在",
            expected="一个新的用户名",
            hint="换一个名字，或用 `yiju user passwd` 更换密码。",
            code="user_taken",
        )
    connection.execute(
        sa.insert(users).values(
            name=name, role=role, password_hash=password_hash, created_at=now_text()
        )
    )


def read_user(connection: sa.Connection, name: str) -> User | None:
    """Return the user of this name."""
    row = connection.execute(sa.select(*_USER).where(users.c.name == name)).first()
    return User(*row) if row is not None else None


def list_users(connection: sa.Connection) -> tuple[User, ...]:
    """Return all users in order of their names."""
    rows = connection.execute(sa.select(*_USER).order_by(users.c.name))
    return tuple(User(*row) for row in rows)


def password_hash_of(connection: sa.Connection, name: str) -> str | None:
    """Return the hash of an active user's password; None for everybody else."""
    found: str | None = connection.execute(
        sa.select(users.c.password_hash).where(users.c.name == name, users.c.disabled_at.is_(None))
    ).scalar()
    return found


def set_password_hash(connection: sa.Connection, name: str, password_hash: str) -> None:
    """Give a user another password and end all of the user's sessions.

    Raises `ReviewError` (``unknown_user``).
    """
    _require(connection, name)
    connection.execute(
        sa.update(users).where(users.c.name == name).values(password_hash=password_hash)
    )
    end_sessions(connection, name)


def disable_user(connection: sa.Connection, name: str) -> None:
    """Shut a user out at once; what the user did stays. Raises `ReviewError` (``unknown_user``)."""
    _require(connection, name)
    connection.execute(sa.update(users).where(users.c.name == name).values(disabled_at=now_text()))
    end_sessions(connection, name)


def enable_user(connection: sa.Connection, name: str) -> None:
    """Let a user in again. Raises `ReviewError` (``unknown_user``)."""
    _require(connection, name)
    connection.execute(sa.update(users).where(users.c.name == name).values(disabled_at=None))


def add_session(
    connection: sa.Connection,
    name: str,
    *,
    secret_hash: str,
    csrf_token: str,
    lifetime_seconds: float,
) -> None:
    """Begin a visit; visits that have expired are forgotten."""
    connection.execute(sa.delete(sessions).where(sessions.c.expires_at <= now_text()))
    connection.execute(
        sa.insert(sessions).values(
            secret_hash=secret_hash,
            user_name=name,
            csrf_token=csrf_token,
            created_at=now_text(),
            expires_at=now_text(later_seconds=lifetime_seconds),
        )
    )


def read_session(connection: sa.Connection, secret_hash: str) -> Session | None:
    """Return the visit, None where it has ended or its user is disabled."""
    row = connection.execute(
        sa.select(*_USER, sessions.c.csrf_token, sessions.c.expires_at)
        .join_from(sessions, users)
        .where(
            sessions.c.secret_hash == secret_hash,
            sessions.c.expires_at > now_text(),
            users.c.disabled_at.is_(None),
        )
    ).first()
    return Session(User(*row[:4]), row[4], row[5]) if row is not None else None


def end_session(connection: sa.Connection, secret_hash: str) -> None:
    """End one visit."""
    connection.execute(sa.delete(sessions).where(sessions.c.secret_hash == secret_hash))


def end_sessions(connection: sa.Connection, name: str) -> None:
    """End all visits of a user."""
    connection.execute(sa.delete(sessions).where(sessions.c.user_name == name))


def _require(connection: sa.Connection, name: str) -> None:
    if read_user(connection, name) is None:
        raise ReviewError(
            found=f"用户 {name}，没有这个用户",
            expected="已有的用户",
            hint="用 `yiju user list` 查看。",
            code="unknown_user",
        )
