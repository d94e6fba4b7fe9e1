"""Where a store is: a path, or a URL, checked and with its password kept out of sight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from extraction.errors import StoreError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://|((?:sqlite|postgres(?:ql)?)(?:\+\w+)?):")
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_EXPECTED = "a path, or a URL that begins with sqlite:/// or postgresql://"
_HINT = "Give it like store.db, sqlite:////data/store.db or postgresql://user@host:5432/database."


@dataclass(frozen=True, slots=True)
class Address:
    """A store's place. ``name`` may be shown; ``url`` and ``secrets`` may not."""

    kind: Literal["sqlite", "postgresql"]
    name: str
    url: sa.URL = field(repr=False)
    path: Path | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def without_secrets(self, text: str) -> str:
        """Return ``text`` with passwords blotted out."""
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text


def parse_address(url_or_path: str) -> Address:
    """Read a path or URL. Raises `StoreError` (``store_address``) for any other thing."""
    if not url_or_path.strip() or "\0" in url_or_path:
        raise _refused("an empty address" if not url_or_path.strip() else "a NUL in the address")
    match = _SCHEME.match(url_or_path)
    if match is None:
        return _file(Path(url_or_path).expanduser())
    scheme = (match[1] or match[2]).lower()
    if match[1] is None:
        raise _refused(f"{scheme}: without // after it")
    if scheme != "sqlite" and scheme not in _POSTGRESQL:
        raise _refused(f"a URL of the kind {scheme}")
    try:
        url = sa.make_url(url_or_path)
    except (sa.exc.ArgumentError, ValueError):
        # their message can hold the password
        raise _refused(f"a {scheme} URL that cannot be read") from None
    return _sqlite(url) if scheme == "sqlite" else _postgresql(url)


def _sqlite(url: sa.URL) -> Address:
    if url.host or url.query or not url.database or url.database == ":memory:":
        raise _refused("a sqlite URL without a plain path")
    return _file(Path(url.database))


def _file(path: Path) -> Address:
    if str(path) == ":memory:":
        raise _refused("a store in memory, which would be forgotten at once")
    return Address(
        kind="sqlite",
        name=str(path),
        url=sa.URL.create("sqlite+pysqlite", database=str(path)),
        path=path,
    )


def _postgresql(url: sa.URL) -> Address:
    if "@" in (url.host or ""):
        # what stands before it is the end of a password
        raise _refused("a postgresql URL with @ in its password, which is written %40")
    shown = sa.URL.create(
        "postgresql", url.username, host=url.host, port=url.port, database=url.database
    )
    in_query = url.query.get("password", ())
    secrets = ((in_query,) if isinstance(in_query, str) else in_query) + (
        (url.password,) if url.password else ()
    )
    return Address(
        kind="postgresql",
        name=shown.render_as_string(),
        url=url.set(drivername="postgresql+psycopg"),
        secrets=secrets,
    )


def _refused(found: str) -> StoreError:
    return StoreError(found=found, expected=_EXPECTED, hint=_HINT, code="store_address")
