"""Who may do what: API tokens with roles, or an open door on this machine alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args
from urllib.parse import urlsplit

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from extraction.errors import Busy, RequestRefused
from service.api.rate_limit import RateLimit

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; ``token_id`` is None on an open door."""

    role: Role
    name: str | None = None
    token_id: str | None = None


class Tokens(Protocol):
    """The tokens that are known."""

    def any(self) -> bool:
        """Tell whether a token was ever made."""
        ...

    def caller(self, secret: str) -> Caller | None:
        """Return whose token this is; None for one that does not hold (any more)."""
        ...


class Access:
    """Tell callers apart. ``loopback``: only this machine can reach the service."""

    def __init__(self, tokens: Tokens, *, loopback: bool, rate: RateLimit) -> None:
        self._tokens = tokens
        self._loopback = loopback
        self._rate = rate

    def is_open(self) -> bool:
        """Tell whether everybody on this machine may do everything."""
        return self._loopback and not self._tokens.any()

    def caller(self, request: Request, secret: str | None) -> Caller:
        """Return who asks. Raises `RequestRefused` and `Busy`."""
        if secret is None:
            if self.is_open():
                _refuse_foreign(request)
                return Caller("admin")
            raise RequestRefused(
                found="a request without a token",
                expected="Authorization: Bearer TOKEN",
                hint="Have a token made with `yiju token create`.",
                code="no_token",
            )
        caller = self._tokens.caller(secret)
        if caller is None:
            raise RequestRefused(
                found="a token that is unknown, revoked or expired",
                expected="a token that holds",
                hint="Have a token made with `yiju token create`.",
                code="wrong_token",
            )
        wait = self._rate.wait_seconds(caller.token_id or "")
        if wait:
            raise Busy(
                found="more requests of this token than one minute allows",
                expected="fewer",
                hint="Ask again after the seconds of Retry-After, or have "
                "YIJU_HTTP_REQUESTS_PER_MINUTE raised.",
                code="too_many_requests",
                retry_after_seconds=wait,
            )
        return caller


_bearer = HTTPBearer(auto_error=False, description="A token of `yiju token create`.")


class Needs:
    """The dependency of a route that takes callers of ``role`` and above."""

    def __init__(self, role: Role) -> None:
        self.role: Role = role

    async def __call__(
        self,
        request: Request,
        credentials: HTTPAuthorizationCredentials | None = Security(_bearer),  # noqa: B008
    ) -> Caller:
        look: Callable[[Request, str | None], Awaitable[Caller]] = request.app.state.look
        caller = await look(request, None if credentials is None else credentials.credentials)
        request.scope["yiju.token"] = caller.name
        if ROLES.index(caller.role) < ROLES.index(self.role):
            raise RequestRefused(
                found=f"a token of the role {caller.role}",
                expected=f"one of the role {self.role}",
                hint="Have a token of that role made with `yiju token create`.",
                code="wrong_role",
            )
        return caller


def _refuse_foreign(request: Request) -> None:
    """Refuse what a web page of somebody else's makes a browser on this machine send."""
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    said = urlsplit(f"//{host}").hostname if host.isascii() else None
    if said not in _LOCAL_NAMES or (origin is not None and urlsplit(origin).netloc != host):
        raise RequestRefused(
            found="a request from a page or for a name of another site",
            expected="one for localhost, since no token protects this service",
            hint="Make a token with `yiju token create` and send it.",
            code="foreign_origin",
        )
