"""The one body of every error: a problem after RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from extraction.errors import Busy, RequestRefused, YijuError
from service.api.statuses import status_of, title_of

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:yiju:problem:"
_MOST_FAULTS = 10
_LONGEST_FOUND = 300  # characters


class Problem(BaseModel):
    """What went wrong, for programs (`code`) and for people (`detail`, `hint`)."""

    type: str = Field(description="`urn:yiju:problem:` and the code.")
    title: str = Field(description="What HTTP calls the status.")
    status: int = Field(description="The HTTP status.")
    code: str = Field(description="Stable; listed in docs/errors.md.")
    detail: str = Field(description="What was found, and what was expected.")
    hint: str = Field(description="What to do.")
    instance: str | None = Field(
        default=None, description="The request: `urn:yiju:request:` and its id, as in the log."
    )


def problem_of(error: YijuError, *, request_id: str | None = None) -> dict[str, object]:
    """Return the body for ``error``."""
    status = status_of(error)
    return {
        "type": _TYPE + error.code,
        "title": title_of(status),
        "status": status,
        "code": error.code,
        "detail": error.message,
        "hint": error.hint,
        "instance": None if request_id is None else f"urn:yiju:request:{request_id}",
    }


def problem_response(error: YijuError, *, request_id: str | None = None) -> Response:
    """Return the answer that says ``error``."""
    problem = problem_of(error, request_id=request_id)
    status = status_of(error)
    headers = dict(_headers(error, status))
    body = json.dumps(problem, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)


def _headers(error: YijuError, status: int) -> Mapping[str, str]:
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="yiju"'}
    if status in (429, 503):
        seconds = error.retry_after_seconds if isinstance(error, Busy) else 1
        return {"Retry-After": str(seconds)}
    return {}


def unforeseen() -> RequestRefused:
    """Return the error for a fault of the program; what it was stands in the log alone."""
    return RequestRefused(
        found="a fault of the service",
        expected="an answer",
        hint="Try again; if it stays, report it with the request id.",
        code="service_fault",
    )


def request_id_of(request: Request) -> str | None:
    """Return the id under which the log knows ``request``."""
    found = request.scope.get("yiju.request_id")
    return found if isinstance(found, str) else None


def install(app: FastAPI) -> None:
    """Let ``app`` answer every error with a problem."""
    app.add_exception_handler(YijuError, _typed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _of_http)


async def _typed(request: Request, error: Exception) -> Response:
    assert isinstance(error, YijuError)
    return _answer(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _answer(request, invalid(error.errors()))


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    # FastAPI hides what stopped a body behind a 400 of its own
    if isinstance(error.__cause__, YijuError):
        return _answer(request, error.__cause__)
    response = _answer(request, _plain(request, error))
    response.headers.update(error.headers or {})
    return response


def _answer(request: Request, error: YijuError) -> Response:
    request.scope["yiju.code"] = error.code
    return problem_response(error, request_id=request_id_of(request))


def invalid(faults: Sequence[Mapping[str, object]]) -> RequestRefused:
    """Return the error for what FastAPI found wrong with parameters or a body."""
    said = [
        f"{_place(fault.get('loc'))}: {fault.get('msg', 'wrong')!s}"
        for fault in faults[:_MOST_FAULTS]
    ]
    found = "; ".join(said)[:_LONGEST_FOUND]
    return RequestRefused(
        found=f"a request that is not as described ({found})",
        expected="what the OpenAPI document describes",
        hint="Compare it with /v1/openapi.json or docs/http.md.",
        code="invalid_request",
    )


def _place(location: object) -> str:
    parts = location if isinstance(location, tuple | list) else ()
    return ".".join(str(part)[:60] for part in parts) or "request"


def _plain(request: Request, error: HTTPException) -> RequestRefused:
    if error.status_code == 404:
        return RequestRefused(
            found=f"the path {request.url.path[:200]}",
            expected="a path of the OpenAPI document",
            hint="See /v1/openapi.json.",
            code="no_such_path",
        )
    if error.status_code == 405:
        return RequestRefused(
            found=f"the method {request.method[:20]}",
            expected=f"one of {(error.headers or {}).get('Allow', 'those of the path')}",
            hint="See /v1/openapi.json.",
            code="wrong_method",
        )
    return RequestRefused(
        found=f"a request that cannot be read: {error.detail}",
        expected="a request as HTTP and the OpenAPI document describe it",
        hint="Compare it with /v1/openapi.json or docs/http.md.",
        code="broken_request",
    )
