"""The call that tells a client that its job has ended: signed, to listed addresses alone.

No redirect is followed, no proxy is asked, and what is answered is not looked at but for its
status.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from extraction.errors import RequestRefused, UsageError
from service.settings import Settings

SIGNATURE = "Yiju-Signature"
_SECONDS = 10.0
_PORTS = {"https": 443, "http": 80}
_SHORTEST_KEY = 16  # bytes


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Which addresses may be called, as (scheme, host, port), and the key that signs."""

    allowed: frozenset[tuple[str, str, int]]
    key: bytes

    def refuse_other(self, url: str) -> None:
        """Raise `RequestRefused` (``callback_refused``) for a URL that may not be called."""
        if _address(url) not in self.allowed:
            raise RequestRefused(
                found=f"the callback {url[:100]}",
                expected="a URL at an address of YIJU_HTTP_CALLBACK_ADDRESSES",
                hint="Ask with GET /v1/jobs/{id} instead, or have the address listed.",
                code="callback_refused",
            )

    def call(self, url: str, body: dict[str, object]) -> bool:
        """Tell ``url``; True where it was told. Raises `RequestRefused` as `refuse_other`."""
        self.refuse_other(url)
        parts = urlsplit(url)
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        at = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "yiju",
            SIGNATURE: f"t={at},v1={signature(self.key, at, data)}",
        }
        connection = _connection(parts)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, data, headers)
            return 200 <= connection.getresponse().status < 300
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def signature(key: bytes, at: str, data: bytes) -> str:
    """Return what proves that this service sent ``data`` at ``at`` (seconds since 1970)."""
    return hmac.new(key, at.encode("ascii") + b"." + data, hashlib.sha256).hexdigest()


def open_callbacks(settings: Settings) -> Callbacks:
    """Read the addresses and the key. Raises `UsageError` for a wrong setting."""
    said = [each.strip() for each in settings.http_callback_addresses.split(",") if each.strip()]
    if not said:
        return Callbacks(frozenset(), b"")
    allowed = [_address(each) for each in said]
    for each, address in zip(said, allowed, strict=True):
        if address is None or urlsplit(each).path not in ("", "/") or urlsplit(each).query:
            raise UsageError(
                found=f"YIJU_HTTP_CALLBACK_ADDRESSES with {each}",
                expected="addresses like https://host or http://host:8080",
                hint="Leave paths out: all of an address may be called.",
            )
    return Callbacks(frozenset(each for each in allowed if each is not None), _key(settings))


def _key(settings: Settings) -> bytes:
    path = settings.http_callback_key_file
    try:
        key = Path(path).read_bytes().strip() if path else b""
    except OSError as error:
        raise UsageError(
            found=f"YIJU_HTTP_CALLBACK_KEY_FILE={path}: {error.strerror or error}",
            expected="a file that can be read",
            hint="Check the path and the permissions.",
        ) from error
    if len(key) < _SHORTEST_KEY:
        raise UsageError(
            found="callbacks without a key, or with a short one",
            expected=f"at least {_SHORTEST_KEY} bytes in YIJU_HTTP_CALLBACK_KEY_FILE",
            hint="Make one: openssl rand -hex 32.",
        )
    return key


def _address(url: str) -> tuple[str, str, int] | None:
    """Return (scheme, host, port); None for what is no plain http(s) URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    return parts.scheme, parts.hostname, port or _PORTS[parts.scheme]


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=_SECONDS)
