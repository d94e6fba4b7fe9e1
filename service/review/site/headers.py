"""The headers of every page: nothing foreign is loaded, no inline script runs."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# plotly sets styles from its script, and draws some of them through a style element of its own
PLOT_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src 'self' data:", "img-src 'self' data: blob:"
)
_FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Adds the headers to whatever is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message)
            await send(message)

        await self._app(scope, receive, send_with if scope["type"] == "http" else send)


def _add(message: MutableMapping[str, Any]) -> None:
    headers = [(key.lower(), value) for key, value in message["headers"]]
    have = {key for key, _ in headers}
    wanted = {
        **_FIXED,
        "content-security-policy": POLICY,
        "cache-control": "no-store",
    }
    for key, value in wanted.items():
        if key.encode() not in have:
            headers.append((key.encode(), value.encode()))
    message["headers"] = headers
