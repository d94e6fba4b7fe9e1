"""Puts the site together: routes, who may use them, and what is answered to errors."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from extraction.errors import ReviewError, StoreError, UsageError, YijuError
from service.review.site.headers import Headers
from service.review.site.site import ROOM, Site
from service.review.site.visits import CSRF_HEADER, Visit, refuse_forged, refuse_role
from service.store.users import UserRole

STATUS = {
    "wrong_role": 403,
    "forged": 403,
    "unknown_target": 409,
    "conflict": 409,
    "unknown_document": 404,
    "not_read": 404,
}
_MOST_UPLOADED_BYTES = 64 * 1024 * 1024
Handler = Callable[[Visit], Response]


class Door:
    """Makes routes of handlers: finds out who asks, checks role and token, answers errors."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def page(self, path: str, handler: Handler, role: UserRole = "reader") -> Route:
        """Return the route of a page that is looked at."""
        return Route(path, self._endpoint(handler, role, acts=False), methods=["GET"])

    def act(self, path: str, handler: Handler, role: UserRole = "analyst") -> Route:
        """Return the route of something that is done; it needs the token of our own pages."""
        return Route(path, self._endpoint(handler, role, acts=True), methods=["POST"])

    def _endpoint(
        self, handler: Handler, role: UserRole, *, acts: bool
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                session = await run_in_threadpool(self.site.session, request)
                if session is None:
                    return _to_sign_in(self.site, request)
                visit = Visit(self.site, request, session)
                if acts:
                    visit = await _with_body(visit)
                    given = request.headers.get(CSRF_HEADER) or visit.form.get("csrf")
                    refuse_forged(session, given)
                refuse_role(session, role)
                return await run_in_threadpool(handler, visit)
            except YijuError as error:
                return _refusal(self.site, request, error)

        return answer


def review_app(site: Site, routes: Sequence[Callable[[Door], Sequence[BaseRoute]]]) -> Starlette:
    """Return the site as an application, to be mounted under any path."""
    door = Door(site)

    async def not_found(request: Request, _error: Exception) -> Response:
        error = UsageError(
            found=f"地址 {request.url.path[:200]}", expected="本系统的页面", hint="从导航栏进入。"
        )
        return _refusal(site, request, error, status=404)

    async def plotly(_request: Request) -> Response:
        return FileResponse(
            plotly_script(),
            media_type="text/javascript",
            headers={"cache-control": "private, max-age=86400"},
        )

    app = Starlette(
        routes=[
            Route("/static/plotly.min.js", plotly),
            Mount("/static", _Static(directory=ROOM / "static")),
            *(route for make in routes for route in make(door)),
        ],
        exception_handlers={404: not_found, 405: not_found},
    )
    app.add_middleware(Headers)
    app.state.site = site
    return app


def plotly_script() -> Path:
    """Return plotly's script, as its wheel carries it."""
    import importlib.util

    spec = importlib.util.find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


class _Static(StaticFiles):
    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        # asked again each time, answered with 304 while it is the same
        response.headers["cache-control"] = "no-cache"
        return response


async def _with_body(visit: Visit) -> Visit:
    request = visit.request
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError as error:
            raise _bad_body(str(error)) from error
        if not isinstance(body, Mapping):
            raise _bad_body("不是 JSON 对象")
        return replace(visit, body=body)
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    try:
        async with request.form(max_files=4, max_fields=200) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    data = await value.read(_MOST_UPLOADED_BYTES + 1)
                    if len(data) > _MOST_UPLOADED_BYTES:
                        raise _bad_body("文件过大")
                    files[name] = (value.filename or "", data)
                else:
                    fields[name] = value
    except HTTPException as error:
        raise _bad_body(error.detail) from error
    return replace(visit, form=fields, files=files)


def _bad_body(said: str) -> UsageError:
    return UsageError(
        found=f"无法读取的请求：{said[:200]}", expected="页面发出的表单", hint="请重试。"
    )


def _to_sign_in(site: Site, request: Request) -> Response:
    if request.method == "GET" and "application/json" not in request.headers.get("accept", ""):
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        query = f"?{request.url.query}" if request.url.query else ""
        from urllib.parse import quote

        target = site.url(request, "/sign-in") + f"?next={quote(path + query)}"
        return RedirectResponse(target, status_code=303)
    error = ReviewError(
        found="没有登录的请求", expected="已登录的用户", hint="请重新登录。", code="signed_out"
    )
    return _refusal(site, request, error, status=401)


def _refusal(
    site: Site, request: Request, error: YijuError, *, status: int | None = None
) -> Response:
    if status is None:
        status = 503 if isinstance(error, StoreError) and error.code not in STATUS else 422
        status = STATUS.get(error.code, status)
    said = {
        "code": error.code,
        "found": error.found,
        "expected": error.expected,
        "hint": error.hint,
    }
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": said}, status_code=status)
    return site.render("error.html", request, status=status, error=said)
