"""What every error of the service has to look like."""

from __future__ import annotations

import httpx

KEYS = ["type", "title", "status", "code", "detail", "hint", "instance"]


def assert_problem(response: httpx.Response, status: int, code: str) -> dict[str, object]:
    """Hold an answer to be the one error body, with this status and code."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, object] = response.json()
    assert list(found) == KEYS
    assert found["status"] == status
    assert found["code"] == code
    assert found["type"] == f"urn:yiju:problem:{code}"
    assert found["title"]
    assert found["detail"]
    assert found["hint"]
    return found
