"""Tokens, roles, the open door on this machine; a row for every route, none forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
import pytest
from fastapi.routing import APIRoute, APIRouter

from service.api.access import ROLES, Needs, Role
from service.api.app import OPENAPI_PATH, create_app
from service.cli.group import run
from service.settings import Settings
from service.store import open_store
from tests.service.api.problems import assert_problem
from tests.service.api.running import EXAMPLE, Served, serving

SHA256 = "0" * 64

# What each route takes: None for everybody. The last is what a caller of that role gets.
ROUTES: dict[tuple[str, str], tuple[Role | None, int]] = {
    ("GET", "/healthz"): (None, 200),
    ("GET", "/readyz"): (None, 200),
    ("GET", "/v1/version"): (None, 200),
    ("GET", OPENAPI_PATH): (None, 200),
    ("GET", "/metrics"): ("reader", 200),
    ("POST", "/v1/extract"): ("analyst", 422),  # an empty body
    ("POST", "/v1/jobs"): ("analyst", 202),
    ("GET", "/v1/jobs/{job_id}"): ("reader", 404),
    ("DELETE", "/v1/jobs/{job_id}"): ("analyst", 404),
    ("GET", "/v1/documents"): ("reader", 200),
    ("GET", "/v1/documents/{sha256}"): ("reader", 404),
    ("GET", "/v1/documents/{sha256}/disclosure"): ("reader", 404),
    ("GET", "/v1/documents/{sha256}/pages/{number}.png"): ("reader", 404),
    ("GET", "/v1/projects"): ("reader", 200),
    ("GET", "/v1/citations"): ("reader", 200),
    ("GET", "/v1/checks"): ("reader", 200),
    ("GET", "/v1/regulations"): ("reader", 200),
    ("GET", "/v1/regulations/{regulation}"): ("reader", 404),
    ("POST", "/v1/link"): ("reader", 422),  # no body
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A service with a token of each role."""

    served: Served
    tokens: dict[Role, str]

    def ask(self, method: str, path: str, token: str | None) -> httpx.Response:
        filled = path.format(job_id="0", sha256=SHA256, number=1, regulation="r0")
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return self.served.client.request(method, filled, headers=headers)


def _create(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["token", "create", *arguments]) == 0
    return capfd.readouterr().out.strip()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    from service.store.api_tokens import create_token

    store = str(tmp_path_factory.mktemp("guarded") / "store.db")
    with serving(store) as served:
        tokens = {}
        for role in ROLES:
            with open_store(store) as opened, opened.write() as connection:
                _, tokens[role] = create_token(connection, name=role, role=role)
        yield Guarded(served, tokens)


def test_the_table_has_every_route(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("routes") / "store.db"
    with open_store(str(path)) as store:
        app = create_app(Settings(), store)
    found = {
        (method, route.path): _role_of(route)
        for route in _flat(app.routes)
        for method in route.methods or ()
    }
    assert found == {key: role for key, (role, _) in ROUTES.items()}


def _flat(routes: Sequence[object]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:  # FastAPI keeps the routers that were included as they are
            inner: APIRouter = route.original_router  # type: ignore[attr-defined]
            yield from _flat(inner.routes)


def _role_of(route: APIRoute) -> Role | None:
    roles = [
        each.call.role for each in route.dependant.dependencies if isinstance(each.call, Needs)
    ]
    assert len(roles) <= 1
    return roles[0] if roles else None


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda part: str(part))
def test_who_may_come_in(guarded: Guarded, method: str, path: str) -> None:
    role, status = ROUTES[method, path]
    bare = guarded.ask(method, path, None)
    if role is None:
        assert bare.status_code == status
        return
    assert_problem(bare, 401, "no_token")
    assert bare.headers["www-authenticate"].startswith("Bearer")
    assert_problem(guarded.ask(method, path, "yiju_0_0"), 401, "wrong_token")
    for each in ROLES:
        response = guarded.ask(method, path, guarded.tokens[each])
        if ROLES.index(each) < ROLES.index(role):
            assert_problem(response, 403, "wrong_role")
        else:
            assert response.status_code == status, response.text


def test_the_door_is_open_on_this_machine_until_a_token_is_made(
    tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path_factory.mktemp("open") / "store.db")
    with serving(store) as served:
        client = served.client
        assert "no token exists" in served.first_line
        assert client.get("/v1/documents").status_code == 200
        text = _create(capfd, "甲", "--role", "analyst", "--store", store)
        assert_problem(client.get("/v1/documents"), 401, "no_token")
        headers = {"Authorization": f"Bearer {text}"}
        response = client.get("/v1/documents", headers=headers)
        assert response.status_code == 200
        assert served.logged(response.headers["x-request-id"])["token"] == "甲"
        assert run(["token", "revoke", "甲", "--store", store]) == 0
        assert_problem(client.get("/v1/documents", headers=headers), 401, "wrong_token")
        assert text not in "\n".join(served.lines)
    with serving(store, "--host", "127.0.0.1", wait=False) as served:
        assert "needs a token" in served.first_line


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},  # a name that was made to point here
        {"Host": "evil.example:80", "Origin": "http://evil.example:80"},
        {"Origin": "http://evil.example"},  # a page of another site
        {"Origin": "null"},  # a page from a file
    ],
)
def test_other_sites_find_the_open_door_shut(client: httpx.Client, headers: dict[str, str]) -> None:
    response = client.post("/v1/extract", content=EXAMPLE.read_bytes(), headers=headers)
    assert_problem(response, 403, "foreign_origin")


def test_a_token_has_a_limit_of_requests(tmp_path_factory: pytest.TempPathFactory) -> None:
    from service.store.api_tokens import create_token

    store = str(tmp_path_factory.mktemp("rate") / "store.db")
    with serving(store, settings={"YIJU_HTTP_REQUESTS_PER_MINUTE": "3"}) as served:
        tokens = []
        for name in ("甲", "乙"):
            with open_store(store) as opened, opened.write() as connection:
                tokens.append(create_token(connection, name=name, role="reader")[1])
        answers = [
            served.client.get("/v1/checks", headers={"Authorization": f"Bearer {tokens[0]}"})
            for _ in range(4)
        ]
        other = served.client.get("/v1/checks", headers={"Authorization": f"Bearer {tokens[1]}"})
    assert [each.status_code for each in answers[:3]] == [200, 200, 200]
    assert_problem(answers[3], 429, "too_many_requests")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20
    assert other.status_code == 200
