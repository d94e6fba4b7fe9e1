"""Which HTTP status an error of the program has."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from extraction.errors import (
    DocumentError,
    ModelError,
    NotADocument,
    RegistryError,
    RequestRefused,
    ReviewError,
    StoreError,
    UsageError,
    WorkerLost,
    YijuError,
)

# Found first; what is not here goes by its class.
_BY_CODE: Mapping[str, int] = {
    "broken_request": 400,
    "bad_form": 422,
    "no_token": 401,
    "wrong_token": 401,
    "wrong_role": 403,
    "foreign_origin": 403,
    "no_such_path": 404,
    "unknown_document": 404,
    "unknown_page": 404,
    "unknown_job": 404,
    "unknown_regulation": 404,
    "contents_gone": 404,
    "ambiguous_regulation": 409,
    "not_read": 409,
    "wrong_method": 405,
    "not_acceptable": 406,
    "body_too_slow": 408,
    "job_ended": 409,
    "body_too_large": 413,
    "too_many_parts": 413,
    "encoded_body": 415,
    "busy": 429,
    "too_many_requests": 429,
    "bad_cursor": 422,
    "callback_refused": 422,
    "invalid_request": 422,
    "service_fault": 500,
    "stopping": 503,
    "took_too_long": 504,
    # a fault of the program on this one document: asking again does not help
    "internal_error": 422,
}
_BY_CLASS: tuple[tuple[type[YijuError], int], ...] = (
    (NotADocument, 415),
    (DocumentError, 422),
    (WorkerLost, 503),
    (StoreError, 503),
    (ModelError, 503),
    (RegistryError, 422),
    (ReviewError, 409),
    (RequestRefused, 400),
    (UsageError, 422),
)


def status_of(error: YijuError) -> int:
    """Return the status for ``error``; a document that is to blame never gives a 500."""
    status = _BY_CODE.get(error.code)
    if status is not None:
        return status
    return next((status for kind, status in _BY_CLASS if isinstance(error, kind)), 500)


def title_of(status: int) -> str:
    """Return the words that HTTP has for ``status``."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
