"""The body of a request as it comes in: counted, and not waited for without end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

from starlette.types import Message, Receive

from extraction.errors import RequestRefused

# A client that is refused early may still be sending: read on for so long, so that it can
# see the answer before the connection closes.
LINGER_SECONDS = 2.0
_LINGER_BYTES = 64 * 1024 * 1024


class ClientGone(Exception):
    """The client hung up before its request was whole; there is nobody to answer."""


class Body:
    """The ``receive`` of one request with bounds on bytes and time.

    ``most_bytes`` holds for what arrives, whatever Content-Length says. Not for several
    tasks at once.
    """

    def __init__(
        self, receive: Receive, headers: Mapping[bytes, bytes], *, most_bytes: int, seconds: float
    ) -> None:
        self._receive = receive
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._deadline: float | None = None
        self._declared = _declared(headers)
        self.count = 0
        self.whole = self._declared == 0 or (
            b"content-length" not in headers and b"transfer-encoding" not in headers
        )

    async def receive(self) -> Message:
        """Return the next message. Raises `RequestRefused` and `ClientGone`."""
        if self.whole:
            return await self._receive()
        if self._declared is not None and self._declared > self._most_bytes:
            raise self._too_large(f"a body of {self._declared:,} bytes")
        message = await self._next()
        if message["type"] == "http.disconnect":
            raise ClientGone
        self.count += len(message.get("body", b""))
        if self.count > self._most_bytes:
            raise self._too_large(f"a body of more than {self._most_bytes:,} bytes")
        self.whole = not message.get("more_body", False)
        return message

    async def linger(self) -> None:
        """Throw away what a refused client still sends, within bounds."""
        deadline = time.monotonic() + LINGER_SECONDS
        thrown = 0
        while not self.whole and thrown < _LINGER_BYTES:
            try:
                left = deadline - time.monotonic()
                message = await asyncio.wait_for(self._receive(), max(left, 0.001))
            except TimeoutError:
                return
            if message["type"] == "http.disconnect":
                return
            thrown += len(message.get("body", b""))
            self.whole = not message.get("more_body", False)

    async def _next(self) -> Message:
        now = time.monotonic()
        if self._deadline is None:
            self._deadline = now + self._seconds
        try:
            return await asyncio.wait_for(self._receive(), max(self._deadline - now, 0.001))
        except TimeoutError:
            raise RequestRefused(
                found=f"a body that has not come in whole within {self._seconds:g} seconds",
                expected="all of it",
                hint="Send it faster, or have YIJU_HTTP_UPLOAD_TIMEOUT_SECONDS raised.",
                code="body_too_slow",
            ) from None

    def _too_large(self, found: str) -> RequestRefused:
        return RequestRefused(
            found=found,
            expected=f"at most {self._most_bytes:,} bytes",
            hint="Split the document, send several with POST /v1/jobs, or have the limit raised "
            "(YIJU_MAX_DOCUMENT_BYTES, YIJU_HTTP_MAX_JOB_BYTES).",
            code="body_too_large",
        )


def _declared(headers: Mapping[bytes, bytes]) -> int | None:
    """Return what Content-Length says; the protocol below has refused one that is no number."""
    said = headers.get(b"content-length")
    return int(said) if said is not None and said.isdigit() else None
