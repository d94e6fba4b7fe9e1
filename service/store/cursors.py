"""Where a page of a list ended: opaque text for a client, a key for the next query."""

from __future__ import annotations

import base64
import binascii
import json

from extraction.errors import RequestRefused

Key = tuple[str | int, ...]


def cursor_of(*key: str | int) -> str:
    """Return the text for the key of the last row."""
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode("utf-8")).decode("ascii").rstrip("=")


def key_of(cursor: str, kinds: tuple[type, ...]) -> Key:
    """Return the key that a cursor stands for.

    Raises `RequestRefused` (``bad_cursor``) for what no list of ours has given.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _bad(cursor) from error
    if (
        not isinstance(found, list)
        or len(found) != len(kinds)
        or any(type(part) is not kind for part, kind in zip(found, kinds, strict=True))
        or any(isinstance(part, int) and not 0 <= part < 2**63 for part in found)
        or any(isinstance(part, str) and not part.isprintable() for part in found)
    ):
        raise _bad(cursor)
    return tuple(found)


def _bad(cursor: str) -> RequestRefused:
    return RequestRefused(
        found=f"cursor={cursor[:60]}",
        expected="the `next` of a page of this list",
        hint="Begin again without a cursor.",
        code="bad_cursor",
    )
