"""The contract: committed, complete, and held by schemathesis against a running service."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks
from schemathesis.core.result import Ok

from service.api.app import OPENAPI_PATH
from service.reference import openapi_text
from tests.service.api.running import ROOT, Served

_FEW, _MANY = 8, 150
_CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


def test_the_committed_document_is_the_real_one(client: httpx.Client) -> None:
    committed = (ROOT / "docs" / "openapi.json").read_text("utf-8")
    assert committed == openapi_text()
    assert json.loads(committed) == client.get(OPENAPI_PATH).json()


def test_every_answer_but_the_good_ones_is_a_problem() -> None:
    document = json.loads(openapi_text())
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            for status, response in operation["responses"].items():
                if int(status) < 400 or (path, status) == ("/readyz", "503"):
                    continue
                assert list(response["content"]) == ["application/problem+json"], (path, status)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_question_gets_an_answer_outside_of_the_contract(
    served: Served, mode: GenerationMode
) -> None:
    _attack(served, mode, examples=_FEW)


@pytest.mark.soak
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_question_of_many_gets_one(served: Served, mode: GenerationMode) -> None:
    _attack(served, mode, examples=_MANY)


def _attack(served: Served, mode: GenerationMode, *, examples: int) -> None:
    """Ask what the contract describes, or what it forbids, and hold each answer to it."""
    schema = schemathesis.openapi.from_url(f"{served.client.base_url}{OPENAPI_PATH}")
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case[Any]) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=_CHECKS)

        try:
            ask()
        except Unsatisfiable:
            # an operation without parameters cannot be asked wrongly
            assert mode is GenerationMode.NEGATIVE
    assert asked > examples
