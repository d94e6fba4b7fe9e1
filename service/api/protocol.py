"""uvicorn's HTTP/1.1 with a bound on the time of a request's head, and problems for broken ones."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from extraction.errors import RequestRefused
from service.api.problems import MEDIA_TYPE, problem_of

HEAD_SECONDS = 15.0


class Protocol(H11Protocol):
    """Close a connection whose request head does not come in whole within `HEAD_SECONDS`."""

    head_seconds = HEAD_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: asyncio.TimerHandle | None = None
        self._seen: object = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        # between two requests of a connection uvicorn's own timer runs until here
        if self._head_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._start_timer()
        super().data_received(data)
        if self.cycle is not self._seen:
            self._seen = self.cycle
            self._stop_timer()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP; also in the middle of a body, where the request then ends."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        body = json.dumps(problem_of(_no_http(msg))).encode()
        head = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"connection", b"close"),
        ]
        try:
            for event in (
                h11.Response(status_code=400, headers=head, reason=b"Bad Request"),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:
            # an answer is half out already: only the end of the connection can tell
            pass
        self.transport.close()

    def _start_timer(self) -> None:
        self._head_timer = self.loop.call_later(self.head_seconds, self._too_slow)

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_slow(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self.transport.close()


def _no_http(said: str) -> RequestRefused:
    return RequestRefused(
        found=f"bytes that are no HTTP request ({said.rstrip('.').lower()})",
        expected="HTTP/1.1",
        hint="Use an HTTP client; see docs/http.md.",
        code="broken_request",
    )
