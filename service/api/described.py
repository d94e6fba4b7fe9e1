"""What the OpenAPI document says of answers: the problems, and the Disclosure's own schema."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api.problems import MEDIA_TYPE, Problem

Responses = dict[int | str, dict[str, Any]]

# Any request may end so: its body is too large or too slow, it is cut short, this program fails.
_ANYWHERE = (400, 408, 413, 415, 422, 500)
_WITH_TOKEN = (401, 403, 429, 503)
_WORDS = {
    400: "The request cannot be read.",
    401: "No token, or one that does not hold.",
    403: "The token's role does not reach so far.",
    404: "There is no such thing.",
    406: "None of the forms that Accept names can be had.",
    408: "The body did not come in whole in time.",
    409: "The state of the thing does not allow it.",
    413: "The body is too large; counted as it comes in, whatever Content-Length says.",
    415: "The body is not a document.",
    422: "The parameters are wrong, or this document cannot be read; `code` says which.",
    429: "Busy, or more requests than the token may make; see Retry-After.",
    500: "A fault of the service.",
    503: "The reading process or the store was lost; the next request may succeed.",
    504: "Reading the document took longer than allowed.",
}


def problems(*statuses: int, token: bool = True) -> Responses:
    """Return the problems that a route may answer with, besides those of every route."""
    listed = {*_ANYWHERE, *(_WITH_TOKEN if token else ()), *statuses}
    return {
        status: {
            "description": _WORDS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted(listed)
    }


def described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of ``app``."""
    document = get_openapi(
        title="Yiju 依据",
        version=app.version,
        summary="Budget disclosures of Chinese governments as data.",
        description="One document in, one answer out. Every error is a problem (RFC 9457) with a "
        "stable `code`.",
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema()
    schemas.update(_disclosure_schemas())
    return document


def _disclosure_schemas() -> dict[str, Any]:
    """Return the contract's schemas as components of an OpenAPI document."""
    # Late: the contract's pages import the checks, which a server starts without.
    from service.contract.json_schema import disclosure_schema

    text = json.dumps(disclosure_schema()).replace("#/$defs/", "#/components/schemas/Disclosure")
    whole = json.loads(text)
    inner = {f"Disclosure{name}": node for name, node in whole.pop("$defs").items()}
    for name in ("$schema", "$id"):
        whole.pop(name)
    return {"Disclosure": whole, **inner}
