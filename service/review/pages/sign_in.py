"""登录: sign in and out."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from service.review.site.building import Door
from service.review.site.passwords import hash_secret, is_right, new_secret
from service.review.site.site import COOKIE, Site
from service.review.site.visits import Visit
from service.store.audit import record_audit
from service.store.users import add_session, end_session, password_hash_of

# After so many wrong passwords for one name within the time, no more are looked at.
_MOST_FAILURES = 10
_FAILURE_SECONDS = 300.0


class Failures:
    """Counts wrong passwords by user name, in this process."""

    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def too_many(self, name: str) -> bool:
        """Tell whether a name has to wait."""
        with self._lock:
            recent = self._recent(name)
            return len(recent) >= _MOST_FAILURES

    def note(self, name: str) -> None:
        """Count one wrong password."""
        with self._lock:
            self._times[name] = [*self._recent(name), time.monotonic()]
            if len(self._times) > 10_000:
                self._times.clear()

    def _recent(self, name: str) -> list[float]:
        since = time.monotonic() - _FAILURE_SECONDS
        return [moment for moment in self._times.get(name, ()) if moment > since]


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the door itself; nobody is signed in there yet."""
    site = door.site
    failures = Failures()

    async def show(request: Request) -> Response:
        return await run_in_threadpool(_form, site, request)

    async def sign_in(request: Request) -> Response:
        if not _is_ours(request):
            return await run_in_threadpool(_form, site, request, "请从本系统的登录页登录。")
        async with request.form(max_files=0, max_fields=8) as form:
            name, password = str(form.get("name", "")), str(form.get("password", ""))
            following = str(form.get("next", ""))
        return await run_in_threadpool(
            _sign_in, site, request, failures, name.strip(), password, following
        )

    return [
        Route("/sign-in", show, methods=["GET"]),
        Route("/sign-in", sign_in, methods=["POST"]),
        door.act("/sign-out", _sign_out, role="reader"),
    ]


def _form(site: Site, request: Request, problem: str | None = None) -> Response:
    return site.render(
        "sign_in.html",
        request,
        status=200 if problem is None else 403,
        problem=problem,
        following=_own_path(request.query_params.get("next", "")),
    )


def _sign_in(
    site: Site, request: Request, failures: Failures, name: str, password: str, following: str
) -> Response:
    if failures.too_many(name):
        return _form(site, request, "密码错误次数过多，请五分钟后再试。")
    with site.store.read() as connection:
        held = password_hash_of(connection, name)
    if not is_right(password, held):
        failures.note(name)
        return _form(site, request, "用户名或密码不对。")
    secret = new_secret()
    lifetime = site.settings.session_lifetime_seconds
    with site.store.write() as connection:
        add_session(
            connection,
            name,
            secret_hash=hash_secret(secret),
            csrf_token=new_secret(),
            lifetime_seconds=lifetime,
        )
        record_audit(connection, name, "sign_in", name)
    response = RedirectResponse(site.url(request, _own_path(following)), status_code=303)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(lifetime),
        path=request.scope.get("root_path", "") or "/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def _sign_out(visit: Visit) -> Response:
    secret = visit.request.cookies.get(COOKIE, "")
    with visit.site.store.write() as connection:
        end_session(connection, hash_secret(secret))
        record_audit(connection, visit.user_name, "sign_out", visit.user_name)
    response = visit.redirect("/sign-in")
    response.delete_cookie(COOKIE, path=visit.request.scope.get("root_path", "") or "/")
    return response


def _own_path(path: str) -> str:
    """Return a path of this site; the queue's for anything that could lead elsewhere."""
    if path.startswith("/") and not path.startswith(("//", "/\\", "/sign-")):
        return path
    return "/"


def _is_ours(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
