"""Query parameters that several lists share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from extraction.errors import RequestRefused
from service.flat_rows import fen

MOST_ROWS = 1000

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="The most rows of a page.")]
Cursor = Annotated[str | None, Query(max_length=400, description="The `next` of the page before.")]
Year = Annotated[int | None, Query(ge=1949, le=2999, description="The fiscal year.")]
Department = Annotated[
    str | None, Query(max_length=200, description="The department, or a part of its name.")
]
DocumentHash = Annotated[
    str | None, Query(max_length=64, description="The SHA-256 of one document.")
]
RegulationId = Annotated[
    str | None, Query(max_length=100, description="The id of a regulation that is cited.")
]
Words = Annotated[str | None, Query(max_length=200, description="A text that it holds.")]
Amount = Annotated[
    str | None,
    Query(max_length=20, description="Yuan, with two places or none.", examples=["1000000.00"]),
]


def plain(text: str | None) -> str | None:
    """Return a text that every database takes: no NUL, no half of a surrogate pair."""
    if text is None:
        return None
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def fen_of(name: str, said: str | None) -> int | None:
    """Return an amount in fen. Raises `RequestRefused` for what is none."""
    if said is None:
        return None
    found = fen(said if "." in said else f"{said}.00")
    if found is None or not said.isascii():
        raise RequestRefused(
            found=f"{name}={said[:30]}",
            expected="yuan like 1000000 or 1000000.00",
            hint="Leave out signs, commas and units.",
            code="invalid_request",
        )
    return found
