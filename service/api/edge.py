"""The outermost layer: every request gets an id, bounds on its body, safe headers, a log line."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extraction.errors import RequestRefused, YijuError
from service.api.bodies import Body, ClientGone
from service.api.logs import place_of
from service.api.metrics import Metrics
from service.api.problems import problem_response, unforeseen

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LONGEST_PATH = 200  # characters in the log
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_GONE = 499  # as nginx logs a client that hung up

log = structlog.get_logger("yiju.http")


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How many bytes a body may have: of the paths that take documents, and of all others."""

    by_path: Mapping[str, int]
    others: int
    seconds: float

    def of(self, path: str) -> int:
        return self.by_path.get(path, self.others)


class Edge:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: BodyLimits,
        metrics: Metrics,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app = app
        self._limits = limits
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        request_id = _request_id(headers)
        scope["yiju.request_id"] = request_id
        body = Body(
            receive,
            headers,
            most_bytes=self._limits.of(scope["path"]),
            seconds=self._limits.seconds,
        )
        answer = _Answer(send, body, request_id)
        start = self._clock()
        try:
            await self._run(scope, body, answer)
        finally:
            self._record(scope, body, answer, self._clock() - start)

    async def _run(self, scope: Scope, body: Body, answer: _Answer) -> None:
        try:
            if b"content-encoding" in dict(scope["headers"]):
                raise RequestRefused(
                    found="a body with a Content-Encoding",
                    expected="a body that is sent as it is",
                    hint="Send it uncompressed; a PDF is compressed in itself.",
                    code="encoded_body",
                )
            await self._app(scope, body.receive, answer.send)
        except ClientGone:
            answer.status = answer.status or _GONE
        except YijuError as error:
            await self._refuse(scope, body, answer, error)
        except Exception as error:  # noqa: BLE001 - the last door before the server's own
            log.error("fault", request_id=answer.request_id, **place_of(error))
            await self._refuse(scope, body, answer, unforeseen())

    async def _refuse(self, scope: Scope, body: Body, answer: _Answer, error: YijuError) -> None:
        if answer.status is not None:  # the half of an answer is out: only the end can tell
            raise error
        scope["yiju.code"] = error.code
        response = problem_response(error, request_id=answer.request_id)
        await response(scope, body.receive, answer.send)

    def _record(self, scope: Scope, body: Body, answer: _Answer, seconds: float) -> None:
        status = answer.status or _GONE
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.request(scope["method"], route, status, seconds)
        log.info(
            "request",
            request_id=answer.request_id,
            method=scope["method"][:20],
            path=scope["path"][:_LONGEST_PATH],
            status=status,
            code=scope.get("yiju.code"),
            token=scope.get("yiju.token"),
            document=scope.get("yiju.document"),
            seconds=round(seconds, 4),
            bytes_in=body.count,
            bytes_out=answer.count,
        )


class _Answer:
    """The ``send`` of one request: adds headers, and reads on where the body was left behind."""

    def __init__(self, send: Send, body: Body, request_id: str) -> None:
        self._send = send
        self._body = body
        self.request_id = request_id
        self.status: int | None = None
        self.count = 0
        self._closing = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if not self._body.whole:
                self._closing = True
                headers["Connection"] = "close"
            await self._send(message)
            return
        self.count += len(message.get("body", b""))
        if not self._closing or message.get("more_body", False):
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        await self._body.linger()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


def _request_id(headers: Mapping[bytes, bytes]) -> str:
    """Return the caller's own id where it is a plain word, else a new one."""
    said = headers.get(b"x-request-id", b"").decode("latin-1")
    return said if _REQUEST_ID.fullmatch(said) else uuid.uuid4().hex
